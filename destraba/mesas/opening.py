"""What happened since the last session opens the next one: an item, and all of it as its note."""

import datetime

from django.db import transaction

from destraba.kit.vocabulary import NoteKind
from destraba.people.models import Person

from .models import AgendaItem, Meeting, Note


@transaction.atomic
def open_agenda(
    meeting: Meeting, *, title: str, text: str, minutes: int, by: Person, at: datetime.datetime
) -> AgendaItem:
    """Asked twice, the item is there once and says what is so now; what it said stays kept.

    The note is what the invitation carries, what is read at the table, where it may be mended,
    and what goes into the record.
    """
    item = AgendaItem.open_with(meeting, title=title, minutes=minutes, by=by, at=at)
    note = item.notes.filter(kind=NoteKind.SAID).first()
    Note.write(item, NoteKind.SAID, text=text, base=note.version if note else 0, by=by, at=at)
    return item
