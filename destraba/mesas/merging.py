"""Two mesas become one: what is alive goes on at the other, and nobody loses the seat."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from destraba.kit.refusal import Refused
from destraba.kit.vocabulary import Body, MesaKind, SeatKind
from destraba.people.models import Person
from destraba.search.models import SearchDoc

from .models import Cause, Entrusting, Mesa, Option, Problem, Seat, Trial
from .models.seat import Neutrality

# The other mesa has a dedicated team of its own.
WHO_MOVE = [Body.OPERATING, Body.HIGH_LEVEL]


class NotMergeable(Refused):
    """With itself, or with a mesa that rests."""


@transaction.atomic
def merge(
    mesa: Mesa,
    *,
    into: Mesa,
    why: str,
    on: datetime.date | None = None,
    by: Person,
    at: datetime.datetime,
) -> None:
    """`mesa` ends, with its history readable; its work and its people go on at the other."""
    if mesa.pk == into.pk:
        raise NotMergeable(_("Elija otra mesa: esta no puede fusionarse consigo misma."))
    if not why.strip():
        raise NotMergeable(_("Diga por qué se fusionan: quien llegue lo leerá en las dos."))
    for each in sorted((mesa, into), key=lambda one: one.pk):
        each.hold()
    into.must_work()
    mesa.dissolve_into(into, why=why, on=on or timezone.localdate(at), by=by, at=at)
    for problem in mesa.problems.pending():
        problem.move_to(into, why=why, by=by, at=at)
    _seat_everybody(mesa, into, by=by, at=at)
    for commitment in mesa.commitments.open().select_related("responsible", "contact"):
        commitment.move_to(into, why=why, by=by, at=at)
    moved = Q(problem__mesa=into) | Q(commitment__mesa=into)
    for elevation in mesa.elevations.filter(moved):
        elevation.move_to(into, why=why, by=by, at=at)
    for guideline in mesa.guidelines.filter(Q(problem__mesa=into) | Q(problem=None)).open():
        guideline.move_to(into, why=why, by=by, at=at)
    for end, waiting in (("mesa", mesa.referrals), ("to", mesa.tray)):
        for referral in waiting.waiting().with_facts():
            referral.move_to(into, end=end, why=why, by=by, at=at)
    _bring_solutions(mesa, into, why=why, by=by, at=at)
    _pass_the_field_on(mesa, into, why=why, by=by, at=at)


def _pass_the_field_on(
    mesa: Mesa, into: Mesa, *, why: str, by: Person, at: datetime.datetime
) -> None:
    """Those below hang from the other mesa, and what it followed up is followed from there."""
    told: dict[str, Any] = {"by": by, "at": at}
    if into.kind != MesaKind.TERRITORIAL:
        for below in Mesa.objects.below(mesa.pk):
            others = [into if each == mesa else each for each in below.also_under.all()]
            bounds = {
                "territories": list(below.territories.all()),
                "sections": below.sections,
                "parent": into if below.parent_id == mesa.pk else below.parent,
                "also_under": others,
            }
            below.bound(**bounds, why=why, **told)
    for entrusting in mesa.entrustings.standing().select_related("commitment"):
        commitment = entrusting.commitment
        entrusting.take_back(why=why, **told)
        if commitment.is_open and into.serves(commitment.mesa_id):
            Entrusting.entrust(commitment, to=into, why=entrusting.why or why, **told)


def _bring_solutions(
    mesa: Mesa, into: Mesa, *, why: str, by: Person, at: datetime.datetime
) -> None:
    """They went with their problems: with the norms that they needed, and they are found there."""
    moved = Option.objects.filter(problem__mesa=into)
    for norm in mesa.norms.filter(stages__option__in=moved).distinct():
        norm.move_to(into, why=why, by=by, at=at)
    SearchDoc.refresh_all(moved.select_related("problem"))
    SearchDoc.refresh_all(Cause.objects.filter(problem__mesa=into).select_related("problem"))
    trials = Trial.objects.filter(option__in=moved)
    SearchDoc.refresh_all(trials.select_related("option__problem"))


def unseated(mesa: Mesa, other: Mesa) -> list[Seat]:
    """The seats of organisations that have none in that body of the other mesa."""
    theirs = set(other.seats.current().values_list("organization_id", "body"))
    seats = mesa.seats.current().filter(body__in=WHO_MOVE).with_people()
    return [seat for seat in seats if (seat.organization_id, seat.body) not in theirs]


def _seat_everybody(mesa: Mesa, into: Mesa, *, by: Person, at: datetime.datetime) -> None:
    today = timezone.localdate(at)
    moved = set(Problem.objects.filter(mesa=into, seats__mesa=mesa).values_list("pk", flat=True))
    for seat in unseated(mesa, into):
        for_problem = seat.kind == SeatKind.FOR_PROBLEM
        if for_problem and seat.problem_id not in moved:
            continue
        place = Seat.offer(
            into,
            seat.organization,
            body=seat.body,
            kind=seat.kind,
            problem=seat.problem if for_problem else None,
            label=seat.label,
            since_on=today,
            by=by,
            at=at,
        )
        _appoint_its_people(seat, place, by=by, at=at)


def _appoint_its_people(seat: Seat, place: Seat, *, by: Person, at: datetime.datetime) -> None:
    """Whoever is of the other mesa's team stays of it: her seat waits for somebody else."""
    today = timezone.localdate(at)
    for told in seat.appointments.current(on=today).select_related("person"):
        try:
            place.appoint(told.person, role=told.role, since_on=today, by=by, at=at)
        except Neutrality:
            continue
