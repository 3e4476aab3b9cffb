import datetime
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from destraba.kit.refusal import Refused
from destraba.people.models import Person

from .mesa import Mesa
from .power import must_have_power
from .programme import Programme


class NotReady(Refused):
    """It may not go up yet; the message says what is missing."""


@dataclass(frozen=True)
class Question:
    """What is asked, of whom and by when, from which rung; and what who decides must know."""

    asked: str
    asked_of: Person | None
    wanted_by: datetime.date | None
    motive: str = ""
    options: str = ""
    consulted_workers: str = ""
    consulted_employers: str = ""
    consulted_others: str = ""
    cost: str = ""
    rung: int = 0

    def must_be_whole(self, mesa: Mesa, *, on: datetime.date) -> None:
        """Raises NotReady with what is missing, NoPower when who is asked cannot decide it."""
        told = {
            _("la decisión exacta que se pide"): self.asked.strip(),
            _("a quién se pide"): self.asked_of,
            _("para cuándo"): self.wanted_by,
        }
        missing = [words for words, value in told.items() if not value]
        if missing:
            raise NotReady(_("A la elevación le falta: %s.") % ", ".join(missing))
        must_have_power(self.asked_of, mesa, on=on)
        if self.rung >= len(Programme.current().ladder):
            raise NotReady(_("La escalera del programa no tiene ese peldaño."))


def need_words(text: str, words: "str | Promise", refusal: type[Refused] = NotReady) -> None:
    if not text.strip():
        raise refusal(str(words))
