from django.urls import path

from . import changes, views

urlpatterns = [
    path("vida/", views.life, name="mesa-life"),
    path("lanzamiento/", changes.launch, name="mesa-launch"),
    path("alcance/", changes.rescope, name="mesa-scope"),
    path("suspension/", changes.suspend, name="mesa-suspension"),
    path("relanzamiento/", changes.relaunch, name="mesa-relaunch"),
    path("fusion/", changes.fuse, name="mesa-merger"),
    path("cierre/", changes.close, name="mesa-closure"),
]
