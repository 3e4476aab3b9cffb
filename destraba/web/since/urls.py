from django.urls import path

from . import views

urlpatterns = [path("<int:pk>/agenda/desde/", views.open_with, name="meeting-since")]
