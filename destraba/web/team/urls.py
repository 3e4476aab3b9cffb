from django.urls import path

from . import changes, views

urlpatterns = [
    path("", views.page, name="team"),
    path("nuevo/", changes.join, name="team-member-new"),
    path("<int:pk>/", views.member, name="team-member"),
    path("<int:pk>/dedicacion/", changes.rededicate, name="team-member-dedication"),
    path("<int:pk>/declaracion/", changes.declare, name="team-member-declaration"),
    path("<int:pk>/conversacion/", changes.converse, name="team-member-conversation"),
    path("<int:pk>/salida/", changes.leave, name="team-member-leaving"),
]
