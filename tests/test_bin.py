"""The scripts that set everything up, and what they install."""

import importlib.util
import os
import re
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ["setup", "demo", "test", "check", "lock"]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture
def ground(monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    spec = importlib.util.spec_from_file_location("_ground", ROOT / "bin" / "_ground.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_can_be_called(name):
    script = ROOT / "bin" / name

    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").startswith("#!/usr/bin/env python3\n")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_pins_have_hashes_and_no_address(lock):
    text = lock.read_text(encoding="utf-8")
    pins = re.findall(r"^[a-z0-9].*", text, re.MULTILINE)

    assert pins
    assert all("==" in pin and pin.endswith("\\") for pin in pins)
    assert not re.search(r"https?:|file:|--index|--find|^-|/", text, re.MULTILINE)


@pytest.mark.parametrize("lock", ["production", "test", "check"])
def test_a_larger_set_pins_the_same_versions(lock):
    whole = set(pins_of("check"))

    assert set(pins_of(lock)) <= whole


def test_whatever_is_asked_for_is_pinned():
    asked = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]]
    pinned = {pin.split("==")[0] for pin in pins_of("test")}

    assert {re.match(r"[\w-]+", wish)[0].lower() for wish in asked} <= pinned


def test_each_dependency_has_its_reason_beside_it():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = text[text.index("dependencies = [") : text.index("[project.optional-dependencies]")]
    lines = [line.strip() for line in block.splitlines()[1:] if line.strip() not in ("", "]")]

    without = [
        line
        for before, line in zip(["", *lines], lines, strict=False)
        if line.startswith('"') and not before.startswith("#")
    ]
    assert not without


def test_without_venv_it_says_what_to_install(ground, monkeypatch):
    asked = ground.ask
    monkeypatch.setattr(
        ground, "ask", lambda python, words: "" if "ensurepip" in words else asked(python, words)
    )

    with pytest.raises(ground.Stop, match="apt-get install python3-venv"):
        ground.find_python()


def test_without_a_python_that_serves_it_says_which_do(ground, monkeypatch):
    monkeypatch.setattr(ground, "ask", lambda python, words: "")

    with pytest.raises(ground.Stop, match=r"Python 3\.11, 3\.12 o 3\.13"):
        ground.find_python()


def test_an_environment_that_was_moved_is_made_anew(ground, monkeypatch, tmp_path):
    stamp = tmp_path / "ground.json"
    stamp.write_text('{"root": "/somewhere/else", "installed": {}}')
    monkeypatch.setattr(ground, "STAMP", stamp)

    assert ground.read_stamp() is None


def pins_of(name):
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    return re.findall(r"^([a-z0-9][\w.-]*==\S+)", text, re.MULTILINE)
