"""The sections of the file as people call them."""

from django.utils.translation import gettext_lazy as _

SECTIONS = {
    "programme": _("Programa"),
    "territories": _("Territorios"),
    "organizations": _("Organizaciones"),
    "people": _("Personas"),
    "mesas": _("Mesas"),
    "seats": _("Asientos"),
    "problems": _("Problemas"),
    "meetings": _("Sesiones"),
    "commitments": _("Compromisos"),
}
