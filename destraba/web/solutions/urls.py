"""The solutions of a problem, and where the trail finds each of its nouns."""

from django.urls import include, path

from . import changes, exemptions, norms, trials, views

of_a_problem = [
    path("", views.listing, name="problem-options"),
    path("nueva/", changes.propose, name="option-new"),
    path("<int:pk>/redaccion/", changes.reword, name="option-wording"),
    path("<int:pk>/eleccion/", changes.choose, name="option-choice"),
    path("<int:pk>/descarte/", changes.set_aside, name="option-aside"),
    path("<int:pk>/regreso/", changes.bring_back, name="option-return"),
    path("<int:pk>/etapa/", changes.advance, name="option-stage"),
    path("<int:pk>/retroceso/", changes.step_back, name="option-step-back"),
    path("<int:pk>/resguardos/", exemptions.guard, name="option-guardrails"),
    path("<int:pk>/renovacion/", exemptions.renew, name="option-renewal"),
    path("<int:pk>/revision/", exemptions.review, name="option-review"),
    path("<int:pk>/pruebas/nueva/", trials.begin, name="trial-new"),
    path("pruebas/<int:pk>/medicion/", trials.measure, name="trial-measurement"),
    path("pruebas/<int:pk>/veredicto/", trials.conclude, name="trial-verdict"),
]
urlpatterns = [
    path("problemas/<int:problem>/soluciones/", include(of_a_problem)),
    path("soluciones/<int:pk>/", views.option, name="option"),
    path("pruebas/<int:pk>/", views.trial, name="trial"),
    path("normas/", norms.listing, name="norms"),
    path("normas/normas.csv", norms.as_csv, name="norms-csv"),
    path("normas/<int:pk>/", norms.detail, name="norm"),
    path("normas/<int:pk>/correccion/", norms.correct, name="norm-correction"),
]
