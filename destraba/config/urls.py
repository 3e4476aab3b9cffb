from django.urls import include, path

from destraba.ops.health import health

urlpatterns = [
    path("", include("destraba.web.urls")),
    path("salud/", health, name="health"),
]

handler400 = "destraba.web.refusals.bad_request"
handler403 = "destraba.web.refusals.forbidden"
handler404 = "destraba.web.refusals.not_found"
handler500 = "destraba.web.refusals.broken"
