"""The sections of the file as people call them."""

from django.utils.translation import gettext_lazy as _

SECTIONS = {
    "programme": _("Programa"),
    "territories": _("Territorios"),
    "organizations": _("Organizaciones"),
    "people": _("Personas"),
    "team": _("Equipo dedicado"),
    "mesas": _("Mesas"),
    "candidates": _("Lista preliminar"),
    "decisions": _("Decisiones"),
    "seats": _("Asientos"),
    "problems": _("Problemas"),
    "causes": _("Causas"),
    "norms": _("Normas"),
    "options": _("Soluciones"),
    "trials": _("Pruebas"),
    "meetings": _("Sesiones"),
    "listening_notes": _("Escuchas de las premesas"),
    "commitments": _("Compromisos"),
    "field_notes": _("Notas de campo"),
    "elevations": _("Elevaciones"),
    "referrals": _("Elevaciones a la mesa nacional"),
    "guidelines": _("Lineamientos"),
    "set_aside": _("Consejos dejados de lado"),
    "roadmap_revisions": _("Hojas de ruta"),
    "figure_snapshots": _("Cortes de cifras"),
    "territory_maps": _("Mapas de territorios"),
}
