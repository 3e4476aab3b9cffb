from django.urls import path

from . import views

urlpatterns = [
    path("", views.week, name="week"),
    path("visto/", views.seen, name="week-seen"),
    path("asientos/<int:pk>/entendido/", views.understood, name="seat-understood"),
]
