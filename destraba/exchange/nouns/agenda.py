"""The agenda of a meeting, what was said and learned at each item, and what was agreed."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from destraba.kit.vocabulary import ItemState, NoteKind
from destraba.mesas.models import AgendaItem, Agreement, Note, NoteVersion, Objection

from ..chronicle import Chronicle
from ..fault import Faults
from ..kinds import Choice, Flag, Moment, Number, Ref, Span, Taking, Text
from ..noun import Field, Noun
from ..rows import by
from ..telling import Told


def then(told: Told, taking: Taking) -> datetime.datetime:
    """When something was written down at a meeting, if nobody says: when it closed or began."""
    place = told.parent
    while place and place.noun.model._meta.model_name != "meeting":
        place = place.parent
    moments = [place.row.closed_at, place.row.starts_at] if place else []
    return next((each for each in moments if each and each <= taking.at), taking.at)


BY = Field("by", Ref("people"), gettext_lazy("Quién lo anotó."))
AT = Field("at", Moment(), gettext_lazy("Cuándo se anotó."), stand_in=then)


def put_in_order(told: list[Told], taking: Taking) -> None:
    """The order of the list is the agenda's; places that already say so are left alone."""
    last: dict[int, int] = {}
    for each in told:
        before = last.get(id(each.row.meeting), 0)
        place = each.row.position if not each.is_new and each.row.position > before else before + 1
        each.derive("position", place)
        last[id(each.row.meeting)] = place
    _tie_threads(told)


def _tie_threads(told: Iterable[Told]) -> None:
    """An item that continues another is of its thread, also when the file does not say so."""
    comes_from = {id(each.row): each.late.get("came_from") for each in told}
    for each in told:
        origin = each.late.get("came_from")
        if origin is None or "root" in each.mentioned or not each.is_new:
            continue
        seen = {id(each.row)}
        while (earlier := comes_from.get(id(origin))) is not None and id(origin) not in seen:
            seen.add(id(origin))
            origin = earlier
        each.late["root"] = (origin.root if origin.pk else None) or origin


def one_at_hand(told: list[Told], taking: Taking, faults: Faults) -> None:
    """A meeting discusses one item at a time."""
    met: set[int] = set()
    for each in told:
        if each.row.state == ItemState.CURRENT and id(each.row.meeting) in met:
            each.fault(faults, _("ya hay otro punto en discusión en esta sesión."), "state")
        elif each.row.state == ItemState.CURRENT:
            met.add(id(each.row.meeting))


def next_version(told: list[Told], taking: Taking) -> None:
    for each in told:
        if each.is_new or "text" in each.changes:
            each.derive("version", each.row.version + 1)


def keep_versions(told: list[Told], taking: Taking) -> None:
    """Every text that a note has had is kept."""
    NoteVersion.objects.bulk_create(
        [
            NoteVersion(
                note=each.row,
                version=each.row.version,
                text=each.row.text,
                by=each.row.by,
                at=each.row.at or then(each, taking),
            )
            for each in told
            if each.is_new or "text" in each.changes
        ],
        batch_size=500,
    )


def was_agreed(told: Told, chronicle: Chronicle) -> None:
    if told.is_new:
        chronicle.tell(told.row, "noted", at=told.row.at, by=told.row.by)


def was_objected(told: Told, chronicle: Chronicle) -> None:
    row: Any = told.row
    if told.is_new:
        changes = {"objection": ["", row.organization.short]}
        agreement = row.agreement
        chronicle.tell(agreement, "objected", at=row.at, by=row.by, why=row.words, changes=changes)


NOTES = Noun(
    "notes",
    Note,
    gettext_lazy("Qué se dijo y qué se aprendió."),
    (
        Field("kind", Choice(NoteKind), gettext_lazy("Qué se dijo, o qué aprendimos."), must=True),
        Field("text", Text(), gettext_lazy("El texto. Los borradores anteriores no viajan.")),
        BY,
        Field("at", Moment(), gettext_lazy("Cuándo se escribió por última vez.")),
    ),
    within="item",
    same=(by("kind"),),
    once=("kind",),
    order=lambda row: (row.kind, row.pk),
    complete=next_version,
    after=keep_versions,
)

OBJECTIONS = Noun(
    "objections",
    Objection,
    gettext_lazy("Quién no lo comparte, con sus palabras."),
    (
        Field(
            "organization",
            Ref("organizations"),
            gettext_lazy("Qué organización objeta."),
            must=True,
        ),
        Field("words", Text(), gettext_lazy("Con qué palabras.")),
        BY,
        AT,
    ),
    within="agreement",
    same=(by("organization", "words"), by("organization")),
    happened=was_objected,
)

AGREEMENTS = Noun(
    "agreements",
    Agreement,
    gettext_lazy("Lo que la mesa acordó."),
    (Field("text", Text(must=True), gettext_lazy("Qué se acordó."), must=True), BY, AT),
    (OBJECTIONS,),
    within="item",
    same=(by("text"), by("at")),
    happened=was_agreed,
)

ITEMS = Noun(
    "items",
    AgendaItem,
    gettext_lazy(
        "Los puntos de la agenda, en su orden. Cada uno se nombra «sesión#lugar»: «sesion-2#3»."
    ),
    (
        Field("title", Text(200, must=True), gettext_lazy("De qué trata."), must=True),
        Field("minutes", Number(), gettext_lazy("Cuántos minutos se le dan.")),
        Field("problem", Ref("problems"), gettext_lazy("Qué problema se trata.")),
        Field("is_recurring", Flag(), gettext_lazy("true si vuelve en cada sesión.")),
        Field("is_follow_up", Flag(), gettext_lazy("true si es el seguimiento de compromisos.")),
        Field("state", Choice(ItemState), gettext_lazy("Pendiente, en discusión o discutido.")),
        Field("started_at", Moment(), gettext_lazy("Cuándo empezó el turno que corre.")),
        Field(
            "spent", Span(), gettext_lazy("Cuánto duró (ISO 8601)."), absent=datetime.timedelta()
        ),
        Field("came_from", Ref("items"), gettext_lazy("De qué punto viene."), late=True),
        Field("root", Ref("items"), gettext_lazy("El primer punto del que viene."), late=True),
        Field(
            "carried_times",
            Number(),
            gettext_lazy("Cuántas veces pasó de sesión en sesión."),
            absent=0,
        ),
    ),
    (NOTES, AGREEMENTS),
    within="meeting",
    same=(by("title", "problem"), by("position")),
    order=lambda row: (row.position, row.pk),
    by_place=True,
    complete=put_in_order,
    check=one_at_hand,
)
