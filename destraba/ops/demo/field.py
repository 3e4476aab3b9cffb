"""The articulator follows things up day by day; the national mesa hands one down; the map comes."""

from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from destraba.mesas.models import Entrusting, FieldNote, TerritoryMap

MAP = Path(__file__).with_name("data") / "quillamar.geojson"


def tell(stage, country):
    field = country["field"]
    stage.on(field["map"]["day"], bring_map, field["map"])
    for told in field["entrusted"]:
        stage.on(told["day"], entrust, told)
    for number, told in enumerate(field["notes"], 1):
        stage.on(told["day"], note, f"nota-{number:02}", told)


def bring_map(stage, told, *, at):
    upload = SimpleUploadedFile(MAP.name, MAP.read_bytes())
    TerritoryMap.bring(upload, ref="mapa-de-quillamar", by=stage.people[told["by"]], at=at)


def entrust(stage, told, *, at):
    Entrusting.entrust(
        stage.commitments[told["what"]],
        to=stage.mesas[told["to"]],
        why=told["why"],
        by=stage.people[told["by"]],
        at=at,
    )


def note(stage, ref, told, *, at):
    about = told.get("about", "")
    FieldNote.note(
        stage.mesas[told["mesa"]],
        ref=ref,
        noted_on=at.date(),
        course=told.get("course", ""),
        text=told.get("text", ""),
        problem=stage.problems.get(about),
        commitment=stage.commitments.get(about),
        organization=stage.organizations.get(told.get("with")),
        by=stage.people[told["by"]],
        at=at,
    )
