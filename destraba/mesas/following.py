"""What a territorial mesa follows up day by day, and since when nobody did (OIT §2f; R31)."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from destraba.kit.prepared import prepared
from destraba.kit.vocabulary import AppointmentRole, InterventionLevel, MesaKind, MesaState
from destraba.people.models import Person

from .models import Appointment, Commitment, Entrusting, FieldNote, Mesa, Problem
from .models.places import Looking, Viewer, run_above_by, run_by

# A day without notes is no silence; a week is (R31).
QUIET_DAYS = 7
# More than this is not followed up in a day: those that fall due first.
MOST = 40


@dataclass(frozen=True)
class Followed:
    """A commitment of the mesa, one that was handed down, or a problem that it executes."""

    commitment: Commitment | None = None
    problem: Problem | None = None
    entrusting: Entrusting | None = None
    last: FieldNote | None = None

    @property
    def key(self) -> str:
        """How a form of the page names it: «c12», «p5»."""
        if self.commitment:
            return f"c{self.commitment.pk}"
        return f"p{self.problem.pk}" if self.problem else ""

    @property
    def title(self) -> str:
        return str(self.commitment or self.problem)


def commitments_of(mesa: Mesa) -> QuerySet[Commitment]:
    """Its own that are open, and those that were handed down to it; what falls due first."""
    down = Entrusting.objects.standing().filter(mesa=mesa)
    followed = Q(mesa=mesa) | Q(pk__in=down.values("commitment"))
    return Commitment.objects.filter(followed).open().by_urgency()


def executions_of(mesa: Mesa) -> QuerySet[Problem]:
    """Of the second level: somebody above induces it, and here it is executed (OIT §2f)."""
    second = Problem.objects.filter(mesa=mesa, level=InterventionLevel.SECOND)
    return second.alive().order_by("pk")


def followed_at(mesa: Mesa) -> list[Followed]:
    """Five queries, whatever there is."""
    promised = list(commitments_of(mesa).select_related("responsible", "mesa")[:MOST])
    executed = list(executions_of(mesa)[:MOST])
    down = Entrusting.objects.standing().filter(mesa=mesa, commitment__in=promised)
    handed = {each.commitment_id: each for each in down.select_related("by")}
    last = _last(mesa, promised, executed)
    return [
        *(
            Followed(
                commitment=each,
                entrusting=handed.get(each.pk),
                last=last.get(("commitment", each.pk)),
            )
            for each in promised
        ),
        *(Followed(problem=each, last=last.get(("problem", each.pk))) for each in executed),
    ]


def _last(
    mesa: Mesa, promised: Iterable[Commitment], executed: Iterable[Problem]
) -> dict[tuple[str, int], FieldNote]:
    """The last note of each; only those notes are read."""
    found: dict[tuple[str, int], FieldNote] = {}
    for name, rows in (("commitment", promised), ("problem", executed)):
        mine = FieldNote.objects.filter(**{name: OuterRef("pk")}, mesa=mesa).newest_first()
        things = Commitment.objects.all() if name == "commitment" else Problem.objects.all()
        latest = things.filter(pk__in=[each.pk for each in rows])
        pks = latest.annotate(note=Subquery(mine.values("pk")[:1])).values("note")
        notes = FieldNote.objects.filter(pk__in=pks).select_related("by", "organization")
        found |= {(name, getattr(note, f"{name}_id")): note for note in notes}
    return found


@dataclass(frozen=True)
class Watch:
    """How a territorial mesa is looked after: who, and since when nobody wrote from there."""

    mesa: Mesa
    has_articulator: bool
    noted_on: datetime.date | None
    # The day from which a first note is expected.
    begun_on: datetime.date | None

    def days(self, *, on: datetime.date) -> int | None:
        """Days without a note; None when nobody knows since when to count."""
        since = self.noted_on or self.begun_on
        return (on - since).days if since else None

    def trouble(self, *, on: datetime.date) -> str:
        """What is wrong, in words; nothing when somebody follows it up."""
        if not self.has_articulator:
            return _("Sin articulador: nadie tiene el seguimiento diario a su cargo.")
        days = self.days(on=on)
        if days is None:
            return _("Sin seguimiento: todavía no hay ninguna nota de campo.")
        if days < QUIET_DAYS:
            return ""
        words = ngettext(
            "Sin seguimiento hace %(n)d día.", "Sin seguimiento hace %(n)d días.", days
        )
        return words % {"n": days}


def watches_over(mesas: Sequence[int], *, on: datetime.date) -> list[Watch]:
    """Over the territorial mesas at work among these, by their ids."""
    return _watches(_watched_among(mesas, on))


def watches_of(person: Person, *, on: datetime.date) -> list[Watch]:
    """Over those of them that she looks after."""
    return _watches(_watched_by(Viewer.of(person), on))


def _watches(told: Iterable[Any]) -> list[Watch]:
    return [Watch(mesa, mesa.articulated, mesa.noted_on, mesa.begun_on) for mesa in told]


@prepared
def _watched_among(mesas: Sequence[int], on: datetime.date) -> QuerySet[Mesa]:
    return _watched(Mesa.objects.filter(pk__in=mesas), on)


@prepared
def _watched_by(viewer: Viewer, on: datetime.date) -> QuerySet[Mesa]:
    return _watched(looked_after_by(viewer), on)


def _watched(mesas: QuerySet[Mesa], on: datetime.date) -> QuerySet[Mesa]:
    notes = FieldNote.objects.filter(mesa=OuterRef("pk")).newest_first()
    present = Appointment.objects.current(on=on).filter(
        seat__mesa=OuterRef("pk"), role=AppointmentRole.ARTICULATOR
    )
    at_work = mesas.filter(kind=MesaKind.TERRITORIAL, state=MesaState.ACTIVE)
    told: QuerySet[Mesa] = at_work.annotate(
        articulated=Exists(present),
        noted_on=Subquery(notes.values("noted_on")[:1]),
        begun_on=Subquery(present.order_by("since_on").values("since_on")[:1]),
    )
    return told.order_by("name")


def looked_after_by(person: Looking) -> QuerySet[Mesa]:
    """The territorial mesas that she runs, and those under a mesa that she runs."""
    return Mesa.objects.filter(run_by(person, "pk") | run_above_by(person)).distinct()
