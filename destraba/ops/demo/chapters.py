"""The texts of the story: YAML files of `data`, a folder per mesa."""

from pathlib import Path

import yaml

DATA = Path(__file__).with_name("data")
MESAS = ["forestal", "acuicola", "logistica", "selva"]


def country():
    return _joined(DATA)


def chapters():
    return [_joined(DATA / mesa) for mesa in MESAS]


def _joined(folder):
    """What all the files of a folder say, as one."""
    told = {}
    for path in sorted(folder.glob("*.yaml")):
        for section, content in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            told[section] = {**told[section], **content} if section in told else content
    return told
