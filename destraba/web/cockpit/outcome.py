"""What the item at hand leaves: agreements with their objections, and commitments."""

from dataclasses import dataclass, field

from destraba.kit.vocabulary import CommitmentState, NoteKind
from destraba.mesas.models import Agreement, Commitment, Note

from .behind import marks
from .table import Table


@dataclass(frozen=True, slots=True)
class Outcome:
    """`mark` is what tells a change; the rest is shown."""

    mark: tuple[object, ...]
    agreements: tuple[Agreement, ...] = field(repr=False)
    commitments: tuple[Commitment, ...] = field(repr=False)


def outcome(table: Table) -> Outcome | None:
    item = table.item
    if item is None:
        return None
    agreements = tuple(item.agreements.prefetch_related("objections__organization"))
    made = item.commitments.exclude(state=CommitmentState.WITHDRAWN)
    commitments = tuple(made.with_facts().order_by("pk"))
    said = tuple((each.pk, each.text, _objections(each)) for each in agreements)
    return Outcome((item.pk, said, marks(commitments)), agreements, commitments)


def _objections(agreement: Agreement) -> tuple[object, ...]:
    return tuple((each.pk, each.words) for each in agreement.objections.all())


@dataclass(frozen=True, slots=True)
class Writing:
    """One of the two notes of an item."""

    kind: str
    html_id: str
    label: str
    text: str
    version: int


def notes(table: Table) -> tuple[Writing, ...]:
    if table.item is None:
        return ()
    written = {note.kind: note for note in table.item.notes.all()}
    return tuple(_writing(kind, table.item.pk, written.get(kind)) for kind in NoteKind)


def _writing(kind: NoteKind, item: int, note: Note | None) -> Writing:
    return Writing(
        kind=kind.value,
        html_id=f"{kind.value}-{item}",
        label=str(kind.label).capitalize(),
        text=note.text if note else "",
        version=note.version if note else 0,
    )
