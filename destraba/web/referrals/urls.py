from django.urls import path

from . import answering, level, views

urlpatterns = [
    path("problemas/<int:pk>/nivel/", level.place, name="problem-level"),
    path("mesas/<int:pk>/bandeja/", views.tray, name="tray"),
    path("bandeja/", views.trays, name="trays"),
    path("bandeja/<int:pk>/", views.detail, name="referral"),
    path("bandeja/<int:pk>/aceptacion/", answering.accept, name="referral-acceptance"),
    path("bandeja/<int:pk>/solucion/", answering.solve, name="referral-solution"),
    path("bandeja/<int:pk>/mas/", answering.tell, name="referral-telling"),
    path("bandeja/<int:pk>/<slug:step>/", answering.answer, name="referral-answer"),
]
