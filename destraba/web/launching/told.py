"""What is on record of each step, in words."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from destraba.kit.vocabulary import Constituency, LaunchStep
from destraba.mesas.milestones import OfAMesa, OfTheProgramme
from destraba.web.components.dates import day_words


def _on(day: str) -> str:
    return day_words(day) if day else _("fecha desconocida")


def of_the_team(facts: OfTheProgramme) -> Iterable[str]:
    if facts.convened:
        told = {"who": facts.convened.decider, "day": _on(facts.convened.decided_on)}
        yield _("Lo decidió %(who)s, %(day)s") % told
    if facts.leader:
        yield _("Lidera %s") % facts.leader.person.name
    if facts.members:
        count = len(facts.members)
        yield ngettext("%d persona en el equipo", "%d personas en el equipo", count) % count


def of_the_list(facts: OfTheProgramme) -> Iterable[str]:
    if facts.candidates:
        count = facts.candidates
        yield ngettext("%d candidata", "%d candidatas", count) % count
    if facts.chosen:
        yield ngettext("%d elegida", "%d elegidas", facts.chosen) % facts.chosen


def of_a_mesa(step: str, facts: OfAMesa) -> list[str]:
    of_steps = {
        LaunchStep.LIST: _of_its_choice,
        LaunchStep.PREMESA: _of_the_premesa,
        LaunchStep.LAUNCH: _of_the_launch,
        LaunchStep.ROADMAP: _of_the_roadmap,
        LaunchStep.EXTEND: _of_its_life,
    }
    return list(of_steps[LaunchStep(step)](facts))


def _of_its_choice(facts: OfAMesa) -> Iterable[str]:
    if facts.put_on is not None:
        yield _("En la lista de candidatas: %s") % _on(facts.put_on)


def _of_the_premesa(facts: OfAMesa) -> Iterable[str]:
    if facts.premesas:
        words = ngettext("%d reunión de premesa", "%d reuniones de premesa", facts.premesas)
        yield words % facts.premesas
    if facts.heard:
        each = [
            f"{name} {facts.heard[code]}"
            for code, name in Constituency.choices
            if facts.heard[code]
        ]
        yield _("Se escuchó a: %s") % ", ".join(each)
    if facts.diagnoses:
        yield _("Diagnóstico preliminar, versión %d") % facts.diagnoses
    if facts.decided:
        told = {
            "what": facts.decided.get_kind_display(),
            "who": facts.decided.decider,
            "day": _on(facts.decided.decided_on),
        }
        yield _("Se decidió %(what)s: %(who)s, %(day)s") % told


def _of_the_launch(facts: OfAMesa) -> Iterable[str]:
    day = facts.mesa.launched_on or (facts.launch and facts.launch.happened_on)
    if day:
        yield _("Se lanzó: %s") % day_words(day)
    if facts.launch and facts.launch.authorities:
        yield _("Con: %s") % ", ".join(facts.launch.authorities.splitlines())


def _of_the_roadmap(facts: OfAMesa) -> Iterable[str]:
    if facts.roadmaps:
        yield _("Hoja de ruta n.º %d") % facts.roadmaps
    if facts.in_focus:
        words = ngettext("%d problema en foco", "%d problemas en foco", facts.in_focus)
        yield words % facts.in_focus


def _of_its_life(facts: OfAMesa) -> Iterable[str]:
    if facts.parts:
        yield ngettext("%d mesa territorial", "%d mesas territoriales", facts.parts) % facts.parts
    if facts.changes:
        words = ngettext(
            "%d cambio de alcance o de anfitrión",
            "%d cambios de alcance o de anfitrión",
            facts.changes,
        )
        yield words % facts.changes
