from django.urls import path

from . import changes, views

urlpatterns = [
    path("", views.listing, name="commitments"),
    path("nuevo/", changes.make, name="commitment-new"),
    path("<int:pk>/", views.detail, name="commitment"),
    path("<int:pk>/cumplimiento/", changes.fulfil, name="commitment-fulfilment"),
    path("<int:pk>/prorroga/", changes.extend, name="commitment-extension"),
    path("<int:pk>/retiro/", changes.withdraw, name="commitment-withdrawal"),
    path("<int:pk>/reasignacion/", changes.reassign, name="commitment-reassignment"),
    path("<int:pk>/redaccion/", changes.reword, name="commitment-wording"),
    path("<int:pk>/reapertura/", changes.reopen, name="commitment-reopening"),
]
