"""Each mesa is launched, and its seats are offered, filled, handed over and left vacant."""

import datetime

from django.utils.text import slugify

from destraba.kit.vocabulary import AppointmentRole, SeatKind
from destraba.mesas.models import Mesa, Seat


def tell(stage, chapter):
    mesa = chapter["mesa"]
    stage.on(mesa["created"], launch, mesa)
    if "aimed" in mesa:
        stage.on(mesa["aimed"]["day"], aim, mesa)
    for ref, told in chapter["seats"].items():
        since = told.get("since", mesa.get("seated", mesa["launched"]))
        stage.on(since, offer, mesa, ref, told)
        for role in AppointmentRole.values:
            for person, day in people_of(told.get(role), since):
                stage.on(day, appoint, mesa, ref, person, role)
        if "vacated" in told:
            stage.on(told["vacated"]["day"], vacate, mesa, ref, told["vacated"])
        if "withdrawn" in told:
            stage.on(told["withdrawn"]["day"], withdraw, mesa, ref, told["withdrawn"])


def people_of(told, since):
    """«ana», or [[ana, -200], [luz, -40]] when one followed the other."""
    if not told:
        return []
    return [(told, since)] if isinstance(told, str) else told


def launch(stage, told, *, at):
    stage.mesas[told["key"]] = Mesa.launch(
        ref=told["ref"],
        name=told["name"],
        kind=told["kind"],
        objective=told["objective"],
        scope=told["scope"],
        sections=told.get("sections"),
        territories=[stage.territories[code] for code in told.get("territories", [])],
        parent=stage.mesas.get(told.get("parent")),
        host=stage.organizations[told["host"]],
        launched_on=stage.calendar.day(told["launched"]).isoformat(),
        cadence_days=told["cadence_days"],
        by=stage.people[told["team"]],
        at=at,
    )


def aim(stage, told, *, at):
    stage.mesas[told["key"]].aim(
        objective=told["aimed"]["objective"],
        why=told["aimed"]["why"],
        by=stage.people[told["team"]],
        at=at,
    )


def offer(stage, mesa, ref, told, *, at):
    problem = stage.problems[told["problem"]] if "problem" in told else None
    stage.seats[mesa["key"], ref] = Seat.offer(
        stage.mesas[mesa["key"]],
        stage.organizations[told.get("of", ref)],
        ref=slugify(f"{mesa['key']}-{ref}"),
        body=told.get("body", "operating"),
        kind=SeatKind.FOR_PROBLEM if problem else SeatKind.PERMANENT,
        problem=problem,
        label=told.get("label", ""),
        since_on=at.date(),
        by=stage.people[mesa["team"]],
        at=at,
    )


def appoint(stage, mesa, ref, person, role, *, at):
    stage.seats[mesa["key"], ref].appoint(
        stage.people[person],
        role=role,
        since_on=at.date(),
        by=stage.people[mesa["team"]],
        at=at,
    )


def vacate(stage, mesa, ref, told, *, at):
    stage.seats[mesa["key"], ref].vacate(
        stage.people[told["who"]],
        on=at.date() - datetime.timedelta(days=1),
        why=told["why"],
        by=stage.people[mesa["team"]],
        at=at,
    )


def withdraw(stage, mesa, ref, told, *, at):
    stage.seats[mesa["key"], ref].withdraw(
        on=at.date(), why=told["why"], by=stage.people[mesa["team"]], at=at
    )
