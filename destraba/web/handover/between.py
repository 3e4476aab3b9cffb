"""What waits for somebody outside the mesa, or for the mesa itself: whose turn, since when."""

import datetime
from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from destraba.documents.report import escaped
from destraba.kit.vocabulary import GuidelineState, ReferralState
from destraba.mesas.handover import Handover
from destraba.mesas.handover_elsewhere import Thing

from .wording import Links, because, on, point

MOST = 12
SHORT = 100


def parts(
    handover: Handover, links: Links, today: datetime.date
) -> Iterator[tuple[str, Iterator[str]]]:
    """Upward, downward, and between two mesas."""
    yield _("Elevaciones sin respuesta"), _above(handover, links)
    yield _("Lineamientos de arriba"), _down(handover, links, today)
    yield _("Lo que espera de otra mesa"), _sent(handover, links, today)
    yield _("Lo que otras mesas esperan de esta"), _tray(handover, links, today)


def _above(handover: Handover, links: Links) -> Iterator[str]:
    """What is asked, of whom, and since when it waits; nothing when nothing went up."""
    things = handover.elsewhere.elevations
    for each in things[:MOST]:
        whom = _("se pide a %s") % escaped(each.who) if each.who else ""
        up = _("subió el %s") % on(each.since) if each.since else _("se prepara")
        rung = escaped(each.rung) if each.since else ""
        yield _told(links, "elevation", each, [whom, rung, up])
    yield from _more(handover, links, things, reverse("elevations"))


def _down(handover: Handover, links: Links, today: datetime.date) -> Iterator[str]:
    """Those without their return first, by the day on which it is wanted."""
    things = handover.elsewhere.guidelines
    for each in things[:MOST]:
        late = (today - each.until).days if each.is_open and each.until else 0
        told = [
            str(GuidelineState(each.state).label),
            _("lo propuso %(who)s el %(day)s") % {"who": escaped(each.who), "day": on(each.since)}
            if each.who
            else _("propuesto el %s") % on(each.since),
            _("su retorno se quiere para el %s") % on(each.until) if each.is_open else "",
            f"**{_days(late, late=True)}**" if late > 0 else "",
        ]
        yield _told(links, "guideline", each, told)
    yield from _more(handover, links, things, reverse("guidelines"), "&estado=todos")


def _sent(handover: Handover, links: Links, today: datetime.date) -> Iterator[str]:
    """What a territorial mesa handed up, and nobody has answered."""
    turns = (_("le toca a esta mesa"), _("le toca a la mesa nacional"))
    things = handover.elsewhere.sent
    return _handed(handover, links, things, _("ante «%s»"), turns, today)


def _tray(handover: Handover, links: Links, today: datetime.date) -> Iterator[str]:
    """What the territorial mesas handed up to this one."""
    turns = (_("le toca a quien la envió"), _("le toca a esta mesa"))
    things = handover.elsewhere.tray
    return _handed(handover, links, things, _("la envió «%s»"), turns, today)


def _handed(
    handover: Handover,
    links: Links,
    things: list[Thing],
    end: str,
    turns: tuple[str, str],
    today: datetime.date,
) -> Iterator[str]:
    """Each with the other `end`, and whose of the two `turns` it is: below, or above."""
    below, above = turns
    for each in things[:MOST]:
        turn = below if each.is_turn_below else above
        facts = [end % escaped(each.who), *_waiting(each, turn, today)]
        yield _told(links, "referral", each, facts)
    yield from _more(handover, links, things, reverse("tray", args=[handover.mesa.pk]))


def _waiting(thing: Thing, turn: str, today: datetime.date) -> list[str]:
    """Its state, the days that it waits in all, and whose turn it is since when."""
    waits = (today - thing.since).days if thing.since else 0
    mine = (today - thing.turn).days if thing.turn else 0
    return [
        str(ReferralState(thing.state).label),
        _("espera %s") % _days(waits),
        _("%(turn)s desde hace %(days)s") % {"turn": turn, "days": _days(mine)},
        "" if thing.is_turn_below else _until(thing, today),
    ]


def _until(thing: Thing, today: datetime.date) -> str:
    if not thing.until:
        return ""
    late = (today - thing.until).days
    words = (
        _("había que decir algo el %s") if late > 0 else _("hay que decir algo el %s a más tardar")
    )
    said = words % on(thing.until)
    return f"{said} (**{_days(late, late=True)}**)" if late > 0 else said


def _days(count: int, *, late: bool = False) -> str:
    if late:
        return ngettext("%d día tarde", "%d días tarde", count) % count
    return ngettext("%d día", "%d días", count) % count


def _told(links: Links, name: str, thing: Thing, parts: Sequence[str]) -> str:
    title = Truncator(thing.title.partition("\n")[0]).chars(SHORT).rstrip(".")
    said = because(thing.asks)
    words = "; ".join(part for part in parts if part)
    return point(f"{links.to(title, name, thing.pk)}: {words}.", said)


def _more(
    handover: Handover, links: Links, things: Sequence[Thing], path: str, query: str = ""
) -> list[str]:
    return links.more(max(len(things) - MOST, 0), f"{path}?mesa={handover.mesa.pk}{query}")
