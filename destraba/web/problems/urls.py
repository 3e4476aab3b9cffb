from django.urls import path

from . import changes, parts, reshaping, views, weight

urlpatterns = [
    path("", views.listing, name="problems"),
    path("nuevo/", changes.raise_one, name="problem-new"),
    path("<int:pk>/", views.detail, name="problem"),
    path("<int:pk>/redaccion/", changes.reword, name="problem-wording"),
    path("<int:pk>/etiquetas/", weight.tag, name="problem-tags"),
    path("<int:pk>/etiquetas/cifras/", weight.gauge, name="problem-readings"),
    path(
        "<int:pk>/etiquetas/cifras/<int:reading>/retiro/",
        weight.ungauge,
        name="problem-reading-removal",
    ),
    path("<int:pk>/espacio-de-cambio/", weight.assess, name="problem-change-space"),
    path("<int:pk>/pausa/", reshaping.park, name="problem-pause"),
    path("<int:pk>/fusion/", reshaping.merge, name="problem-merger"),
    path("<int:pk>/division/", reshaping.split, name="problem-division"),
    path("<int:pk>/<slug:step>/", changes.take_step, name="problem-step"),
    path("<int:pk>/nombres/nuevo/", parts.also_call, name="problem-name"),
    path("<int:pk>/entidades/nueva/", parts.involve, name="problem-entity"),
    path("<int:pk>/entidades/<int:entity>/retiro/", parts.release, name="problem-entity-release"),
]
