"""A premesa: the team listens, puts what it heard in writing, and nobody has decided yet."""

from destraba.kit.vocabulary import AppointmentRole, Body
from destraba.mesas.diagnosing import draft
from destraba.mesas.models import Diagnosis, ListeningNote, Seat
from destraba.mesas.models.listening import Said
from destraba.mesas.premesa import systematise

PLAIN = ("place", "solutions", "could_sit", "liaison", "authority", "groups", "deficits")


def tell(stage, country):
    premesa = country["listening"]
    stage.on(premesa["team"]["day"], take_charge, premesa)
    for ref, told in premesa["notes"].items():
        stage.on(told["day"], hear, premesa, ref, told)
    stage.on(premesa["diagnosis"], write, premesa)


def take_charge(stage, premesa, *, at):
    """Whoever listens has the day-to-day of the mesa from its premesa on."""
    told = premesa["team"]
    seat = Seat.offer(
        stage.mesas[premesa["mesa"]],
        stage.organizations[told["of"]],
        ref=told["seat"],
        body=Body.DEDICATED_TEAM,
        since_on=at.date(),
        by=stage.people[told["by"]],
        at=at,
    )
    person, by = stage.people[premesa["by"]], stage.people[told["by"]]
    seat.appoint(person, role=AppointmentRole.HOLDER, since_on=at.date(), by=by, at=at)


def hear(stage, premesa, ref, told, *, at):
    ListeningNote.hear(
        stage.mesas[premesa["mesa"]],
        ref=ref,
        said=[Said(each["text"], each.get("cause", "")) for each in told["said"]],
        heard_on=at.date(),
        organization=stage.organizations.get(told.get("organization")),
        speaker=told.get("speaker", ""),
        constituency=told.get("constituency", ""),
        by=stage.people[premesa["by"]],
        at=at,
        **{field: told[field] for field in PLAIN if field in told},
    )


def write(stage, premesa, *, at):
    mesa = stage.mesas[premesa["mesa"]]
    text = draft(systematise(mesa))
    Diagnosis.write(mesa, text=text, base=0, by=stage.people[premesa["by"]], at=at)
