"""Whom a referral concerns: who runs either end, and what moves above is told below."""

import datetime

import pytest
from django.core import mail

from destraba.kit.vocabulary import ProgrammeRole
from destraba.mesas.models import Brief, Elevation
from destraba.mesas.models.reshaping import Part
from destraba.notifications.delivery import deliver_pending
from destraba.notifications.telling import tell_pending
from destraba.trail.models import Event
from tests.below import sent
from tests.conftest import NOON
from tests.factories import ProblemFactory

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


@pytest.fixture
def referral(met, mesa, articuladora, cast):
    return sent(met, mesa, by=articuladora, at=NOON)


@pytest.fixture
def accepted(referral, cast):
    above = referral.accept(words="La tomamos", by=cast.facilitadora, at=NOON)
    Event.objects.untold().settle(at=NOON)
    return above


def letters():
    mail.outbox.clear()
    tell_pending(at=NOON + DAY)
    deliver_pending(at=NOON + DAY)
    return {(letter.to[0].split("@")[0], letter.subject.split(":")[0]) for letter in mail.outbox}


def below(person):
    return person.email.split("@")[0]


def test_the_national_team_is_told_that_something_waits(referral):
    assert letters() == {("facilitadora", "Espera en su bandeja")}
    assert "Que el ministerio repare el puente" in mail.outbox[0].body


def test_every_step_comes_back_to_who_sent_it(referral, articuladora, cast):
    Event.objects.untold().settle(at=NOON)
    told = {"by": cast.facilitadora, "at": NOON}
    referral.ask_for_more(words="¿Qué largo tiene?", **told)
    referral.tell(words="Doce metros", by=articuladora, at=NOON)
    referral.solve(words="Se repara", who="Caminos", starts_on=NOON.date(), **told)

    assert letters() == {
        (below(articuladora), "Piden saber más"),
        ("facilitadora", "Contaron más"),
        (below(articuladora), "Se resolvió"),
    }


def test_the_clock_reminds_whoever_has_it(referral, articuladora, cast):
    Event.objects.untold().settle(at=NOON)
    referral.attend_on = NOON.date()
    referral.save()
    referral.attend(at=NOON)
    assert letters() == {("facilitadora", "Nadie ha dicho nada")}

    referral.ask_for_more(words="¿Y?", by=cast.facilitadora, at=NOON)
    Event.objects.untold().settle(at=NOON)
    referral.attend(at=NOON + 7 * DAY)
    Event.objects.filter(verb="referral.unanswered").update(at=NOON + DAY)
    assert letters() == {(below(articuladora), "Nadie ha dicho nada")}


def test_who_waits_is_told_that_it_moved_above(accepted, articuladora, cast):
    told = {"by": cast.facilitadora, "at": NOON}
    elevation = Elevation.prepare(
        problem=accepted,
        asked="Que sí",
        asked_of=cast.ministra,
        wanted_by=NOON.date() + 9 * DAY,
        **told,
    )
    Brief.write(elevation, text="Lo que se discutió adentro", **told)
    elevation.warn(**told)
    Event.objects.untold().settle(at=NOON)
    elevation.go_up(**told)
    elevation.decide(
        ruling="other",
        words="Se repara este año",
        decider=cast.ministra,
        decided_on=NOON.date(),
        **told,
    )

    found = letters()

    assert (below(articuladora), "Se movió arriba") in found
    hers = [letter.body for letter in mail.outbox if letter.to == [articuladora.email]]
    assert len(hers) == 2
    assert "Se repara este año" in hers[1]
    assert "discutió adentro" not in "".join(hers)
    assert ProgrammeRole.CONVENER in cast.ministra.programme_roles


def test_when_it_ends_above_its_team_must_answer(accepted, articuladora, cast, at_table):
    other = at_table("colega", "government", body="dedicated_team")
    accepted.drop(why="No se puede", by=cast.facilitadora, at=NOON)

    assert letters() == {
        (below(articuladora), "Se movió arriba"),
        ("facilitadora", "Falta contestar abajo"),
        (other.email.split("@")[0], "Falta contestar abajo"),
    }
    assert "No se puede" not in "".join(letter.body for letter in mail.outbox)


def test_what_is_split_or_joined_goes_on_being_told(accepted, mesa, articuladora, cast, referral):
    told = {"by": cast.facilitadora, "at": NOON}
    first, _second = accepted.split(into=[Part("Uno"), Part("Otro")], why="Eran dos", **told)
    referral.refresh_from_db()
    assert referral.national_problem == first
    assert (below(articuladora), "Se movió arriba") in letters()

    first.merge_into(ProblemFactory(mesa=mesa, title="Puentes"), why="Es el mismo", **told)
    assert (below(articuladora), "Se movió arriba") in letters()
