"""Letters are written from `texts/<verb>.txt`: the first line is the subject."""

import functools
import re
from dataclasses import dataclass
from pathlib import Path

from django.template import Context, Engine
from django.utils import translation

from .concern import Concern
from .links import link
from .models.letter import SUBJECT_LENGTH

TEXTS = Path(__file__).parent / "texts"
GAP = re.compile(r"[ \t]*\n(?:[ \t]*\n){2,}")


@dataclass(frozen=True)
class Draft:
    subject: str
    body: str


@functools.cache
def engine() -> Engine:
    """Plain text: nothing is escaped."""
    return Engine(
        dirs=[str(TEXTS)],
        autoescape=False,
        builtins=["django.templatetags.i18n", "destraba.notifications.wording"],
    )


def write(verb: str, concern: Concern) -> Draft:
    """In the person's own language, or else in the one that is spoken around."""
    person = concern.person
    context = concern.facts | {
        "person": person,
        "reason": concern.reason,
        "profile": link("profile"),
    }
    with translation.override(person.language or translation.get_language()):
        text = engine().get_template(f"{verb}.txt").render(Context(context, autoescape=False))
    subject, _newline, body = text.strip().partition("\n")
    return Draft(_one_line(subject), GAP.sub("\n\n", body).strip() + "\n")


def _one_line(text: str) -> str:
    """What somebody typed cannot add a header to the letter."""
    line = " ".join(text.split())
    return line if len(line) <= SUBJECT_LENGTH else line[: SUBJECT_LENGTH - 1] + "…"
