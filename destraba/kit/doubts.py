"""What a promise line leaves open, in words for whoever is writing it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from destraba.kit.lexicon import Candidate


class DoubtKind(StrEnum):
    AMBIGUOUS_MENTION = "ambiguous_mention"
    UNKNOWN_MENTION = "unknown_mention"
    SECOND_MENTION = "second_mention"
    TIED_RESPONSIBLE = "tied_responsible"
    IMPOSSIBLE_DATE = "impossible_date"
    PAST_DATE = "past_date"
    WEEKDAY_DIFFERS = "weekday_differs"
    NO_NEXT_SESSION = "no_next_session"
    SEVERAL_DATES = "several_dates"
    NO_PROMISE = "no_promise"
    NO_RESPONSIBLE = "no_responsible"
    NO_DATE = "no_date"
    TOO_LONG = "too_long"


WORDS = {
    DoubtKind.AMBIGUOUS_MENTION: _("«%(text)s» puede ser: %(names)s."),
    DoubtKind.UNKNOWN_MENTION: _("No se conoce «%(text)s»."),
    DoubtKind.SECOND_MENTION: _("Ya está %(names)s; «%(text)s» queda en el texto."),
    DoubtKind.TIED_RESPONSIBLE: _("Se tomó como responsable a %(names)s, por «%(text)s»."),
    DoubtKind.IMPOSSIBLE_DATE: _("«%(text)s» no existe en el calendario."),
    DoubtKind.PAST_DATE: _("«%(text)s» ya pasó."),
    DoubtKind.WEEKDAY_DIFFERS: _("«%(text)s» no coincide: ese día es %(weekday)s."),
    DoubtKind.NO_NEXT_SESSION: _("La próxima sesión aún no tiene fecha."),
    DoubtKind.SEVERAL_DATES: _("Hay más de una fecha: se tomó «%(text)s»."),
    DoubtKind.NO_PROMISE: _("Falta decir qué se promete."),
    DoubtKind.NO_RESPONSIBLE: _("Falta el responsable: escriba @ y su nombre."),
    DoubtKind.NO_DATE: _("Falta el plazo: por ejemplo +10d, 2 dic o «sin fecha»."),
    DoubtKind.TOO_LONG: _("El texto es muy largo para leerlo como una línea."),
}
WITH_SUGGESTIONS = _("No se conoce «%(text)s». ¿Quiso decir %(names)s?")
# These say what was understood; the line can be kept with them.
MERE_NOTICES = frozenset(
    {
        DoubtKind.UNKNOWN_MENTION,
        DoubtKind.SECOND_MENTION,
        DoubtKind.TIED_RESPONSIBLE,
        DoubtKind.SEVERAL_DATES,
        DoubtKind.PAST_DATE,
    }
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """One open question, with the stretch of the line and the candidates that it is about."""

    kind: DoubtKind
    start: int
    end: int
    text: str = ""
    candidates: tuple[Candidate, ...] = ()
    on: date | None = None

    @property
    def words(self) -> str:
        suggests = self.kind is DoubtKind.UNKNOWN_MENTION and self.candidates
        return str(WITH_SUGGESTIONS if suggests else WORDS[self.kind]) % {
            "text": self.text,
            "names": _listed(candidate.label for candidate in self.candidates),
            "weekday": str(WEEKDAYS[self.on.weekday()]).lower() if self.on else "",
        }

    @property
    def must_be_answered(self) -> bool:
        return self.kind not in MERE_NOTICES


def _listed(names: Iterable[str]) -> str:
    """«A, B o C»."""
    *others, last = [*names] or [""]
    return (
        str(_("%(some)s o %(last)s")) % {"some": ", ".join(others), "last": last}
        if others
        else last
    )
