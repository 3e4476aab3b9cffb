"""The addresses of the signed-in pages: each noun's folder has its own."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("destraba.web.entry.urls")),
    path("", include("destraba.web.demo_entry.urls")),
    path("", include("destraba.web.week.urls")),
    path("mesas/", include("destraba.web.mesas.urls")),
    path("mesas/<int:pk>/", include("destraba.web.life.urls")),
    path("mesas/<int:pk>/hoja-de-ruta/", include("destraba.web.roadmap.urls")),
    path("mesas/", include("destraba.web.launching.of_a_mesa")),
    path("lanzamiento/", include("destraba.web.launching.urls")),
    path("equipo/", include("destraba.web.team.urls")),
    path("candidatas/", include("destraba.web.candidates.urls")),
    path("problemas/<int:problem>/causas/", include("destraba.web.causes.urls")),
    path("mesas/<int:pk>/premesa/", include("destraba.web.premesa.urls")),
    path("", include("destraba.web.solutions.urls")),
    path("problemas/", include("destraba.web.problems.urls")),
    path("sesiones/", include("destraba.web.meetings.urls")),
    path("sesiones/<int:meeting>/en-curso/", include("destraba.web.cockpit.urls")),
    path("sesiones/", include("destraba.web.closing.urls")),
    path("sesiones/", include("destraba.web.since.urls")),
    path("compromisos/", include("destraba.web.commitments.urls")),
    path("directorio/", include("destraba.web.directory.urls")),
    path("buscar/", include("destraba.web.search.urls")),
    path("programa/", include("destraba.web.programme.urls")),
    path("programa/", include("destraba.web.exchange.urls")),
    path("", include("destraba.web.elevations.urls")),
    path("documentos/", include("destraba.web.documents.urls")),
    path("", include("destraba.web.handover.urls")),
    path("metodo/", include("destraba.web.method.urls")),
]
