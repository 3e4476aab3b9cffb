"""A territorial mesa begins: where, on what, under which mesa, and who articulates it (OIT §2f)."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from destraba.kit.refusal import Refused
from destraba.kit.vocabulary import AppointmentRole, Body
from destraba.people.models import Person

from .models import Mesa, Seat


class NoPlaceOfHers(Refused):
    """Nobody knows for which organisation she would sit."""


@transaction.atomic
def begin(*, articulator: Person | None, by: Person, at: datetime.datetime, **told: Any) -> Mesa:
    """Launched with its articulator, when it is known who she is."""
    mesa = Mesa.launch(by=by, at=at, **told)
    if articulator:
        _articulate(mesa, articulator, by=by, at=at)
    return mesa


def _articulate(mesa: Mesa, person: Person, *, by: Person, at: datetime.datetime) -> None:
    today = timezone.localdate(at)
    posts = person.posts.current(on=today).select_related("organization")
    post = posts.latest_first().first()
    if post is None:
        words = _("Anote antes en el directorio en qué organización trabaja %s.")
        raise NoPlaceOfHers(words % person.name)
    seat = Seat.offer(
        mesa,
        post.organization,
        body=Body.DEDICATED_TEAM,
        label=_("articulación territorial"),
        since_on=today,
        by=by,
        at=at,
    )
    seat.appoint(person, role=AppointmentRole.ARTICULATOR, since_on=today, by=by, at=at)
