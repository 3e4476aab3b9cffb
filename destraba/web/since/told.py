"""What happened since the last session, in words: for its card, and to open the agenda."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from destraba.mesas.models import Meeting
from destraba.mesas.since import Late, Since, Some, Step, since_last
from destraba.mesas.words import in_words
from destraba.web.components.address import address
from destraba.web.components.dates import day_words
from destraba.web.components.shapes import Tone
from destraba.web.moments import details_of, url_of

TITLE_LENGTH = 200
# Of each group, as many as one reads before a session; the others are counted.
MOST = 6


@dataclass(frozen=True)
class Row:
    """`facts`: who answers for it, the dates that changed; `why` as it was said, and by whom."""

    words: str
    url: str
    facts: str = ""
    why: str = ""
    who: str = ""


@dataclass(frozen=True)
class Group:
    icon: str
    tone: Tone
    heading: str
    rows: Sequence[Row]
    # How many there are, told or not.
    total: int

    @property
    def first(self) -> Sequence[Row]:
        return self.rows[:MOST]

    @property
    def more(self) -> int:
        return self.total - len(self.first)

    @property
    def untold(self) -> int:
        return self.total - len(self.rows)


@dataclass(frozen=True)
class Opening:
    """`title` is for the first item of the agenda; `text`, all of it, to be copied."""

    since: Since
    groups: Sequence[Group]
    title: str
    text: str

    @property
    def note(self) -> str:
        """What is written under that title."""
        return self.text.removeprefix(self.title).strip()


def opening_of(
    meeting: Meeting, session: Meeting | None, *, today: datetime.date
) -> Opening | None:
    """`session` is the last that the mesa held; None without it, or once this one was opened."""
    since = since_last(session, on=today) if meeting.is_to_come else None
    if since is None:
        return None
    groups = _groups(since)
    return Opening(since, groups, _title(since), _text(since, groups))


def _groups(since: Since) -> list[Group]:
    told: list[tuple[str, Tone, str, Some[Any], Callable[[Any], Row]]] = [
        ("check", "ok", _("Se cumplieron"), since.kept, _promise),
        ("clock-alert", "bad", _("Están tarde"), since.late, _late),
        ("calendar-clock", "warn", _("Tienen otra fecha"), since.extended, _put_off),
        ("archive", "plain", _("Se retiraron"), since.withdrawn, _promise),
        ("crosshair", "brand", _("Problemas"), since.problems, _told),
        ("lightbulb", "brand", _("Soluciones y pruebas"), since.solutions, _told),
        ("arrow-up-right", "brand", _("De arriba"), since.elevations, _told),
    ]
    return [
        Group(icon, tone, heading, [row(each) for each in some.told], some.all)
        for icon, tone, heading, some, row in told
        if some.all
    ]


def _promise(step: Step) -> Row:
    return Row(step.event.about, url_of(step.event), step.who, step.event.why, _name(step))


def _put_off(step: Step) -> Row:
    before, after = (day_words(day) if day else _("sin fecha") for day in step.dates)
    facts = [step.who, _("del %(before)s al %(after)s") % {"before": before, "after": after}]
    return Row(
        words=step.event.about,
        url=url_of(step.event),
        facts=" · ".join(filter(None, facts)),
        why=step.event.why,
        who=_name(step),
    )


def _late(late: Late) -> Row:
    one = late.commitment
    when = ngettext("%(n)s día tarde", "%(n)s días tarde", late.days) % {"n": late.days}
    news = _("desde la última sesión") if late.is_new else ""
    facts = [one.responsible.short if one.responsible else "", when, news]
    return Row(one.promise, address("commitment", one.pk), " · ".join(filter(None, facts)))


def _told(step: Step) -> Row:
    facts = " · ".join(details_of(step.event))
    return Row(in_words(step.event), url_of(step.event), facts, step.event.why, _name(step))


def _name(step: Step) -> str:
    return step.event.by.name if step.event.by else ""


def _title(since: Since) -> str:
    """«Desde la sesión 5: 3 cumplidos, 2 vencidos…»"""
    kept, late, put_off = since.kept.all, since.late.all, since.extended.all
    gone = since.withdrawn.all
    told = [
        (kept, ngettext("%(n)s cumplido", "%(n)s cumplidos", kept)),
        (late, ngettext("%(n)s tarde", "%(n)s tarde", late)),
        (put_off, ngettext("%(n)s con otra fecha", "%(n)s con otra fecha", put_off)),
        (gone, ngettext("%(n)s retirado", "%(n)s retirados", gone)),
        (since.elevations.all, _("respuestas de arriba")),
        (since.solutions.all, _("soluciones que avanzan o cambian")),
        (since.problems.all, _("problemas que se mueven")),
    ]
    words = ", ".join(words % {"n": n} for n, words in told if n)
    said = {"session": _lower(str(since.session)), "what": words or _("sin cambios")}
    return (_("Desde la %(session)s: %(what)s") % said)[:TITLE_LENGTH]


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _text(since: Since, groups: Iterable[Group]) -> str:
    """Plain text, as it may be read aloud or pasted in a message."""
    parts = [_title(since)]
    for group in groups:
        lines = [f"{group.heading}:", *(f"- {_plain(row)}" for row in group.rows)]
        if group.untold:
            words = ngettext("- y %(n)s más", "- y %(n)s más", group.untold)
            lines.append(words % {"n": group.untold})
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _plain(row: Row) -> str:
    words = f"{row.words} ({row.facts})" if row.facts else row.words
    if not row.why:
        return words
    # A reason, or the evidence of what was kept: in its author's own words.
    said = f"{words}: «{' '.join(row.why.split())}»"
    return f"{said} ({row.who})" if row.who else said
