import gzip
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "destraba" / "web" / "static"
STYLES = sorted((STATIC / "css").glob("*.css"))
SCRIPTS = sorted((STATIC / "js").glob("*.js"))
SHARED = {"tokens.css", "base.css", "layout.css", "components.css", "print.css"}
BUDGET = 14 * 1024


def name(path):
    return path.name


def weight(*files):
    return sum(len(gzip.compress(path.read_bytes())) for path in files)


def test_the_styles_of_any_page_fit_the_budget():
    shared = weight(*(path for path in STYLES if path.name in SHARED))
    of_a_page = [weight(path) for path in STYLES if path.name not in SHARED]

    assert shared + max(of_a_page, default=0) <= BUDGET


@pytest.mark.parametrize("style", STYLES, ids=name)
def test_each_style_keeps_to_its_layer_and_asks_nothing_of_others(style):
    css = re.sub(r"/\*.*?\*/", "", style.read_text(encoding="utf-8"), flags=re.DOTALL).strip()

    assert css.startswith("@layer")
    assert "url(" not in css
    assert "@import" not in css


@pytest.mark.parametrize("style", [path for path in STYLES if path.name != "tokens.css"], ids=name)
def test_every_colour_name_that_is_used_exists(style):
    own = set(re.findall(r"(--[\w-]+):", style.read_text(encoding="utf-8")))
    tokens = set(re.findall(r"(--[\w-]+):", (STATIC / "css" / "tokens.css").read_text("utf-8")))
    used = set(re.findall(r"var\((--[\w-]+)", style.read_text(encoding="utf-8")))

    shared = {"--own"}
    assert used <= own | tokens | shared


@pytest.mark.parametrize("script", SCRIPTS, ids=name)
def test_scripts_never_turn_text_into_markup_or_code(script):
    code = script.read_text(encoding="utf-8")

    assert not re.search(
        r"\beval\(|new Function|innerHTML|outerHTML|insertAdjacentHTML|\.style\b", code
    )
    assert not re.search(r"https?://", code)
