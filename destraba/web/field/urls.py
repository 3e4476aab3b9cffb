from django.urls import path

from . import bounds, entrusting, views

urlpatterns = [
    path("mesas/<int:pk>/seguimiento/", views.page, name="field"),
    path("mesas/<int:pk>/limites/", bounds.of_mesa, name="mesa-bounds"),
    path("problemas/<int:pk>/limites/", bounds.of_problem, name="problem-bounds"),
    path("compromisos/<int:pk>/encargo/", entrusting.make, name="commitment-entrusting"),
    path(
        "compromisos/<int:pk>/encargo/<int:entrusting>/retiro/",
        entrusting.take_back,
        name="entrusting-withdrawal",
    ),
]
