"""No term in a file ends before it begins."""

from django.utils.translation import gettext as _

from destraba.kit.terms import is_in_order

from .fault import Faults
from .noun import Noun
from .telling import Told

SINCE, UNTIL = "since_on", "until_on"


def look_at_terms(noun: Noun, told: list[Told], faults: Faults) -> None:
    """Of every noun that tells since when and until when."""
    if not {SINCE, UNTIL} <= noun.data.keys():
        return
    for each in told:
        is_told = not {SINCE, UNTIL} & each.unknown
        if is_told and not is_in_order(each.row.since_on, each.row.until_on):
            days = {"until": each.row.until_on, "since": each.row.since_on}
            each.fault(
                faults, _("Termina el %(until)s, antes de comenzar (%(since)s).") % days, UNTIL
            )
