from django.urls import path

from . import ladder, views

urlpatterns = [
    path("", views.read, name="programme"),
    path("peldanos/", ladder.change, name="programme-rungs"),
    path("ajustes/", views.set_up, name="programme-settings"),
]
