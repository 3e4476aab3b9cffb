"""The addresses that the layout knows, answered by nobody."""

from django.urls import path


def nothing(request, **asked):
    raise NotImplementedError


PLACES = {
    "week": "",
    "mesas": "mesas/",
    "problems": "problemas/",
    "commitments": "compromisos/",
    "directory": "directorio/",
    "search": "buscar/",
    "profile": "perfil/",
    "sign-out": "salir/",
    "method": "metodo/",
    "method-topic": "metodo/<topic>/",
}
urlpatterns = [path(address, nothing, name=name) for name, address in PLACES.items()]
