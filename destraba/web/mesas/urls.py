from django.urls import path

from . import changes, seats, views

urlpatterns = [
    path("", views.listing, name="mesas"),
    path("nueva/", changes.launch, name="mesa-new"),
    path("<int:pk>/", views.workspace, name="mesa"),
    path("<int:pk>/problemas/", views.problems, name="mesa-problems"),
    path("<int:pk>/cronologia/", views.timeline, name="mesa-timeline"),
    path("<int:pk>/visto/", views.seen, name="mesa-seen"),
    path("<int:pk>/objetivo/", changes.aim, name="mesa-objective"),
    path("<int:pk>/proxima-sesion/", changes.plan_next, name="mesa-next-session"),
    path("<int:pk>/asientos/", seats.listing, name="mesa-seats"),
    path("<int:pk>/asientos/nuevo/", seats.offer, name="seat-new"),
    path("<int:pk>/asientos/<int:seat>/persona/", seats.appoint, name="seat-appointment"),
    path("<int:pk>/asientos/<int:seat>/salida/", seats.vacate, name="seat-vacancy"),
    path("<int:pk>/asientos/<int:seat>/retiro/", seats.withdraw, name="seat-withdrawal"),
]
