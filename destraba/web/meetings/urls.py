from django.urls import path

from . import agenda, answering, authorities, convening, planning, preparing, views

urlpatterns = [
    path("nueva/", planning.plan, name="meeting-new"),
    path("<int:pk>/", views.detail, name="meeting"),
    path("<int:pk>/calendario.ics", views.calendar, name="meeting-calendar"),
    path("<int:pk>/fecha/", planning.reschedule, name="meeting-date"),
    path("<int:pk>/cancelacion/", planning.cancel, name="meeting-cancellation"),
    path("<int:pk>/preparacion/", preparing.preparation, name="meeting-preparation"),
    path("<int:pk>/preparacion/propuesta/", preparing.adopt_proposals, name="meeting-proposal"),
    path("<int:pk>/agenda/nuevo/", agenda.add, name="meeting-item-new"),
    path("<int:pk>/agenda/orden/", agenda.arrange, name="meeting-agenda-order"),
    path("<int:pk>/agenda/minutos/", agenda.allot, name="meeting-agenda-minutes"),
    path("<int:pk>/agenda/<int:item>/", agenda.change, name="meeting-item"),
    path("<int:pk>/agenda/<int:item>/retiro/", agenda.drop, name="meeting-item-removal"),
    path("<int:pk>/convocatoria/", convening.invitation, name="meeting-invitation"),
    path("<int:pk>/convocatoria/recordatorio/", convening.remind, name="meeting-reminder"),
    path("<int:pk>/autoridades/<int:person>/", authorities.say_why, name="meeting-authority"),
    path("<int:pk>/respuestas/<int:invitation>/", answering.answer, name="meeting-answer"),
]
