"""What is followed up in the field, what was handed down for it, and the map of the territories."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from destraba.documents.models import Document
from destraba.kit.geojson import NotAMap, read
from destraba.kit.vocabulary import FieldCourse
from destraba.mesas.models import Entrusting, FieldNote, TerritoryMap

from ..chronicle import Chronicle
from ..fault import Faults
from ..kinds import Choice, Day, Moment, Ref, Slug, Taking, Text
from ..noun import Field, Noun
from ..rows import by
from ..telling import Told
from .evidence import Evidence


def entrusted(told: Told, chronicle: Chronicle) -> None:
    row = told.row
    if told.is_new:
        chronicle.tell(row, "made", at=row.at, on=row.since_on, by=row.by, why=row.why)
    if told.is_new or "until_on" in told.changes:
        chronicle.tell(row, "taken_back", on=row.until_on, why=row.until_why)


def once_to_each(told: list[Told], taking: Taking, faults: Faults) -> None:
    """A mesa follows a commitment once; what was taken back may be entrusted again."""
    met: set[tuple[int, int]] = set()
    for each in told:
        if each.row.until_on is not None:
            continue
        key = (id(each.row.commitment), id(each.row.mesa))
        if key in met:
            each.fault(faults, _("ya se le encargó: diga hasta cuándo lo siguió (until_on)."))
        met.add(key)


ENTRUSTINGS = Noun(
    "entrustings",
    Entrusting,
    gettext_lazy("A qué mesas territoriales se encargó su seguimiento."),
    (
        Field("mesa", Ref("mesas"), gettext_lazy("La mesa territorial que lo sigue."), must=True),
        Field("why", Text(), gettext_lazy("Qué se espera que siga.")),
        Field("since_on", Day(), gettext_lazy("Desde qué día.")),
        Field("by", Ref("people"), gettext_lazy("Quién lo encargó.")),
        Field("at", Moment(), gettext_lazy("Cuándo se anotó.")),
        Field("until_on", Day(), gettext_lazy("Hasta qué día, si ya no.")),
        Field("until_why", Text(), gettext_lazy("Por qué ya no.")),
    ),
    within="commitment",
    same=(by("mesa", "at"), by("mesa", "since_on", "why")),
    check=once_to_each,
    happened=entrusted,
)


def noted(told: Told, chronicle: Chronicle) -> None:
    row: Any = told.row
    chronicle.arrive(told, "noted", on=row.noted_on)


FIELD_NOTES = Noun(
    "field_notes",
    FieldNote,
    gettext_lazy("Las notas de campo del seguimiento diario."),
    (
        Field("ref", Slug(), gettext_lazy("Su referencia, que no cambia nunca."), must=True),
        Field("mesa", Ref("mesas"), gettext_lazy("De qué mesa territorial."), must=True),
        Field("noted_on", Day(), gettext_lazy("Qué día.")),
        Field("course", Choice(FieldCourse), gettext_lazy("Cómo va.")),
        Field("text", Text(), gettext_lazy("Qué vio o qué le dijeron.")),
        Field("problem", Ref("problems"), gettext_lazy("Sobre qué problema…")),
        Field("commitment", Ref("commitments"), gettext_lazy("… o sobre qué compromiso.")),
        Field("organization", Ref("organizations"), gettext_lazy("Con quién habló.")),
        Field("by", Ref("people"), gettext_lazy("Quién la escribió.")),
    ),
    happened=noted,
)


def drawable(told: list[Told], taking: Taking, faults: Faults) -> None:
    """Of what came with its bytes, a map can be drawn."""
    for each in told:
        content = _bytes_of(each.row.document, taking)
        try:
            if content is not None:
                read(content)
        except NotAMap as refusal:
            each.fault(faults, str(refusal), "document")


def _bytes_of(document: Document | None, taking: Taking) -> bytes | None:
    """Those that travel, or those that are here already."""
    if document is None:
        return None
    if document.ref in taking.files or not document.is_here:
        return taking.files.get(document.ref)
    with document.file.open("rb") as file:
        return bytes(file.read())


def keep_documents(told: list[Told], taking: Taking) -> None:
    """Their rows first, for the maps to point at."""
    documents = [each.row.document for each in told if each.row.document is not None]
    new = {document.ref: document for document in documents if document.pk is None}
    Document.objects.bulk_create([new[ref] for ref in sorted(new)])


def redraw(told: list[Told], taking: Taking) -> None:
    """With the bytes that came in the file, or were here."""
    for each in told:
        document = each.row.document
        if document is None or (not each.is_new and not each.is_changed):
            continue
        if document.ref in taking.files and not document.is_here:
            document.bring(taking.files[document.ref])
        each.row.redraw()


def brought(told: Told, chronicle: Chronicle) -> None:
    row: Any = told.row
    if told.is_new and not chronicle.tell(row, "brought", at=row.at, by=row.by):
        chronicle.arrive(told)


TERRITORY_MAPS = Noun(
    "territory_maps",
    TerritoryMap,
    gettext_lazy("Los mapas de los territorios que trajo el programa; vale el último."),
    (
        Field("ref", Slug(), gettext_lazy("Su referencia, que no cambia nunca."), must=True),
        Field(
            "document",
            Evidence(),
            gettext_lazy("El GeoJSON: nombre y huella; con --with-files, todo."),
        ),
        Field("by", Ref("people"), gettext_lazy("Quién lo trajo.")),
        Field("at", Moment(), gettext_lazy("Cuándo.")),
    ),
    check=drawable,
    happened=brought,
    before=keep_documents,
    after=redraw,
)
