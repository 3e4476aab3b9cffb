"""Where each step is done, and which paragraph of the method tells of it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import LaunchStep
from destraba.mesas.milestones import OfTheProgramme
from destraba.mesas.path import Stage, Track
from destraba.web.components.address import address

from . import told

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


def place_of(stage: Stage, facts: list[str], mesa: int | None = None) -> Place:
    door = DOORS[stage.step]
    url = address(door.name, mesa) if door.of_mesa and mesa else reverse(door.name)
    return Place(stage, url, facts)


def places_of(track: Track, programme: OfTheProgramme | None = None) -> list[Place]:
    """Its six steps; what is on record of them, for who asks with the `programme` too."""
    if programme is None:
        return [place_of(stage, [], track.mesa.pk) for stage in track.stages]
    first, *own = track.stages
    return [
        place_of(first, list(told.of_the_team(programme))),
        *(place_of(each, told.of_a_mesa(each.step, track.facts), track.mesa.pk) for each in own),
    ]


def url_of_now(track: Track) -> str:
    """Where its next step is done."""
    return place_of(track.now, [], track.mesa.pk).url if track.now else ""
