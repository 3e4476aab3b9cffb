from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from destraba.people.models import Person


@dataclass(frozen=True)
class Concern:
    """A person whom an event concerns, why she is told (lazy: in her language), and what."""

    person: Person
    reason: "str | Promise"
    facts: dict[str, Any] = field(default_factory=dict)
    ics: str = ""
    # The text for who is concerned in another way than the others; else that of the verb.
    text: str = ""
