"""The doors of the demonstration; without DESTRABA_DEMO there is no such address."""

from django.conf import settings
from django.urls import path

from . import views

doors = [path("entrar/demo/<slug:role>/", views.enter, name="demo-sign-in")]

urlpatterns = doors if settings.DEMO else []
