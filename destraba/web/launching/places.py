"""Where each step is done, and which paragraph of the method tells of it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import LaunchStep, MesaEventKind
from destraba.mesas.milestones import OfTheProgramme
from destraba.mesas.models import Mesa
from destraba.mesas.models.places import is_run_by
from destraba.mesas.path import Stage, Track
from destraba.people.models import Person
from destraba.web.components.address import address

from . import told
from .doors import sees_launching

STATES = {
    "done": (_("hecho"), "ok", "check"),
    "under_way": (_("en camino"), "brand", "loader"),
    "skipped": (_("saltado, con razón"), "plain", "redo-2"),
    "missing": (_("falta"), "warn", "circle-alert"),
    "to_come": (_("por venir"), "plain", "circle-dashed"),
}


@dataclass(frozen=True)
class Door:
    """The page of a step, the words of its button, and its topic. `of_mesa`: each has its own."""

    name: str
    label: str | Promise
    topic: str
    of_mesa: bool = True


DOORS = {
    LaunchStep.TEAM: Door("team", _("El equipo dedicado"), "equipo-dedicado", of_mesa=False),
    LaunchStep.LIST: Door("candidates", _("Las candidatas"), "lista-preliminar", of_mesa=False),
    LaunchStep.PREMESA: Door("premesa", _("La premesa"), "premesas"),
    LaunchStep.LAUNCH: Door("mesa-launch", _("El lanzamiento"), "vida-de-una-mesa"),
    LaunchStep.ROADMAP: Door("roadmap", _("La hoja de ruta"), "hoja-de-ruta"),
    LaunchStep.EXTEND: Door("mesa-life", _("La vida de la mesa"), "vida-de-una-mesa"),
}


@dataclass(frozen=True)
class Place:
    """A stage as it is shown: what is on record of it, and where it is done."""

    stage: Stage
    url: str
    facts: list[str]

    @property
    def door(self) -> Door:
        return DOORS[self.stage.step]

    @property
    def word(self) -> str | Promise:
        return STATES[self.stage.state][0]

    @property
    def tone(self) -> str:
        return STATES[self.stage.state][1]

    @property
    def icon(self) -> str:
        return STATES[self.stage.state][2]


def place_of(stage: Stage, facts: list[str]) -> Place:
    """Of a step that is the whole programme's."""
    return Place(stage, reverse(DOORS[stage.step].name), facts)


def places_of(track: Track, person: Person, programme: OfTheProgramme | None = None) -> list[Place]:
    """Its six steps; what is on record of them, for who asks with the `programme` too."""
    if programme is None:
        return [Place(stage, url_of(stage, track.mesa, person), []) for stage in track.stages]
    first, *own = track.stages
    return [
        Place(first, url_of(first, track.mesa, person), list(told.of_the_team(programme))),
        *(
            Place(each, url_of(each, track.mesa, person), told.of_a_mesa(each.step, track.facts))
            for each in own
        ),
    ]


def url_of_now(track: Track, person: Person) -> str:
    """Where its next step is done."""
    return url_of(track.now, track.mesa, person) if track.now else ""


def url_of(stage: Stage, mesa: Mesa, person: Person) -> str:
    """Where it is done, or read by who only reads; nowhere, of what she may not open."""
    door, runs = DOORS[stage.step], is_run_by(mesa.pk, person)
    if not door.of_mesa:
        return reverse(door.name) if sees_launching(person) else ""
    if stage.step == LaunchStep.PREMESA and not (runs or person.sees_everything):
        return ""
    if stage.step == LaunchStep.LAUNCH and not (runs and mesa.may_turn(MesaEventKind.LAUNCHED)):
        return address("mesa-life", mesa.pk)
    return address(door.name, mesa.pk)
