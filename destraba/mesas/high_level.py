"""A high-level session from what waits for it, in one step (OIT §2a; R05, R06)."""

import datetime
from collections.abc import Sequence, Set
from typing import Any

from django.db import transaction
from django.db.models import CharField, DateField, OuterRef, QuerySet, Subquery, Value
from django.utils.translation import gettext as _

from destraba.kit.prepared import prepared
from destraba.kit.refusal import Refused
from destraba.kit.terms import is_within
from destraba.kit.vocabulary import (
    TO_COME,
    Body,
    Constituency,
    MeetingKind,
    Presence,
    ProgrammeRole,
)
from destraba.people.models import Person, Post, Role

from .models import AgendaItem, Appointment, Elevation, Meeting, SetAside

MINUTES, LONGEST_TITLE = 20, 200
R05 = "R05"
# How a post that is of the high level begins, for who has no seat there.
OFFICES = (
    *("Ministr", "Viceministr", "Primer ministr", "Primera ministr"),
    *("Presidente de la Rep", "Presidenta de la Rep", "Vicepresident"),
)
BY_RIGHT = Value(OFFICES[0], output_field=CharField())
NO_DAY = Value(None, output_field=DateField())


class NotTogether(Refused):
    """What one session cannot decide."""


@transaction.atomic
def call_session(
    elevations: Sequence[Elevation],
    *,
    starts_at: datetime.datetime,
    minutes: int = 60,
    place: str = "",
    link: str = "",
    words: str = "",
    by: Person,
    at: datetime.datetime,
) -> Meeting:
    """Planned, with what was elevated as its whole agenda; each learns when it will be seen."""
    mesas = {elevation.mesa_id: elevation.mesa for elevation in elevations}
    if len(mesas) != 1:
        raise NotTogether(_("Elija lo que una misma mesa elevó."))
    [mesa] = mesas.values()
    mesa.hold()
    for elevation in elevations:
        _must_fit(elevation)
    meeting = Meeting.plan(
        mesa,
        starts_at=starts_at,
        kind=MeetingKind.HIGH_LEVEL,
        minutes=minutes,
        place=place,
        link=link,
        purpose=words,
        by=by,
        at=at,
    )
    for elevation in elevations:
        title = elevation.asked.partition("\n")[0][:LONGEST_TITLE]
        problem = elevation.about
        AgendaItem.add(meeting, title=title, minutes=MINUTES, problem=problem, by=by, at=at)
        elevation.schedule(words=_("Se verá en la %s.") % meeting, meeting=meeting, by=by, at=at)
    return meeting


def _must_fit(elevation: Elevation) -> None:
    if not elevation.is_waiting:
        raise NotTogether(
            _("«%(what)s» está %(state)s: no hay qué decidir.")
            % {"what": elevation, "state": elevation.get_state_display()}
        )
    if elevation.about is None:
        raise NotTogether(
            _("«%s» no es de ningún problema: una sesión de alto nivel se convoca para uno.")
            % elevation
        )
    there = session_for(elevation)
    if there:
        raise NotTogether(
            _("«%(what)s» ya está en la agenda de la %(meeting)s.")
            % {"what": elevation, "meeting": there}
        )


def session_for(elevation: Elevation) -> Meeting | None:
    """The high-level session to come on whose agenda it is."""
    ahead = Meeting.objects.filter(
        mesa=elevation.mesa_id, kind=MeetingKind.HIGH_LEVEL, state__in=TO_COME
    )
    about = elevation.about
    return ahead.filter(items__problem=about).first() if about else None


def high_level_at(
    meeting: Meeting, *, also: Sequence[int] = (), known: Set[int] | None = None
) -> list[Any]:
    """Who is of the high level, and is called to an ordinary periodic session or present in it,
    each with the `reason` that somebody gave, if any (R05); `also` those, by their ids, about to
    be called. Who is called or present is looked up, unless it is `known`."""
    if not meeting.is_periodic:
        return []
    there = _called_or_present(meeting) if known is None else known
    found = _of_the_high_level({*also, *there}, on=meeting.day)
    if not found:
        return []
    told = meeting.set_aside.filter(signal=R05, person=OuterRef("pk")).order_by("-pk")
    people = Person.objects.filter(pk__in=found).annotate(reason=Subquery(told.values("why")[:1]))
    return list(people.order_by("name_key"))


def authorities_at(meeting: Meeting, *, also: Sequence[int] = ()) -> list[Person]:
    """Those of whom nobody has said why yet."""
    return [each for each in high_level_at(meeting, also=also) if not each.reason]


def _called_or_present(meeting: Meeting) -> set[int]:
    called = meeting.invitations.order_by().values_list("person_id")
    came = meeting.attendances.filter(presence=Presence.PRESENT).order_by()
    return {pk for (pk,) in called.union(came.values_list("person_id")) if pk}


def _of_the_high_level(people: Set[int], *, on: datetime.date | None) -> set[int]:
    """Conveners, who sits at the high level of some mesa, and who holds such an office.

    One query of three plain parts: they are hardly ever there, and each page of a session asks.
    """
    if not people:
        return set()
    offices = tuple(office.casefold() for office in OFFICES)
    return {
        person
        for person, title, since, until, seat_until in _offices_of(people)
        if title.casefold().startswith(offices)
        and (on is None or (is_within(on, since, until) and is_within(on, None, seat_until)))
    }


@prepared
def _offices_of(people: Set[int]) -> QuerySet[Any, Any]:
    conveners = Role.objects.filter(person__in=people, kind=ProgrammeRole.CONVENER)
    above = Appointment.objects.filter(person__in=people, seat__body=Body.HIGH_LEVEL)
    posts = Post.objects.filter(
        person__in=people, organization__constituency=Constituency.GOVERNMENT
    )
    terms = ("since_on", "until_on")
    return (
        above.order_by()
        .values_list("person_id", BY_RIGHT, *terms, "seat__until_on")
        .union(
            conveners.order_by().values_list("person_id", BY_RIGHT, *terms, NO_DAY),
            posts.order_by().values_list("person_id", "title", NO_DAY, "until_on", NO_DAY),
        )
    )


def explain(
    meeting: Meeting, person: Person, *, why: str, by: Person, at: datetime.datetime
) -> SetAside:
    """Why an authority sits in an ordinary session: advice set aside, and the reason stays."""
    mesa = meeting.mesa
    return SetAside.keep(mesa, signal=R05, meeting=meeting, person=person, why=why, by=by, at=at)
