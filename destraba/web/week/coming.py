"""The meetings that come, and how ready each is: what is missing, and where to do it."""

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter

from django.db.models import Exists, OuterRef, Q, Value
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from destraba.kit.prepared import prepared
from destraba.kit.vocabulary import InvitationAnswer, MeetingKind, MeetingState
from destraba.mesas.models import AgendaItem, Invitation, Meeting, Mesa
from destraba.web.components.address import address
from destraba.web.components.shapes import Tone

from .onlooker import Onlooker

AHEAD, AHEAD_OF_ALL = datetime.timedelta(days=21), datetime.timedelta(days=7)
SHOWN = 8
AN_ITEM = Value("item")


@dataclass
class Readiness:
    """What a meeting has so far; `mine` is the answer of who looks, `asks_me` waits for it."""

    items: int = 0
    minutes: int = 0
    invited: int = 0
    confirmed: int = 0
    excused: int = 0
    mine: str = ""
    # The invitation that she has not answered.
    asks_me: int | None = None


@dataclass(frozen=True)
class Check:
    """One thing that a meeting needs; `url` is where to do it."""

    is_done: bool
    text: str
    url: str
    # What is missing, in two or three words.
    brief: str = ""

    @property
    def tone(self) -> Tone:
        return "ok" if self.is_done else "warn"

    @property
    def icon(self) -> str:
        return "circle-check" if self.is_done else "circle-alert"


@dataclass(frozen=True)
class Coming:
    meeting: Meeting
    mesa: Mesa
    readiness: Readiness
    standing: str
    tone: Tone
    checks: list[Check]
    is_run: bool

    @property
    def asks_me(self) -> int | None:
        """The invitation of hers that waits for a yes or a no."""
        return self.readiness.asks_me if self.meeting.is_to_come else None


def meetings_of(onlooker: Onlooker, *, today: datetime.date) -> list[Coming]:
    last = today + (AHEAD_OF_ALL if onlooker.sees_everything else AHEAD)
    only_of = onlooker.seats if onlooker.is_liaison else None
    meetings = _next(onlooker.mesas.keys(), _midnight_after(last), only_of)
    ready = _readiness(meetings, onlooker)
    return [_coming(each, ready[each.pk], onlooker, today) for each in meetings]


@prepared
def _next(mesas: Collection[int], before: datetime.datetime, only_of: Sequence[int] | None):
    """`only_of` a liaison's seats: besides the sessions, only what she is called to."""
    found = Meeting.objects.filter(mesa__in=mesas).ahead().filter(starts_at__lt=before)
    if only_of is not None:
        hers = Invitation.objects.filter(meeting=OuterRef("pk"), seat__in=only_of)
        found = found.filter(Q(kind=MeetingKind.PERIODIC) | Exists(hers))
    return found[:SHOWN]


def _midnight_after(day: datetime.date) -> datetime.datetime:
    following = day + datetime.timedelta(days=1)
    return timezone.make_aware(datetime.datetime.combine(following, datetime.time()))


def _readiness(meetings: Iterable[Meeting], onlooker: Onlooker) -> dict[int, Readiness]:
    """In one query, however many they are: of the agendas, how long each item is."""
    told = {meeting.pk: Readiness() for meeting in meetings}
    rows = _items_and_invited(told.keys())
    for meeting, seat, answer, invitation in sorted(rows, key=itemgetter(3)):
        ready = told[meeting]
        if answer == AN_ITEM.value:
            ready.items, ready.minutes = ready.items + 1, ready.minutes + seat
            continue
        ready.invited += 1
        ready.confirmed += answer == InvitationAnswer.YES
        ready.excused += answer == InvitationAnswer.NO
        if seat in onlooker.seats:
            ready.mine = str(InvitationAnswer(answer).label)
            ready.asks_me = invitation if answer == InvitationAnswer.WAITING else ready.asks_me
    return told


@prepared
def _items_and_invited(meetings: Collection[int]):
    items = AgendaItem.objects.filter(meeting__in=meetings).order_by()
    invited = Invitation.objects.filter(meeting__in=meetings).exclude(person=None).order_by()
    return invited.values_list("meeting_id", "seat_id", "answer", "pk").union(
        items.values_list("meeting_id", "minutes", AN_ITEM, "pk"), all=True
    )


def _coming(meeting: Meeting, ready: Readiness, onlooker: Onlooker, today: datetime.date) -> Coming:
    is_run = onlooker.runs_mesa(meeting.mesa_id)
    is_prepared = is_run and meeting.state != MeetingState.IN_PROGRESS
    checks = [_agenda(meeting, ready), _invitation(meeting, ready)] if is_prepared else []
    standing, tone = _standing(meeting, checks, today)
    mesa = onlooker.mesas[meeting.mesa_id]
    return Coming(meeting, mesa, ready, standing, tone, checks, is_run)


def _agenda(meeting: Meeting, ready: Readiness) -> Check:
    url = address("meeting-preparation", meeting.pk)
    if not ready.items:
        return Check(False, _("Falta la agenda"), url, _("falta la agenda"))
    words = ngettext("Agenda: %(items)s punto", "Agenda: %(items)s puntos", ready.items)
    told = {"items": ready.items, "asked": ready.minutes, "all": meeting.minutes}
    if ready.minutes > meeting.minutes:
        words += _(", %(asked)s min en una sesión de %(all)s: no caben")
        return Check(False, words % told, url, _("la agenda no cabe"))
    return Check(True, (words + _(", %(asked)s de %(all)s min")) % told, url)


def _invitation(meeting: Meeting, ready: Readiness) -> Check:
    url = address("meeting-invitation", meeting.pk)
    if not ready.invited:
        return Check(False, _("Falta convocar"), url, _("falta convocar"))
    told = {"yes": ready.confirmed, "no": ready.excused, "all": ready.invited}
    if ready.excused:
        words = ngettext(
            "Confirman %(yes)s de %(all)s; %(no)s se excusa",
            "Confirman %(yes)s de %(all)s; %(no)s se excusan",
            ready.excused,
        )
        return Check(True, words % told, url)
    return Check(True, _("Confirman %(yes)s de %(all)s") % told, url)


def _standing(meeting: Meeting, checks: list[Check], today: datetime.date) -> tuple[str, Tone]:
    """In a word: how ready it is."""
    if meeting.state == MeetingState.IN_PROGRESS:
        return _("en curso"), "ok"
    if meeting.day and meeting.day < today:
        return _("pasó su día y nadie la cerró"), "bad"
    if not checks:
        return str(meeting.get_state_display()), "plain"
    missing = sum(not check.is_done for check in checks)
    if not missing:
        return _("lista"), "ok"
    words = ngettext("falta %(n)s cosa", "faltan %(n)s cosas", missing) % {"n": missing}
    return words, "bad" if meeting.day and (meeting.day - today).days <= 2 else "warn"
