from django.urls import path

from . import views

urlpatterns = [
    path("traspaso/", views.whole, name="handovers"),
    path("traspaso.docx", views.whole_docx, name="handovers-docx"),
    path("mesas/<int:pk>/traspaso/", views.dossier, name="handover"),
    path("mesas/<int:pk>/traspaso.docx", views.docx, name="handover-docx"),
    path("mesas/<int:pk>/traspaso.yaml", views.as_yaml, name="handover-yaml"),
]
