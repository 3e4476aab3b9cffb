"""The whole programme for whoever takes it over: who decided it, its team, and each mesa."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from destraba.documents.report import escaped
from destraba.kit.vocabulary import ConvenerPower, MeetingKind
from destraba.mesas.figures import Figures, figures
from destraba.mesas.models import Decision, Meeting, Mesa, TeamMember
from destraba.people.models import Person

from .wording import because, on, outside, point, section

MOST_DECISIONS = 20


@dataclass(frozen=True)
class Row:
    """A mesa in a line; `next_at` is its next session."""

    mesa: Mesa
    figures: Figures
    next_at: datetime.datetime | None


def rows_of(person: Person, *, today: datetime.date) -> list[Row]:
    """All that she sees, in three questions."""
    ahead = Meeting.objects.ahead().filter(mesa=OuterRef("pk"), kind=MeetingKind.PERIODIC)
    mesas = list(
        Mesa.objects.visible_to(person)
        .annotate(next_at=Subquery(ahead.values("starts_at")[:1]))
        .order_by("name", "pk")
    )
    told = figures(mesas, on=today)
    return [Row(each, told[each.pk], each.next_at) for each in mesas]  # type: ignore[attr-defined]


def programme_told(person: Person, *, today: datetime.date, level: int = 2) -> str:
    parts = [
        *section(_("Quién lo decidió"), _decisions(person), level=level),
        *section(_("El equipo dedicado"), _team(person, today), level=level),
    ]
    return "\n".join(parts)


def _decisions(person: Person) -> Iterator[str]:
    convening = Decision.objects.visible_to(person).convening().filter(mesa=None).latest_first()
    for each in convening[:MOST_DECISIONS]:
        norm = outside(each.norm, each.norm_url) if each.norm else ""
        powers = ", ".join(str(ConvenerPower(code).label) for code in each.powers)
        told = [f"**{on(each.decided_on)}**", escaped(each.decider), norm, powers]
        yield point(", ".join(part for part in told if part) + ".", because(each.why))


def _team(person: Person, today: datetime.date) -> Iterator[str]:
    members = TeamMember.objects.visible_to(person).current(on=today).select_related("person")
    for each in members:
        line = _("con línea directa a %s") % each.direct_line if each.direct_line else ""
        told = [each.person.name, str(each.get_role_display()), line]
        yield point(", ".join(escaped(part) for part in told if part))
