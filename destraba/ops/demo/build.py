"""Build the demo in one transaction; `today` decides every date, so the same day gives the same."""

import datetime
import zoneinfo
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from destraba.documents.models import Document
from destraba.kit.refusal import Refused
from destraba.mesas import clock as mesas_clock
from destraba.mesas.models import Mesa, Programme
from destraba.people.models import Organization, Person
from destraba.trail.models import Event

from . import (
    candidates,
    causes,
    directory,
    elevations,
    field,
    guidelines,
    life,
    listening,
    meetings,
    problems,
    referrals,
    reshaping,
    solutions,
    tables,
    team,
    weights,
)
from .calendar import Calendar, clock
from .chapters import chapters, country
from .stage import Stage

ZONE = "America/Lima"
BEGAN = datetime.timedelta(days=-245)
DAWN = clock("0:05")


class NotFictional(Refused):
    """Real work is never wiped."""


def today():
    """What day it is in the fictional country."""
    return timezone.localdate(timezone=zoneinfo.ZoneInfo(ZONE))


def is_there(*, today):
    """Whether the demo stands, and was built for this day."""
    began = Calendar(today, ZONE).at(today + BEGAN)
    set_up = Event.objects.filter(verb="programme.set_up", at=began)
    return Programme.current().is_fictional and set_up.exists()


def build(*, today, watch=iter):
    """Empty the database of the last demo and tell the story anew; `watch` sees each act pass."""
    with transaction.atomic(), _here():
        _clear()
        stage = Stage(today=today, zone=ZONE)
        directory.tell(stage, country(), began=stage.calendar.at(today + BEGAN))
        team.tell(stage, country())
        candidates.tell(stage, country())
        listening.tell(stage, country())
        for chapter in chapters():
            tables.tell(stage, chapter)
            problems.tell(stage, chapter)
            meetings.tell(stage, chapter)
        life.tell(stage, country(), chapters())
        for chapter in chapters():
            causes.tell(stage, chapter)
            solutions.tell(stage, chapter)
        weights.tell(stage, country())
        elevations.tell(stage, country())
        guidelines.tell(stage, country())
        referrals.tell(stage, country())
        field.tell(stage, country())
        reshaping.tell(stage, country())
        for days in range(BEGAN.days, 1):
            day = today + datetime.timedelta(days=days)
            stage.will(stage.calendar.at(day, DAWN), look)
        stage.play(watch)
        Event.objects.untold().settle(at=stage.calendar.at(today, DAWN))


@contextmanager
def _here():
    """In the country's time and language, whoever asks for it."""
    with timezone.override(zoneinfo.ZoneInfo(ZONE)), translation.override("es"):
        yield


def _clear():
    """Everything the demo left, and its numbers too; refused when there is real work."""
    programme = Programme.current()
    if not programme.is_fictional and (programme.pk or _has_anybody()):
        raise NotFictional(
            _(
                "«%s» no es la demostración: aquí hay trabajo real y no se borra. "
                "Use otra base de datos (DATABASE_URL) para la demostración."
            )
            % programme.name
        )
    for document in Document.objects.all():
        document.drop_bytes()
    # PostgreSQL empties no table while something about it is still to be checked.
    connection.check_constraints()
    call_command("flush", interactive=False, verbosity=0)


def _has_anybody():
    return any(noun.objects.exists() for noun in (Person, Organization, Mesa))


def look(stage, *, at):
    """The clock says each morning what the calendar has made true."""
    mesas_clock.look(at=at)
