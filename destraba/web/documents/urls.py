from django.urls import path

from . import views

urlpatterns = [path("<slug:ref>/", views.download, name="document")]
