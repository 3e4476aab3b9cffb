from django.urls import path

from . import bringing, official, views

urlpatterns = [
    path("", views.page, name="territories"),
    path("territorios.csv", views.as_csv, name="territories-csv"),
    path("lista/", bringing.listed, name="territories-list"),
    path("oficiales/", official.bring, name="territories-official"),
    path("mapa/", bringing.drawn, name="territories-map"),
]
