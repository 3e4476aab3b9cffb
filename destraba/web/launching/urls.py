from django.urls import path

from . import decisions, views

urlpatterns = [
    path("", views.hub, name="launching"),
    path("decisiones/", decisions.listing, name="decisions"),
    path("decisiones/nueva/", decisions.take, name="decision-new"),
    path("decisiones/<int:pk>/", decisions.detail, name="decision"),
]
