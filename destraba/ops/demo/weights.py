"""What each problem should move and whom it touches, and the figures that show how it goes."""

from decimal import Decimal

from destraba.mesas.models import ChangeSpace
from destraba.mesas.models.change_space import TOLD as TOLD_OF_ROOM

TOLD = ("metric", "unit", "transition", "transition_why", "groups")
MONTH = len("2026-11")


def tell(stage, country):
    for problem, told in country.get("moves", {}).items():
        stage.on(told["day"], tag, problem, told)
        for way in told.get("ways_in", []):
            stage.on(way["day"], look_at, problem, told, way)
        for reading in told.get("readings", []):
            stage.on(reading["day"], gauge, problem, told, reading)


def tag(stage, ref, told, *, at):
    """What the roadmap says of work and of productivity stays."""
    problem = stage.problems[ref]
    problem.refresh_from_db()
    problem.tag(
        deficits=told.get("deficits", problem.deficits),
        pillars=told.get("pillars", problem.pillars),
        by=stage.people[told["by"]],
        at=at,
        **{name: told.get(name) for name in TOLD},
    )


def look_at(stage, ref, told, way, *, at):
    """How much room there is to change one of its causes."""
    room = {name: way[name] for name in TOLD_OF_ROOM if name in way}
    ChangeSpace.assess(
        stage.problems[ref],
        cause=stage.causes[way["cause"]],
        by=stage.people[told["by"]],
        at=at,
        **room,
    )


def gauge(stage, ref, told, reading, *, at):
    """Of its day, or of the whole month."""
    on = at.date().isoformat()
    stage.problems[ref].gauge(
        value=Decimal(str(reading["value"])),
        on=on[:MONTH] if reading.get("month") else on,
        n=reading.get("n"),
        found_in=reading.get("found_in", ""),
        by=stage.people[told["by"]],
        at=at,
    )
