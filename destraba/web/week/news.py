"""What changed since one last looked, by mesa, the newest first."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Q

from destraba.kit.prepared import prepared
from destraba.mesas import upstream
from destraba.mesas.models import Commitment, Mesa, Problem, Seat
from destraba.mesas.words import SMALL
from destraba.people.models import Person
from destraba.trail.models import Event
from destraba.web.components.shapes import Moment
from destraba.web.moments import moments

from .onlooker import Onlooker

STREAM = "week"
MOST, FIRST = 30, 5
# Small for others, not for the entity that gets a part in a problem.
FOR_LIAISONS = {"problem.involved"}
# How far back the first look goes, or one that asks for it.
FORTNIGHT = datetime.timedelta(days=14)


@dataclass
class OfMesa:
    mesa: Mesa
    moments: list[Moment]

    @property
    def first(self) -> list[Moment]:
        return self.moments[:FIRST]

    @property
    def rest(self) -> list[Moment]:
        return self.moments[FIRST:]


@dataclass(frozen=True)
class News:
    since: datetime.datetime
    is_first_look: bool
    looks_back: bool
    groups: list[OfMesa]
    count: int

    @property
    def is_cut(self) -> bool:
        return self.count == MOST


def news_of(
    onlooker: Onlooker,
    *,
    last: datetime.datetime | None,
    at: datetime.datetime,
    looks_back: bool,
) -> News:
    """Since `last`, when she looked; or since a fortnight."""
    since = at - FORTNIGHT if looks_back or last is None else last
    latest = _latest(
        [mesa.stream() for mesa in onlooker.mesas.values()],
        upstream.shut_to(onlooker.person, onlooker.mesas.values()),
        onlooker.person,
        since,
        onlooker.organizations if onlooker.is_liaison else None,
    )
    by_stream = {mesa.stream(): OfMesa(mesa, []) for mesa in onlooker.mesas.values()}
    for event, moment in zip(latest, moments(latest), strict=True):
        by_stream[event.stream].moments.append(moment)
    order = dict.fromkeys(event.stream for event in latest)
    return News(since, last is None, looks_back, [by_stream[each] for each in order], len(latest))


@prepared
def _latest(
    streams: Sequence[str],
    shut: Sequence[str],
    person: Person,
    since: datetime.datetime,
    entity: Collection[int] | None,
):
    """What others did at these mesas; for a liaison, what touches her `entity`."""
    told = upstream.readable(Event.objects.of_streams(streams), shut).exclude(by=person)
    if entity is None:
        told = told.exclude(verb__in=SMALL)
    else:
        told = told.exclude(verb__in=SMALL - FOR_LIAISONS).filter(_of_entity(entity, person))
    return told.since(since).newest_first()[:MOST]


def _of_entity(entity: Collection[int], person: Person) -> Q:
    hers = Q(responsible__in=entity) | Q(contact=person) | Q(follower=person)
    touched = (
        ("commitment", Commitment.objects.filter(hers)),
        ("problem", Problem.objects.filter(entities__organization__in=entity)),
        ("seat", Seat.objects.filter(organization__in=entity)),
    )
    about = Q(verb__startswith="meeting.") | Q(verb__startswith="mesa.")
    for noun, rows in touched:
        about |= Q(verb__startswith=f"{noun}.", subject_id__in=rows.values("pk"))
    return about
