"""What the references of a file stand for: rows of the database, and rows still to be kept."""

import difflib
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import ForeignKey, Model, QuerySet
from django.utils.translation import gettext as _

from destraba.documents.models import Document
from destraba.mesas.models import (
    AgendaItem,
    Candidate,
    Cause,
    Commitment,
    Decision,
    Elevation,
    FieldNote,
    FigureSnapshot,
    Guideline,
    ListeningNote,
    Meeting,
    Mesa,
    Norm,
    Option,
    Problem,
    Referral,
    RoadmapRevision,
    Seat,
    SetAside,
    TeamMember,
    TerritoryMap,
    Trial,
)
from destraba.people.models import Organization, Person, Territory

# Few even in a large programme: all are loaded, and none is asked for one by one.
FEW: dict[str, type[Model]] = {
    "territories": Territory,
    "organizations": Organization,
    "people": Person,
    "mesas": Mesa,
    "candidates": Candidate,
    "seats": Seat,
}
MANY: dict[str, type[Model]] = {
    "team": TeamMember,
    "decisions": Decision,
    "problems": Problem,
    "causes": Cause,
    "norms": Norm,
    "options": Option,
    "trials": Trial,
    "meetings": Meeting,
    "listening_notes": ListeningNote,
    "commitments": Commitment,
    "elevations": Elevation,
    "guidelines": Guideline,
    "set_aside": SetAside,
    "field_notes": FieldNote,
    "territory_maps": TerritoryMap,
    "referrals": Referral,
    "documents": Document,
    "roadmap_revisions": RoadmapRevision,
    "figure_snapshots": FigureSnapshot,
}
# Beyond this, one question for the whole table is cheaper than one with all their names.
MOST_NAMED = 900
LIKENESS = 0.6


class NotTaken(Exception):
    """A datum that stands for nothing here; the message is for who wrote the file."""


def key_of(row: Any) -> str:
    """How the file names a row."""
    key: str = row.key if isinstance(row, Territory) else row.ref
    return key


def among(rows: QuerySet[Any], field: str, values: Iterable[Any]) -> QuerySet[Any]:
    """Those whose `field` is one of `values`, or all of them when that is quicker to ask."""
    named = list(values)
    return rows.filter(**{f"{field}__in": named}) if len(named) <= MOST_NAMED else rows


class Known:
    """Rows by section and reference."""

    def __init__(self, mentioned: Mapping[str, set[str]]) -> None:
        self.items: dict[str, AgendaItem] = {}
        self._by_key: dict[str, dict[str, Any]] = {}
        self._by_pk: dict[type[Model], dict[Any, Any]] = {}
        for section, model in FEW.items():
            many = [each.name for each in model._meta.many_to_many]
            self._load(section, model._default_manager.prefetch_related(*many))
        for section, model in MANY.items():
            named = mentioned.get(section, set())
            found = among(model._default_manager.all(), "ref", named) if named else ()
            self._load(section, found)
        self._number_items(mentioned.get("items", set()))

    def _load(self, section: str, rows: Iterable[Any]) -> None:
        loaded = list(rows)
        self._by_key[section] = {key_of(row): row for row in loaded}
        model = (FEW | MANY)[section]
        self._by_pk[model] = {row.pk: row for row in loaded}
        self.attach(model, loaded)

    def _number_items(self, mentioned: set[str]) -> None:
        """Agenda items go by their place: «sesion-2#3»."""
        keys = {key.rpartition("#")[0] for key in mentioned}
        meetings = [row for key, row in self._by_key["meetings"].items() if key in keys]
        if not meetings:
            return
        rows = list(among(AgendaItem.objects.order_by("position", "pk"), "meeting", meetings))
        self.attach(AgendaItem, rows)
        places: dict[int, int] = {}
        for item in rows:
            place = places[item.meeting_id] = places.get(item.meeting_id, 0) + 1
            if item.meeting_id in self._by_pk[Meeting]:
                self.items[f"{item.meeting.ref}#{place}"] = item

    def attach(self, model: type[Model], rows: Iterable[Any]) -> None:
        """Let rows point at the very rows that are known, so that none is loaded again."""
        links = [
            (field.name, field.attname, known)
            for field in model._meta.concrete_fields
            if isinstance(field, ForeignKey)
            and (known := self._by_pk.get(field.remote_field.model)) is not None
        ]
        for row in rows:
            for name, attname, known in links:
                if (target := known.get(getattr(row, attname))) is not None:
                    setattr(row, name, target)

    def section(self, name: str) -> dict[str, Any]:
        return self._by_key[name]

    def find(self, section: str, key: str) -> Any:
        """The row that a reference names; NotTaken, with the closest one, when there is none."""
        table = self.items if section == "items" else self._by_key[section]
        if key in table:
            return table[key]
        close = difflib.get_close_matches(key, self._names(section), 1, LIKENESS)
        hint = _(" ¿Quiso decir «%s»?") % close[0] if close else ""
        words = _("«%(key)s» no está en %(section)s, ni en el archivo ni en la base de datos.")
        raise NotTaken(words % {"key": key, "section": section} + hint)

    def _names(self, section: str) -> list[str]:
        if section == "items":
            return list(self.items)
        names = list(self._by_key[section])
        if section in MANY:
            more = MANY[section]._default_manager.values_list("ref", flat=True)
            names += more[: 10 * MOST_NAMED]
        return names
