"""A programme file is taken into the database: all of it, or nothing."""

import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from destraba.mesas.models import Programme
from destraba.people.models import Person

from .chronicle import Chronicle, hand_up
from .fault import Fault, Faults, NotSound, Unreadable
from .keeping import keep
from .kinds import Taking
from .known import Known
from .matching import fill, meet
from .noun import Noun
from .nouns import BIRTHS, PROGRAMME
from .plan import Plan
from .progress import Tick, silent
from .reading import read
from .shape import examine
from .telling import Told, every, mentions
from .terms import look_at_terms
from .together import look_together
from .whole import tell_all


def plan_import(
    content: bytes,
    *,
    name: str,
    by: Person | None = None,
    at: datetime.datetime,
    tick: Tick = silent,
) -> Plan:
    """What the file would change; NotSound, with all its faults, when it cannot be taken."""
    plan, faults = _read(content, name, tick)
    _compare(plan, faults, name, by, at, tick)
    return plan


def import_programme(
    content: bytes,
    *,
    name: str,
    by: Person | None = None,
    at: datetime.datetime,
    tick: Tick = silent,
) -> Plan:
    """Take the file in, whole, and answer what changed; NotSound when something is wrong in it."""
    plan, faults = _read(content, name, tick)
    with transaction.atomic():
        taking = _compare(plan, faults, name, by, at, tick)
        with timezone.override(taking.zone):
            for done, noun in enumerate(BIRTHS):
                tick(_("Guardando"), done, len(BIRTHS))
                keep(noun, plan.told(noun), taking)
            tick(_("Contando la historia"), 0, 1)
            _tell_history(plan, taking)
    return plan


def _read(content: bytes, name: str, tick: Tick) -> tuple[Plan, Faults]:
    """What can be looked at without the database, which meanwhile serves others."""
    faults = Faults()
    tick(_("Leyendo"), 0, 1)
    try:
        plan = tell_all(read(content), faults)
    except Unreadable as error:
        raise NotSound([Fault(error.line, "", error.words)], name=name) from error
    for done, noun in enumerate(BIRTHS):
        tick(_("Revisando"), done, len(BIRTHS))
        for each in plan.told(noun):
            examine(each, faults)
    return plan, faults


def _compare(
    plan: Plan, faults: Faults, name: str, by: Person | None, at: datetime.datetime, tick: Tick
) -> Taking:
    """Put the file beside what is there. NotSound when something is wrong, there or before."""
    taking = Taking(Known(mentions(plan.every())), at, by, _zone(plan))
    with timezone.override(taking.zone):
        _match(plan, taking, faults, tick)
    if faults.count:
        raise NotSound(faults.found, name=name, count=faults.count)
    return taking


def _zone(plan: Plan) -> ZoneInfo:
    """The hours of the programme that the file tells, or else of the one that is here."""
    told: str = Programme.current().time_zone
    for each in plan.told(PROGRAMME):
        told = each.values.get("time_zone") or told
    return ZoneInfo(told)


def _match(plan: Plan, taking: Taking, faults: Faults, tick: Tick) -> None:
    """Find the row of each record, put the data in it, and look at them all together."""
    for noun in BIRTHS:
        if noun is PROGRAMME:
            _meet_programme(plan.told(noun))
        else:
            meet(noun, plan.told(noun), taking, faults)
    for done, noun in enumerate(BIRTHS):
        tick(_("Comparando"), done, len(BIRTHS))
        fill(noun, plan.told(noun), taking, faults)
    for noun in BIRTHS:
        _look_at(noun, plan.told(noun), taking, faults)
        hand_up(plan.told(noun))


def _meet_programme(told: list[Told]) -> None:
    """There is one, and it needs no reference."""
    for each in told:
        there = Programme.objects.first()
        each.row, each.is_new = there or Programme(), there is None


def _look_at(noun: Noun, told: list[Told], taking: Taking, faults: Faults) -> None:
    """What follows from the data, and what must hold among them; from the outside in."""
    noun.complete(told, taking)
    noun.check(told, taking, faults)
    look_at_terms(noun, told, faults)
    look_together(noun, told, faults)
    for part in noun.parts:
        _look_at(part, [child for each in told for child in each.every(part.name)], taking, faults)


def _tell_history(plan: Plan, taking: Taking) -> None:
    chronicle = Chronicle(taking)
    for noun in BIRTHS:
        for each in every(plan.told(noun)):
            each.noun.happened(each, chronicle)
            chronicle.change(each)
    chronicle.keep()
