"""Documents are under test: what they point at exists, and they speak of all that is there."""

import re
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
ADR = sorted((ROOT / "docs" / "adr").glob("*.md"))


def name(path):
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_what_a_page_points_at_exists(page):
    targets = re.findall(r"\]\(([^)\s#]+)[^)]*\)", page.read_text(encoding="utf-8"))
    near = [target for target in targets if not re.match(r"[a-z]+:", target)]

    assert not [target for target in near if not (page.parent / target).exists()]


@pytest.mark.parametrize("folder", ["manual", "operar"])
def test_every_page_can_be_reached(folder):
    pages = {path.name for path in (ROOT / "docs" / folder).glob("*.md")} - {"index.md"}
    start = [ROOT / "README.es.md", ROOT / "docs" / "manual" / "index.md"]
    told = "\n".join(path.read_text(encoding="utf-8") for path in start)

    assert not [page for page in sorted(pages) if page not in told]


def test_the_glossary_names_every_noun_of_the_code():
    glossary = (ROOT / "docs" / "glosario.md").read_text(encoding="utf-8")
    nouns = {
        model.__name__
        for model in apps.get_models()
        if model.__module__.startswith("destraba.") and not model._meta.auto_created
    }

    assert not [noun for noun in sorted(nouns) if not re.search(rf"`[^`]*\b{noun}\b", glossary)]


def test_decisions_are_numbered_once():
    numbers = [path.name[:4] for path in ADR]

    assert len(numbers) == len(set(numbers))
    assert all(re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", path.name) for path in ADR)


@pytest.mark.parametrize("decision", ADR, ids=name)
def test_a_decision_is_short(decision):
    assert len(decision.read_text(encoding="utf-8").splitlines()) <= 16
