from django.urls import path

from . import advising, answering, briefs, convener, preparing, sessions, views

urlpatterns = [
    path("elevaciones/", views.listing, name="elevations"),
    path("elevaciones/nueva/", preparing.prepare, name="elevation-new"),
    path("elevaciones/propuestas/", advising.page, name="elevation-advice"),
    path("elevaciones/<int:pk>/", views.detail, name="elevation"),
    path("elevaciones/<int:pk>/sesion/", sessions.plan, name="elevation-session"),
    path("elevaciones/<int:pk>/redaccion/", preparing.reword, name="elevation-wording"),
    path("elevaciones/<int:pk>/aviso/", preparing.warn, name="elevation-warning"),
    path("elevaciones/<int:pk>/envio/", preparing.go_up, name="elevation-sending"),
    path("elevaciones/<int:pk>/ayuda-memoria/", briefs.read, name="elevation-brief"),
    path("elevaciones/<int:pk>/ayuda-memoria.docx", briefs.docx, name="elevation-brief-docx"),
    path(
        "elevaciones/<int:pk>/ayuda-memoria/redaccion/", briefs.write, name="elevation-brief-edit"
    ),
    path("elevaciones/<int:pk>/decision/", answering.decide, name="elevation-decision"),
    path("elevaciones/<int:pk>/subida/", answering.climb, name="elevation-climb"),
    path("elevaciones/<int:pk>/<slug:step>/", answering.answer, name="elevation-answer"),
    path("convocante/", convener.page, name="convener"),
    path("convocante/lunes/", convener.sheet, name="convener-sheet"),
    path("convocante.docx", convener.card, name="convener-card"),
]
