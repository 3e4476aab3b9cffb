from django.urls import path

from . import views

urlpatterns = [
    path("importar/", views.upload, name="import"),
    path("importar/<str:token>/", views.review, name="import-review"),
    path("exportar/", views.offer, name="export"),
    path("exportar/programa.yaml", views.as_yaml, name="export-yaml"),
    path("exportar/programa.json", views.as_json, name="export-json"),
]
