"""What each step of the path lacks, and why the method asks for it.

A `must` keeps the step open; the rest is advice, also once the step is taken.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from destraba.kit.vocabulary import TRIPARTITE, ConvenerPower, LaunchStep

from .milestones import OfAMesa, OfTheProgramme

CORE = 2
FOCUS = range(3, 5)


@dataclass(frozen=True)
class Lack:
    what: str
    why: str
    source: str
    is_must: bool = False


def musts(found: Iterable[Lack]) -> list[Lack]:
    return [lack for lack in found if lack.is_must]


def of_the_team(facts: OfTheProgramme) -> list[Lack]:
    return [*_of_the_decision(facts), *_of_the_members(facts)]


def _of_the_decision(facts: OfTheProgramme) -> Iterable[Lack]:
    decision = facts.convened
    if decision is None:
        yield Lack(
            _("La decisión política de quien convoca"),
            _("Sin una autoridad alta detrás, lo que se acuerda en la mesa no obliga a nadie."),
            "OIT §3",
            is_must=True,
        )
        return
    untold = [each.label for each in ConvenerPower if each.value not in decision.powers]
    if untold:
        yield Lack(
            _("Con qué poderes cuenta: %s") % ", ".join(map(str, untold)),
            _("Un compromiso se destraba con presupuesto, con normas o zanjando una disputa."),
            "OIT §3",
        )
    if not decision.norm:
        yield Lack(
            _("La norma que la respalda"),
            _("Escrita en una norma, la decisión dura más que quien la tomó."),
            "OIT §3a",
        )


def _of_the_members(facts: OfTheProgramme) -> Iterable[Lack]:
    leader = facts.leader
    if leader is None:
        yield Lack(
            _("Quien lidera el equipo dedicado"),
            _("Alguien tiene que llegar sin intermediarios a quien convoca."),
            "OIT §3a",
            is_must=True,
        )
    elif not leader.direct_line:
        yield Lack(
            _("La línea directa de quien lidera"),
            _("Si ha de pedir audiencia, la traba ya lleva un mes."),
            "OIT §3a",
        )
    if facts.core < CORE:
        yield Lack(
            _("Un núcleo de dos o tres personas"),
            _("Una sola no sostiene el ritmo de cada quincena; el resto se suma después."),
            "OIT §3a",
        )
    if facts.undeclared:
        words = ngettext(
            "Una declaración de intereses vigente",
            "%(n)d declaraciones de intereses vigentes",
            facts.undeclared,
        )
        yield Lack(
            words % {"n": facts.undeclared},
            _("La neutralidad del equipo tiene que poder mostrarse."),
            "OIT §2a",
        )


def of_the_list(facts: OfTheProgramme) -> list[Lack]:
    found = []
    if not facts.chosen:
        found.append(
            Lack(
                _("Elegir por dónde empezar, con su razón"),
                _("Se comienza con una a tres mesas, y no con las que más ruido hacen."),
                "OIT §3b",
                is_must=True,
            )
        )
    if facts.candidates < CORE:
        found.append(
            Lack(
                _("Al menos dos candidatas que comparar"),
                _("Una sola candidata no es una elección."),
                "OIT §3b",
            )
        )
    if facts.scored < facts.candidates:
        words = ngettext(
            "El puntaje de una candidata", "Los puntajes de %(n)d candidatas", _unscored(facts)
        )
        found.append(
            Lack(
                words % {"n": _unscored(facts)},
                _("Ver dónde difieren quienes puntúan enseña más que el promedio."),
                "OIT §3b",
            )
        )
    return found


def _unscored(facts: OfTheProgramme) -> int:
    return facts.candidates - facts.scored


def of_a_mesa(step: LaunchStep, facts: OfAMesa) -> list[Lack]:
    """What one of its own steps lacks: the list, the premesa, the launch or the roadmap."""
    of_steps = {
        LaunchStep.LIST: _of_its_choice,
        LaunchStep.PREMESA: _of_the_premesa,
        LaunchStep.LAUNCH: _of_the_launch,
        LaunchStep.ROADMAP: _of_the_roadmap,
    }
    return list(of_steps[step](facts)) if step in of_steps else []


def _of_its_choice(facts: OfAMesa) -> Iterable[Lack]:
    if facts.put_on is None:
        yield Lack(
            _("Compararla con otras candidatas"),
            _("Así queda dicho por qué esta mesa y no otra, con las manos que hay."),
            "OIT §3b",
            is_must=True,
        )


def _of_the_premesa(facts: OfAMesa) -> Iterable[Lack]:
    if facts.decided is None:
        yield Lack(
            _("La decisión de lanzarla o no, con quién y por qué"),
            _("Escuchar termina en una decisión: si nadie la toma, la mesa nace sin dueño."),
            "OIT §3c",
            is_must=True,
        )
    unheard = [each.label for each in TRIPARTITE if not facts.heard[each.value]]
    if unheard:
        yield Lack(
            _("Escuchar a: %s") % ", ".join(map(str, unheard)),
            _("Cada sector ve una parte de la traba; quien no fue oído no la hará suya."),
            "OIT §3c",
        )
    if not facts.diagnoses:
        yield Lack(
            _("El diagnóstico preliminar"),
            _("Es la semilla de la hoja de ruta: con él se llega a la primera sesión."),
            "OIT §3c",
        )


def _of_the_launch(facts: OfAMesa) -> Iterable[Lack]:
    if not (facts.launch or facts.mesa.launched_on):
        told = _("Ya hubo sesiones, y ninguna señal de lo más alto.") if facts.sessions else ""
        why = _("Es la señal que da fuerza al equipo: cuanto más alta la autoridad, mejor.")
        yield Lack(_("El lanzamiento oficial"), f"{told} {why}".strip(), "OIT §3d", is_must=True)
        return
    if not (facts.launch and facts.launch.authorities):
        yield Lack(
            _("Qué autoridades estuvieron en el lanzamiento"),
            _("Su presencia es la señal; anotada, sirve cuando cambien."),
            "OIT §3d",
        )
    if not (facts.launch and facts.launch.norm):
        yield Lack(
            _("La norma de la mesa, si la hay"),
            _("Con ella el equipo pide cuentas con más fuerza."),
            "OIT §3d",
        )


def _of_the_roadmap(facts: OfAMesa) -> Iterable[Lack]:
    if not facts.roadmaps:
        yield Lack(
            _("Acordar el objetivo y tres o cuatro problemas"),
            _("Siempre preliminar, pero escrita: dice a dónde se va y por dónde se empieza."),
            "OIT §3e",
            is_must=True,
        )
    if not facts.mesa.objective:
        yield Lack(
            _("El objetivo de mediano plazo"), _("Sin él, todo problema parece igual."), "OIT §3e"
        )
    if facts.in_focus not in FOCUS:
        yield Lack(
            _("Tres o cuatro problemas en foco (hay %d)") % facts.in_focus,
            _("Menos no mueve el sector; más no caben en una quincena."),
            "OIT §2c",
        )
    if not facts.early:
        yield Lack(
            _("Una victoria temprana en foco"),
            _("Una traba que cae pronto convence a quienes dudan de venir."),
            "OIT §2c",
        )
    if not facts.moving:
        yield Lack(
            _("Un problema en foco que mueva empleo o productividad"),
            _("Para eso es la mesa; lo demás es trámite."),
            "OIT §2",
        )
