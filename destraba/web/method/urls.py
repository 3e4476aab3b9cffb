from django.urls import path

from . import views

urlpatterns = [
    path("", views.index, name="method"),
    path("<slug:topic>/", views.topic, name="method-topic"),
]
