"""What a source calls the state of a problem, in the reader's language when it is a known code."""

from django.utils.translation import gettext_lazy as _

CODES = {
    "aggregated": _("contado junto con otros"),
    "agreed": _("acordado"),
    "announced_with_start_date": _("anunciado, con fecha de inicio"),
    "approved": _("aprobado"),
    "bill_approved_by_cabinet": _("proyecto de ley aprobado por el gabinete"),
    "improved": _("mejoró"),
    "in_discussion": _("en discusión"),
    "in_implementation": _("en ejecución"),
    "in_operation": _("en operación"),
    "in_progress": _("en proceso"),
    "no_report": _("sin reporte"),
    "not_concluded": _("sin concluir"),
    "open": _("abierto"),
    "partially_solved": _("resuelto en parte"),
    "prepublished": _("prepublicado"),
    "requested": _("solicitado"),
    "resolution_signed": _("resolución firmada"),
    "solved": _("resuelto"),
    "solved_first_case": _("resuelto en el primer caso"),
    "solved_norm_published": _("resuelto: norma publicada"),
}


def reported(state: str) -> str:
    """`{{ problem.reported_state|reported }}`; words that are no code stay as they were written."""
    return str(CODES.get(state, state))
