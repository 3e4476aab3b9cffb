"""The addresses of the signed-in pages: each noun's folder has its own."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("destraba.web.entry.urls")),
    path("", include("destraba.web.demo_entry.urls")),
    path("", include("destraba.web.week.urls")),
    path("mesas/", include("destraba.web.mesas.urls")),
    path("problemas/", include("destraba.web.problems.urls")),
    path("sesiones/", include("destraba.web.meetings.urls")),
    path("sesiones/<int:meeting>/en-curso/", include("destraba.web.cockpit.urls")),
    path("sesiones/", include("destraba.web.closing.urls")),
    path("compromisos/", include("destraba.web.commitments.urls")),
    path("directorio/", include("destraba.web.directory.urls")),
    path("buscar/", include("destraba.web.search.urls")),
    path("programa/", include("destraba.web.programme.urls")),
    path("programa/", include("destraba.web.exchange.urls")),
    path("documentos/", include("destraba.web.documents.urls")),
    path("metodo/", include("destraba.web.method.urls")),
]
