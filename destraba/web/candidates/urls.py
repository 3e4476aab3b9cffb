from django.urls import path

from . import changes, choosing, scoring, views, weighing

urlpatterns = [
    path("", views.compare, name="candidates"),
    path("nueva/", changes.put_forward, name="candidate-new"),
    path("pesos/", weighing.weigh, name="candidate-weights"),
    path("<int:pk>/", views.detail, name="candidate"),
    path("<int:pk>/puntajes/", scoring.score, name="candidate-scores"),
    path("<int:pk>/edicion/", changes.restate, name="candidate-wording"),
    path("<int:pk>/eleccion/", choosing.choose, name="candidate-choice"),
    path("<int:pk>/aplazamiento/", changes.set_aside, name="candidate-postponement"),
    path("<int:pk>/regreso/", changes.take_up, name="candidate-return"),
]
