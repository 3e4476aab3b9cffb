"""What a file says that happened is in the trail at its true date, once, and told to nobody."""

import datetime

import pytest

from destraba.mesas.models import Commitment, Mesa, Option, Problem
from destraba.mesas.speed import days_to_unblock
from destraba.mesas.words import in_words
from destraba.trail.models import Event
from tests.conftest import NOON
from tests.exchange.files import SMALL, bring, with_more

pytestmark = pytest.mark.django_db
LATER = NOON + datetime.timedelta(days=3)


def told(text):
    bring(text)
    return {event.verb: event for event in Event.objects.order_by("at", "pk")}


def days(text):
    return {verb: str(event.at.date()) for verb, event in told(text).items()}


def test_what_the_data_date_is_told_on_its_day():
    found = days(SMALL)

    assert found["mesa.launched"] == found["seat.offered"] == "2026-01-15"
    assert found["appointment.made"] == "2026-01-15"
    assert found["problem.raised"] == "2026-02-01"
    assert found["meeting.closed"] == found["commitment.made"] == "2026-02-10"
    assert found["agreement.noted"] == found["agreement.objected"] == "2026-02-10"


def test_what_nobody_dates_is_told_the_day_that_the_file_brings_it():
    found = told(SMALL)

    assert found["organization.imported"].at == found["person.imported"].at == NOON
    assert "Lo trajo un archivo del programa" in in_words(found["person.imported"])


def test_the_life_of_a_commitment_is_told_with_its_reasons():
    found = told(
        with_more(
            """\
            extensions:
            - {old_due_on: 2026-03-01, new_due_on: 2026-12-01, reason: Faltó firma, at: 2026-02-27}
            fulfilments:
            - {evidence: Se publicó, on: 2026-04-01, undone_at: 2026-04-05 10:00}
            - {evidence: Ahora sí, on: 2026-05-01, by: luz}
            """,
            indent="  ",
        )
    )

    assert found["commitment.extended"].why == "Faltó firma"
    assert found["commitment.extended"].changes == {"due_on": ["2026-03-01", "2026-12-01"]}
    assert str(found["commitment.reopened"].at.date()) == "2026-04-05"
    assert (found["commitment.fulfilled"].why, found["commitment.fulfilled"].by.ref) == (
        "Ahora sí",
        "luz",
    )
    assert Commitment.objects.get().state == "fulfilled"


def test_nobody_is_notified_of_the_past():
    bring(SMALL)

    assert Event.objects.exists()
    assert not Event.objects.untold().exists()


def test_what_has_not_come_yet_is_not_told():
    found = days(
        "format: destraba/1\nmesas: [{ref: m, name: M}]\norganizations: [{ref: o, name: O}]\n"
        "people: [{ref: a, name: A}]\nseats: [{ref: s, mesa: m, organization: o, appointments: "
        "[{person: a, role: holder, since_on: 2026-01-01, until_on: 2030-01-01}]}]"
    )

    assert "appointment.made" in found
    assert "appointment.ended" not in found


def test_a_partial_date_makes_no_day_up():
    found = days("format: destraba/1\nmesas: [{ref: m, name: M, launched_on: 2015}]")

    assert found == {"mesa.imported": "2026-11-22"}


def test_the_days_of_a_problem_and_of_its_solution_tell_how_fast_the_mesa_is():
    bring(SMALL)
    option = Option.propose(Problem.objects.get(), title="Una", by=None, at=NOON)
    option.choose(why="Sí", by=None, at=NOON)
    shown = {"stage": "in_operation", "words": "", "evidence": "41 de 41"}
    option.advance(**shown, on="2026-02-21", by=None, at=NOON)

    assert days_to_unblock(Mesa.objects.get()) == [20]


def test_what_is_told_later_of_a_row_that_was_there_is_told_once():
    bring(SMALL)
    solved = SMALL.replace("raised_on: 2026-02-01", "state: solved\n  solved_on: 2026-03-01")

    bring(solved, at=LATER)
    bring(solved, at=LATER)

    assert Event.objects.filter(verb="problem.solved").count() == 1
    assert Event.objects.filter(verb="problem.raised").count() == 1


def test_what_changes_within_a_record_is_told_by_the_record():
    text = with_more("extensions: [{new_due_on: 2026-12-01, reason: Faltó firma}]\n", "  ")
    bring(text)

    bring(text.replace("Faltó firma", "Faltó la firma"), at=LATER)

    event = Event.objects.get(verb="commitment.imported")
    assert event.changes == {"extensions[0].reason": ["Faltó firma", "Faltó la firma"]}
