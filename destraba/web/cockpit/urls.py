"""Under /sesiones/<id>/en-curso/."""

from django.urls import path

from . import agenda, agreements, attendance, commitments, notes, promising, views

urlpatterns = [
    path("", views.cockpit, name="meeting-cockpit"),
    path("apertura/", views.opening, name="meeting-opening"),
    path("partes/", views.parts_of, name="cockpit-parts"),
    path("novedades/", views.news, name="cockpit-news"),
    path("asistencia/<int:seat>/", attendance.mark, name="cockpit-seat"),
    path("invitados/", attendance.receive, name="cockpit-guests"),
    path("invitados/<int:guest>/retiro/", attendance.dismiss, name="cockpit-guest-dismissal"),
    path("puntos/", agenda.add, name="cockpit-items"),
    path("puntos/<int:item>/inicio/", agenda.start, name="cockpit-item-start"),
    path("puntos/<int:item>/fin/", agenda.finish, name="cockpit-item-finish"),
    path("puntos/<int:item>/despues/", agenda.leave_for_later, name="cockpit-item-later"),
    path("puntos/<int:item>/notas/<slug:kind>/", notes.note, name="cockpit-note"),
    path("puntos/<int:item>/acuerdos/", agreements.add, name="cockpit-agreements"),
    path("acuerdos/<int:agreement>/", agreements.reword, name="cockpit-agreement"),
    path("acuerdos/<int:agreement>/objecion/", agreements.object_to, name="cockpit-objection"),
    path(
        "acuerdos/<int:agreement>/retiro/", agreements.take_back, name="cockpit-agreement-take-back"
    ),
    path(
        "acuerdos/<int:agreement>/objeciones/<int:objection>/retiro/",
        agreements.forget,
        name="cockpit-objection-forget",
    ),
    path("menciones/", promising.mentions, name="cockpit-mentions"),
    path("puntos/<int:item>/lectura/", promising.read, name="cockpit-reading"),
    path("puntos/<int:item>/compromisos/", promising.make, name="cockpit-promises"),
    path("compromisos/<int:commitment>/correccion/", promising.correct, name="cockpit-correction"),
    path("compromisos/<int:commitment>/borrado/", promising.take_back, name="cockpit-take-back"),
    path(
        "compromisos/<int:commitment>/cumplimiento/",
        commitments.fulfil,
        name="cockpit-fulfilment",
    ),
    path("compromisos/<int:commitment>/prorroga/", commitments.extend, name="cockpit-extension"),
]
