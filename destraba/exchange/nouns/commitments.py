"""Commitments: what was promised, and whether it was kept, put off or withdrawn."""

import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from destraba.documents.models import Document
from destraba.kit.text import plain
from destraba.kit.vocabulary import Certainty, CommitmentState
from destraba.mesas.models import Commitment, Extension, Fulfilment, Withdrawal
from destraba.mesas.models.commitment import REMIND_BEFORE

from ..chronicle import Chronicle
from ..fault import Faults
from ..kinds import Choice, Day, Moment, Ref, Slug, Taking, Text
from ..noun import Field, Noun
from ..rows import by
from ..telling import Told
from .evidence import Evidence
from .field import ENTRUSTINGS

STANDING = {
    "fulfilments": CommitmentState.FULFILLED,
    "withdrawals": CommitmentState.WITHDRAWN,
}


def complete(told: list[Told], taking: Taking) -> None:
    """Its state follows from what happened to it, unless the file says it; the clock, from both."""
    for each in told:
        each.derive("promise_key", plain(each.row.promise)[:300])
        if "state" not in each.mentioned and (stands := _standing(each)):
            each.put("state", stands)
        if each.is_new or {"state", "due_on"} & each.changes.keys():
            each.derive("attend_on", _attend_on(each.row, taking))


def _standing(told: Told) -> str:
    """The state that a fulfilment or a withdrawal that nobody undid gives it."""
    for name, state in STANDING.items():
        if any(each.row.undone_at is None for each in told.every(name)):
            return state
    return ""


def _attend_on(commitment: Any, taking: Taking) -> datetime.date | None:
    """When the clock must look; what was late already is told at once."""
    if not commitment.is_open or not commitment.due_on or commitment.due_on < taking.today:
        return None
    day: datetime.date = commitment.due_on - REMIND_BEFORE
    return day


def agree(told: list[Told], taking: Taking, faults: Faults) -> None:
    """The state that the file says is the one that its facts give."""
    for each in told:
        stands = _standing(each)
        if stands and each.row.state != stands:
            words = _("dice «%(state)s», pero tiene %(facts)s en pie: debe ser «%(stands)s».")
            facts = next(name for name, state in STANDING.items() if state == stands)
            told_state = {"state": each.row.state, "facts": facts, "stands": stands}
            each.fault(faults, words % told_state, "state")


def stands_once(told: list[Told], taking: Taking, faults: Faults) -> None:
    """It is kept, or withdrawn, once; what came before was undone."""
    met: set[int] = set()
    for each in told:
        if each.row.undone_at is None and id(each.row.commitment) in met:
            each.fault(faults, _("ya hay otro en pie: diga cuándo se deshizo (undone_at)."))
        elif each.row.undone_at is None:
            met.add(id(each.row.commitment))


def happened(told: Told, chronicle: Chronicle) -> None:
    commitment = told.row
    if not told.is_new:
        return
    meeting = commitment.meeting
    day = commitment.made_on or (meeting.day if meeting else None)
    chronicle.arrive(told, "made", on=day)
    if commitment.is_open and commitment.due_on:
        chronicle.tell(commitment, "overdue", on=commitment.due_on + datetime.timedelta(days=1))


def was_extended(told: Told, chronicle: Chronicle) -> None:
    row = told.row
    if told.is_new:
        old = row.old_due_on and row.old_due_on.isoformat()
        changes = {"due_on": [old, row.new_due_on.isoformat()]}
        chronicle.tell(
            row.commitment, "extended", at=row.at, by=row.by, why=row.reason, changes=changes
        )


def was_fulfilled(told: Told, chronicle: Chronicle) -> None:
    row = told.row
    if told.is_new:
        chronicle.tell(row.commitment, "fulfilled", at=row.at, by=row.by, why=row.evidence)
    if told.is_new or "undone_at" in told.changes:
        chronicle.tell(row.commitment, "reopened", at=row.undone_at)


def was_withdrawn(told: Told, chronicle: Chronicle) -> None:
    row = told.row
    if told.is_new:
        chronicle.tell(row.commitment, "withdrawn", at=row.at, by=row.by, why=row.reason)
    if told.is_new or "undone_at" in told.changes:
        chronicle.tell(row.commitment, "reopened", at=row.undone_at)


def keep_documents(told: list[Told], taking: Taking) -> None:
    """Their rows first, for the fulfilments to point at."""
    new = {
        each.row.document.ref: each.row.document
        for each in told
        if each.row.document is not None and each.row.document.pk is None
    }
    Document.objects.bulk_create([new[ref] for ref in sorted(new)], batch_size=500)


def bring_files(told: list[Told], taking: Taking) -> None:
    """The bytes that came with the file, once all else is kept."""
    for ref, content in taking.files.items():
        taking.known.section("documents")[ref].bring(content)


def on_its_day(told: Told, taking: Taking) -> datetime.datetime:
    """When the fact was written down, if nobody says: the day on which it happened."""
    on = told.values.get("on")
    noon = taking.noon(datetime.date.fromisoformat(on)) if on else taking.at
    return min(noon, taking.at)


BY = Field("by", Ref("people"), gettext_lazy("Quién lo anotó."))
AT = Field("at", Moment(), gettext_lazy("Cuándo se anotó."), stand_in=on_its_day)
UNDONE = Field("undone_at", Moment(), gettext_lazy("Cuándo se deshizo, si se deshizo."))

EXTENSIONS = Noun(
    "extensions",
    Extension,
    gettext_lazy("Las prórrogas: de qué fecha a cuál, y por qué."),
    (
        Field("old_due_on", Day(), gettext_lazy("La fecha que tenía.")),
        Field("new_due_on", Day(), gettext_lazy("La fecha nueva."), must=True),
        Field("reason", Text(), gettext_lazy("Por qué.")),
        BY,
        AT,
    ),
    within="commitment",
    same=(by("old_due_on", "new_due_on", "at"), by("new_due_on")),
    order=lambda row: (row.at, row.pk),
    happened=was_extended,
)

FULFILMENTS = Noun(
    "fulfilments",
    Fulfilment,
    gettext_lazy("Cuándo se cumplió y cómo se sabe."),
    (
        Field("evidence", Text(), gettext_lazy("Cómo se sabe, en palabras.")),
        Field("link", Text(400, format="uri"), gettext_lazy("Dónde se ve.")),
        Field(
            "document",
            Evidence(),
            gettext_lazy("El archivo: nombre y huella; con --with-files, todo."),
        ),
        Field("on", Day(), gettext_lazy("Qué día se cumplió.")),
        BY,
        AT,
        UNDONE,
    ),
    within="commitment",
    same=(by("on", "at"), by("on", "evidence"), by("undone_at")),
    order=lambda row: (row.at, row.pk),
    check=stands_once,
    happened=was_fulfilled,
    before=keep_documents,
    after=bring_files,
)

WITHDRAWALS = Noun(
    "withdrawals",
    Withdrawal,
    gettext_lazy("Por qué ya no se debe."),
    (Field("reason", Text(), gettext_lazy("Por qué.")), BY, AT, UNDONE),
    within="commitment",
    same=(by("at"), by("reason"), by("undone_at")),
    order=lambda row: (row.at, row.pk),
    check=stands_once,
    happened=was_withdrawn,
)

COMMITMENTS = Noun(
    "commitments",
    Commitment,
    gettext_lazy("Lo que alguien prometió, quién responde y para cuándo."),
    (
        Field("ref", Slug(), gettext_lazy("Su referencia, que no cambia nunca."), must=True),
        Field("mesa", Ref("mesas"), gettext_lazy("De qué mesa."), must=True),
        Field("promise", Text(300, must=True), gettext_lazy("Qué se promete."), must=True),
        Field("problem", Ref("problems"), gettext_lazy("Para qué problema.")),
        Field("meeting", Ref("meetings"), gettext_lazy("En qué sesión nació.")),
        Field("item", Ref("items"), gettext_lazy("En qué punto de la agenda.")),
        Field("responsible", Ref("organizations"), gettext_lazy("Qué organización responde.")),
        Field(
            "seat", Ref("seats"), gettext_lazy("El asiento que lo debe: sus personas lo responden.")
        ),
        Field("contact", Ref("people"), gettext_lazy("A quién se le pregunta.")),
        Field("follower", Ref("people"), gettext_lazy("Quién le da seguimiento.")),
        Field("due_on", Day(), gettext_lazy("Para qué día.")),
        Field("certainty", Choice(Certainty), gettext_lazy("Qué tan segura es esa fecha.")),
        Field("state", Choice(CommitmentState), gettext_lazy("Abierto, cumplido o retirado.")),
        Field("made_on", Day(), gettext_lazy("Qué día se prometió.")),
    ),
    (EXTENSIONS, FULFILMENTS, WITHDRAWALS, ENTRUSTINGS),
    complete=complete,
    check=agree,
    happened=happened,
)
