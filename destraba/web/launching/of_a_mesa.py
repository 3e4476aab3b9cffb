"""The addresses of a mesa's path, under that of the mesa."""

from django.urls import path

from . import views

urlpatterns = [
    path("<int:pk>/camino/", views.path_of, name="mesa-path"),
    path("<int:pk>/camino/<slug:step>/salto/", views.skip, name="mesa-step-skip"),
]
