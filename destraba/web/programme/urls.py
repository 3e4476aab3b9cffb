from django.urls import path

from . import views

urlpatterns = [
    path("", views.read, name="programme"),
    path("ajustes/", views.set_up, name="programme-settings"),
]
