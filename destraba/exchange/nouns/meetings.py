"""Meetings: when, who was called, who came, what was on the agenda, and their records."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from destraba.kit.vocabulary import AHEAD, InvitationAnswer, MeetingKind, MeetingState, Presence
from destraba.mesas.models import Attendance, Invitation, Meeting, MeetingRecord
from destraba.mesas.models.meeting import REMIND_BEFORE

from ..chronicle import Chronicle
from ..fault import Faults
from ..kinds import Anything, Choice, Moment, Number, Ref, Slug, Taking, Text
from ..noun import Field, Noun
from ..rows import by, by_known, mark
from ..telling import Told
from .agenda import AT, BY, ITEMS

MOST = 2_147_483_647


def complete(told: list[Told], taking: Taking) -> None:
    """The day on which the clock must look: the eve, or never if that day has passed."""
    for each in told:
        meeting = each.row
        if each.is_new or {"state", "starts_at"} & each.changes.keys():
            comes = meeting.state in AHEAD and meeting.starts_at and meeting.starts_at > taking.at
            eve = timezone.localdate(meeting.starts_at) - REMIND_BEFORE if comes else None
            each.derive("attend_on", eve)


def once(told: list[Told], taking: Taking, faults: Faults) -> None:
    """No two meetings of a kind have the same number at a mesa."""
    if not any(each.row.number and (each.is_new or each.changes) for each in told):
        return
    rows = Meeting.objects.exclude(number=None).values_list("mesa", "kind", "number", "ref")
    known: dict[Any, str] = {tuple(numbered): ref for *numbered, ref in rows}
    for each in told:
        if each.row.number is None:
            continue
        key = (mark(each.row, "mesa"), each.row.kind, each.row.number)
        owner = known.setdefault(key, each.row.ref)
        if owner != each.row.ref:
            words = _("el número %(number)d ya es de «%(ref)s» en esa mesa.")
            each.fault(faults, words % {"number": each.row.number, "ref": owner}, "number")


def happened(told: Told, chronicle: Chronicle) -> None:
    meeting = told.row
    if not told.is_new:
        return
    held_at = meeting.closed_at or meeting.starts_at
    chronicle.tell(meeting, "convened", at=_called_at(told))
    chronicle.tell(meeting, "opened", at=meeting.opened_at)
    if meeting.state == MeetingState.CLOSED and held_at:
        chronicle.tell(meeting, "closed", at=held_at)
    else:
        chronicle.arrive(told)
    if meeting.state in AHEAD and meeting.starts_at:
        chronicle.tell(meeting, "left_open", at=meeting.starts_at + datetime.timedelta(days=1))


def _called_at(told: Told) -> datetime.datetime | None:
    return min((each.row.at for each in told.every("invitations")), default=None)


def seated(told: list[Told], taking: Taking) -> None:
    """Who comes for a seat comes for its organisation."""
    for each in told:
        if each.is_new and each.row.seat and "organization" not in each.mentioned:
            each.derive("organization", each.row.seat.organization)


def unchanged(told: list[Told], taking: Taking, faults: Faults) -> None:
    """A record that was written is not written over: what is corrected is another version."""
    for each in told:
        if "content" in each.changes:
            words = _("la versión %d ya existe y dice otra cosa: agregue una versión nueva.")
            each.fault(faults, words % each.row.version, "content")


def was_answered(told: Told, chronicle: Chronicle) -> None:
    row = told.row
    if told.is_new and row.answer != InvitationAnswer.WAITING:
        changes = {"answer": [InvitationAnswer.WAITING.value, row.answer]}
        who, at = row.person, row.answered_at
        chronicle.tell(row, "answered", at=at, by=who, why=row.words, changes=changes)


def was_written_again(told: Told, chronicle: Chronicle) -> None:
    row = told.row
    if told.is_new and row.version > 1:
        chronicle.tell(row.meeting, "record_reissued", at=row.at, by=row.by, why=row.why)


ATTENDANCE = Noun(
    "attendance",
    Attendance,
    gettext_lazy("Quiénes estuvieron, por un asiento o como invitados."),
    (
        Field("seat", Ref("seats"), gettext_lazy("Por qué asiento; sin él, es un invitado.")),
        Field("organization", Ref("organizations"), gettext_lazy("Si no es la del asiento, cuál.")),
        Field("person", Ref("people"), gettext_lazy("Quién vino.")),
        Field("guest_name", Text(160), gettext_lazy("Su nombre, si no está entre las personas.")),
        Field("on_behalf_of", Ref("people"), gettext_lazy("En representación de quién.")),
        Field("presence", Choice(Presence), gettext_lazy("Presente, con excusa o ausente.")),
        BY,
        AT,
    ),
    within="meeting",
    same=(by_known("seat"), by("seat", "person", "guest_name", "organization")),
    once=("seat",),
    complete=seated,
)

INVITATIONS = Noun(
    "invitations",
    Invitation,
    gettext_lazy("A qué asientos se convocó, y qué respondieron."),
    (
        Field("seat", Ref("seats"), gettext_lazy("A qué asiento."), must=True),
        Field("person", Ref("people"), gettext_lazy("A quién se dirigió.")),
        Field("at", Moment(), gettext_lazy("Cuándo se envió.")),
        Field("answer", Choice(InvitationAnswer), gettext_lazy("Si confirma o se excusa.")),
        Field("words", Text(300), gettext_lazy("Lo que dijo al responder.")),
        Field("answered_at", Moment(), gettext_lazy("Cuándo respondió.")),
    ),
    within="meeting",
    same=(by("seat"),),
    once=("seat",),
    happened=was_answered,
)

RECORDS = Noun(
    "records",
    MeetingRecord,
    gettext_lazy("Las versiones del registro de acuerdos, tal como se escribieron."),
    (
        Field("version", Number(1), gettext_lazy("1 es la primera."), must=True),
        Field(
            "content",
            Anything(),
            gettext_lazy("Lo que dice, como lo guardó el sistema."),
            must=True,
        ),
        Field("why", Text(), gettext_lazy("Qué corrige.")),
        BY,
        AT,
    ),
    within="meeting",
    same=(by("version"),),
    once=("version",),
    order=lambda row: row.version,
    check=unchanged,
    happened=was_written_again,
)

MEETINGS = Noun(
    "meetings",
    Meeting,
    gettext_lazy("Sesiones, intersesiones, premesas y sesiones de alto nivel."),
    (
        Field("ref", Slug(), gettext_lazy("Su referencia, que no cambia nunca."), must=True),
        Field("mesa", Ref("mesas"), gettext_lazy("De qué mesa."), must=True),
        Field("kind", Choice(MeetingKind), gettext_lazy("Qué clase de sesión es.")),
        Field("number", Number(1, MOST), gettext_lazy("Su número entre las de su clase.")),
        Field("state", Choice(MeetingState), gettext_lazy("Prevista, convocada, en curso…")),
        Field("purpose", Text(), gettext_lazy("Para qué se reúnen.")),
        Field("starts_at", Moment(), gettext_lazy("Cuándo empieza.")),
        Field("minutes", Number(), gettext_lazy("Cuántos minutos dura.")),
        Field("place", Text(200), gettext_lazy("Dónde.")),
        Field("link", Text(400, format="uri"), gettext_lazy("Enlace para entrar a distancia.")),
        Field("opened_at", Moment(), gettext_lazy("Cuándo comenzó.")),
        Field("closed_at", Moment(), gettext_lazy("Cuándo se cerró.")),
        Field("after", Ref("meetings"), gettext_lazy("La sesión que la propuso."), late=True),
    ),
    (ITEMS, ATTENDANCE, INVITATIONS, RECORDS),
    complete=complete,
    check=once,
    happened=happened,
)
