from django.urls import path

from . import views

urlpatterns = [
    path("", views.board, name="mesa-focus"),
    path("<int:problem>/", views.enter, name="mesa-focus-enter"),
    path("<int:problem>/salida/", views.leave, name="mesa-focus-leave"),
    path("<int:problem>/deshacer/", views.undo, name="mesa-focus-undo"),
]
