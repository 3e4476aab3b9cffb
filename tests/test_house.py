"""The house rules that a machine can check."""

import ast
import re
import statistics
from pathlib import Path

import pytest
from django.db import connection
from django.http import HttpResponse
from django.urls import get_resolver

from destraba.ops.cli import destraba
from destraba.people.models import Person
from tests.reading import ReadingChangesNothing

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "destraba"
MODULES = [path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts]
TEMPLATES = list(PACKAGE.rglob("*.html"))
INTERFACES = ("web", "portal", "api", "ops")
WRITES = {"save", "create", "update", "delete", "bulk_create", "get_or_create", "update_or_create"}
DRAWERS = {"services", "utils", "helpers", "managers", "signals"}

# What would be written into a prepared question for ever: a day, somebody's language, a number.
ONLY_NOW = {
    *("now", "today", "localdate", "localtime", "get_for_model", "get_for_models"),
    *("gettext", "ngettext", "_", "get_language", "count", "exists", "first", "last", "get"),
}

# The views that answer whoever has not signed in.
PUBLIC = {
    "health",
    "sign-in",
    "demo-sign-in",  # only in the demonstration
    "account_login",
    "account_logout",
    "account_signup",  # says that nobody signs up alone
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "sign-out",
}


def name(path):
    return str(path.relative_to(ROOT))


def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path):
    return [
        node
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def all_text(*suffixes):
    return "\n".join(
        path.read_text(encoding="utf-8")
        for path in sorted(PACKAGE.rglob("*"))
        if path.suffix in suffixes
    )


@pytest.mark.parametrize(
    "module", [p for p in MODULES if p.relative_to(PACKAGE).parts[0] in INTERFACES], ids=name
)
def test_interfaces_change_nothing_by_themselves(module):
    writes = [
        f"{node.lineno}: {node.func.attr}"
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITES
        # A dictionary is updated with another one; rows, by naming their columns.
        and not (node.func.attr == "update" and node.args)
    ]

    assert not writes, "call a verb of the model instead"


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_imports_are_at_the_top(module):
    inner = [
        node.lineno
        for function in functions(module)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert not inner


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_there_are_no_drawers_and_no_signals(module):
    imported = {node.module for node in ast.walk(tree(module)) if isinstance(node, ast.ImportFrom)}

    assert module.stem not in DRAWERS
    assert not imported & {"django.dispatch", "django.db.models.signals"}


def test_a_prepared_question_looks_nothing_up_by_itself():
    asked = [
        (f"{name(path)}:{node.name}", getattr(call.func, "attr", getattr(call.func, "id", "")))
        for path in MODULES
        for node in functions(path)
        if any(getattr(each, "id", "") == "prepared" for each in node.decorator_list)
        for call in ast.walk(node)
        if isinstance(call, ast.Call)
    ]

    assert [(where, called) for where, called in asked if called in ONLY_NOW] == []
    assert len({where for where, _called in asked}) > 50


def test_functions_are_short():
    lengths = sorted(
        (node.end_lineno - node.lineno + 1, f"{name(path)}:{node.name}")
        for path in MODULES
        for node in functions(path)
    )
    numbers = [length for length, _where in lengths]

    assert statistics.median(numbers) <= 9
    assert statistics.quantiles(numbers, n=20)[-1] <= 25
    assert lengths[-1][0] <= 45, lengths[-3:]


def test_every_template_is_used():
    text = all_text(".py", ".html")
    unused = [
        path.relative_to(PACKAGE).as_posix()
        for path in TEMPLATES
        if path.relative_to(PACKAGE).as_posix() not in text
    ]

    assert not unused


def test_every_template_that_is_named_exists():
    named = set(re.findall(r'["\']((?:web|portal)/[\w/-]+\.html)', all_text(".py", ".html")))

    assert not [path for path in sorted(named) if not (PACKAGE / path).exists()]


@pytest.mark.parametrize("template", TEMPLATES, ids=name)
def test_templates_hold_no_inline_style_or_script(template):
    html = template.read_text(encoding="utf-8")

    assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=|javascript:", html)
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", html)


@pytest.mark.parametrize("source", [*TEMPLATES, *MODULES], ids=name)
def test_the_words_that_the_method_avoids_are_not_said(source):
    said = source.read_text(encoding="utf-8")

    assert not re.search(r"\b(actas?|votar|votos?|votaci[oó]n(es)?|quórum)\b", said, re.IGNORECASE)


def test_the_public_views_are_known():
    public = {
        pattern.name
        for pattern in patterns(get_resolver().url_patterns)
        if not getattr(pattern.callback, "login_required", True)
    }

    assert public | {"demo-sign-in"} == PUBLIC


def patterns(found):
    for pattern in found:
        if hasattr(pattern, "url_patterns"):
            yield from patterns(pattern.url_patterns)
        else:
            yield pattern


@pytest.mark.django_db
def test_a_page_that_writes_while_it_is_read_is_found_out(rf):
    def page(request):
        Person.objects.update(phone="1")
        return HttpResponse()

    answer = ReadingChangesNothing(page)

    assert answer(rf.post("/salud/")).status_code == 200
    with pytest.raises(AssertionError, match="wrote while it was read"):
        answer(rf.get("/salud/"))
    assert not connection.execute_wrappers


def test_every_setting_has_its_heading():
    text = (ROOT / "docs/operar/configuracion.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^### `(\w+)`", text, re.MULTILINE))

    assert documented == set(settings_read())


def settings_read():
    """What is asked of the environment: env.text("NAME"), and envvar="NAME" of a command."""
    for path in MODULES:
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Call):
                continue
            if getattr(getattr(node.func, "value", None), "id", "") == "env" and node.args:
                yield node.args[0].value
            yield from (word.value.value for word in node.keywords if word.arg == "envvar")


def test_every_command_has_its_heading():
    text = (ROOT / "docs/operar/operar.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^### `destraba (\w+)", text, re.MULTILINE))

    assert documented == set(destraba.list_commands(None))
