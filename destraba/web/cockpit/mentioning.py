"""What to offer while somebody types a mention."""

from destraba.kit.lexicon import complete
from destraba.web.components.constituency import CLASSES, letter_of

from .known import Known

MOST = 8


def suggestions(typed: str, known: Known) -> list[dict[str, str]]:
    """`typed` begins with its sign; each answer says what to write in its place."""
    sigil, text = typed[:1], typed[1:].lstrip('"“«')
    candidates = known.candidates()
    if sigil == "#":
        return [_problem(each) for each in complete(text, candidates["problems"], MOST)]
    people = candidates["people"]
    found = complete(text, [*candidates["organizations"], *people], MOST)
    ids = {id(each) for each in people}
    return [
        _person(each, known) if id(each) in ids else _organization(each, known) for each in found
    ]


def _organization(candidate, known: Known) -> dict[str, str]:
    organization = known.organizations[candidate.key]
    code = organization.constituency
    return {
        "text": _quoted("@", organization.short),
        "label": organization.short,
        "detail": organization.name if organization.acronym else "",
        "letter": letter_of(code),
        "tone": CLASSES.get(code, "none"),
    }


def _person(candidate, known: Known) -> dict[str, str]:
    spoken_for = known.organizations.get(candidate.speaks_for)
    detail = spoken_for.short if spoken_for else ""
    text = _quoted("@", candidate.label)
    return {"text": text, "label": candidate.label, "detail": detail, "letter": "", "tone": ""}


def _problem(candidate) -> dict[str, str]:
    text = f"#{candidate.key}"
    return {"text": text, "label": candidate.label, "detail": text, "letter": "", "tone": ""}


def _quoted(sigil: str, name: str) -> str:
    return f'{sigil}"{name}"' if " " in name else f"{sigil}{name}"
