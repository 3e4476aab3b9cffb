"""Whom and what a line may mention at a table: its members first, then the directory."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from destraba.kit.folding import WORD, fold
from destraba.kit.lexicon import Candidate
from destraba.mesas.models import Commitment, Problem
from destraba.people.models import Organization, Person

from .table import Table

MENTIONED = re.compile(r"[@#][\"“«]?(\w+)")
SHORTEST_WORD = 2
MOST_WORDS = 6
MOST_FOUND = 30
MOST_PROBLEMS = 60


@dataclass
class Known:
    """What can be chosen, by id; `speaks_for` says for which organisation a person speaks."""

    organizations: dict[int, Organization] = field(default_factory=dict)
    people: dict[int, Person] = field(default_factory=dict)
    speaks_for: dict[int, int] = field(default_factory=dict)
    team: dict[int, Person] = field(default_factory=dict)
    problems: dict[int, Problem] = field(default_factory=dict)

    def seat(self, table) -> None:
        """Those who sit: the members, and the team, which follows up."""
        for seat in [*table.members, *table.team]:
            self.organizations.setdefault(seat.organization_id, seat.organization)
            for each in seat.current_appointments:
                self.people.setdefault(each.person_id, each.person)
                self.speaks_for.setdefault(each.person_id, seat.organization_id)
        for seat in table.team:
            self.team.update({each.person_id: each.person for each in seat.current_appointments})
        self.team.setdefault(table.person.pk, table.person)

    def look_up(self, words: list[str]) -> None:
        """Those of the directory who have a word like these."""
        for organization in Organization.objects.with_a_word_like(words)[:MOST_FOUND]:
            self.organizations.setdefault(organization.pk, organization)
        for person in Person.objects.with_a_word_like(words)[:MOST_FOUND]:
            self.people.setdefault(person.pk, person)

    def bring(self, table: Table, words: list[str]) -> None:
        """The problems of the agenda, those in focus, and those with a word like these."""
        ours = Problem.objects.filter(mesa=table.meeting.mesa_id)
        on_agenda = ours.filter(pk__in=[item.problem_id for item in table.items if item.problem_id])
        found = on_agenda | ours.in_focus() | ours.alive().with_a_word_like(words)
        near = found.order_by("state", "pk").prefetch_related("names")[:MOST_PROBLEMS]
        self.problems = {problem.pk: problem for problem in near}

    def include(self, commitment: Commitment) -> None:
        """What a promise names already can be chosen again."""
        named: list[tuple[dict[int, Any], Any]] = [
            (self.organizations, commitment.responsible),
            (self.people, commitment.contact),
            (self.team, commitment.follower),
            (self.problems, commitment.problem),
        ]
        for things, thing in named:
            if thing:
                things.setdefault(thing.pk, thing)

    def candidates(self) -> dict[str, Any]:
        """As the reader of lines asks for them."""
        return {
            "organizations": [
                Candidate(pk, (each.acronym, each.name), each.short)
                for pk, each in self.organizations.items()
            ],
            "people": [
                Candidate(pk, (each.name,), each.name, speaks_for=self.speaks_for.get(pk))
                for pk, each in self.people.items()
            ],
            "problems": [
                Candidate(pk, _names_of(each), each.title) for pk, each in self.problems.items()
            ],
        }

    def choices(self) -> dict[str, list[tuple[str, str]]]:
        """As a form asks for them."""
        return {
            "responsible": [("", "—"), *_options(self.organizations, _with_name)],
            "contact": [("", _("su enlace")), *_options(self.people, str)],
            "follower": _options(self.team, str),
            "problem": [("", _("ninguno en particular")), *_options(self.problems, str)],
        }

    def chosen(self, told: dict[str, str]) -> dict[str, Any]:
        kinds: dict[str, dict[int, Any]] = {
            "responsible": self.organizations,
            "contact": self.people,
            "follower": self.team,
            "problem": self.problems,
        }
        return {
            name: things.get(int(told[name])) if told.get(name) else None
            for name, things in kinds.items()
        }


def known_at(table: Table, text: str) -> Known:
    words = words_mentioned(text)
    known = Known()
    known.seat(table)
    known.look_up(words)
    known.bring(table, words)
    return known


def words_mentioned(text: str) -> list[str]:
    """The first word of each mention, as names are indexed."""
    found = [match[1] for match in MENTIONED.finditer(fold(text).text)]
    words = [word for part in found for word in WORD.findall(part)[:1]]
    return [word for word in dict.fromkeys(words) if len(word) >= SHORTEST_WORD][:MOST_WORDS]


def _names_of(problem: Problem) -> tuple[str, ...]:
    return (str(problem.pk), problem.ref, *(other.name for other in problem.names.all()))


def _options(things, words):
    return [(str(pk), words(each)) for pk, each in things.items()]


def _with_name(organization: Organization) -> str:
    if not organization.acronym:
        return organization.name
    return f"{organization.acronym} · {organization.name}"
