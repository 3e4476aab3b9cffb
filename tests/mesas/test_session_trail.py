"""What a session changed of the plan goes into its record, from the trail of its hours."""

import datetime

import pytest

from destraba.kit.vocabulary import MesaKind
from destraba.mesas.models import (
    AgendaItem,
    Cause,
    Elevation,
    Meeting,
    MeetingRecord,
    Note,
    Option,
    Problem,
    Referral,
    RoadmapRevision,
    Trial,
)
from destraba.mesas.models.agenda import AgendaClosed
from destraba.mesas.models.roadmap import Chosen
from destraba.mesas.models.session_trail import moved_in
from destraba.mesas.opening import open_agenda
from tests.conftest import NOON
from tests.factories import MeetingFactory, MesaFactory, ProblemFactory

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def problems(mesa):
    return [ProblemFactory(mesa=mesa, title=f"Traba {name}") for name in "AB"]


@pytest.fixture
def session(mesa, problems, facilitadora):
    meeting = MeetingFactory(mesa=mesa, number=6, starts_at=NOON)
    told = {"by": facilitadora, "at": NOON - DAY}
    for title in ("Traba A", "Otra vez la A"):
        AgendaItem.add(meeting, title=title, problem=problems[0], **told)
    Cause.suppose(problems[0], text="Antes de la sesión", **told)
    meeting.open(by=facilitadora, at=NOON)
    return meeting


def much_happens(problems, by, ministra):
    told = {"by": by, "at": NOON + HOUR / 2}
    first = problems[0]
    cause = Cause.suppose(first, text="La cola es el plano", **told)
    slip = Cause.suppose(first, text="Un error de dedo", **told)
    slip.take_back(**told)
    cause.confirm(evidence="Se midió", **told)
    one, two = (Option.propose(first, title=title, **told) for title in ("Uno", "Dos"))
    one.choose(why="Se puede", **told)
    trial = Trial.begin(one, text="En una región", since_on=NOON.date(), **told)
    trial.conclude(verdict="did_not", why="No bajó", **told)
    two.choose(why="Uno no bastó", **told)
    problems[1].reword(title="Traba B, mejor dicha", statement="", why="Se entiende", **told)
    soon = NOON.date() + 9 * DAY
    return Elevation.prepare(
        problem=first, asked="Firmar", asked_of=ministra, wanted_by=soon, **told
    )


def verbs(steps):
    return [each["verb"] for each in steps]


def test_each_problem_treated_tells_at_its_item_what_changed(
    session, problems, facilitadora, ministra
):
    much_happens(problems, facilitadora, ministra)
    session.close(nothing_promised=True, by=facilitadora, at=NOON + HOUR)
    Option.propose(problems[0], title="Después", by=facilitadora, at=NOON + 2 * HOUR)

    first, again = MeetingRecord.objects.get().content["items"]

    assert verbs(first["moved"]) == [
        *("cause.supposed", "cause.confirmed", "option.proposed", "option.proposed"),
        *("option.chosen", "trial.begun", "trial.concluded", "option.replaced", "option.chosen"),
    ]
    assert first["moved"][0]["about"] == "La cola es el plano"
    assert [each["to"] for each in first["moved"] if each["verb"] == "trial.concluded"] == [
        "did_not"
    ]
    assert again["moved"] == []


def test_what_was_on_no_agenda_and_the_roadmap_are_told_apart(
    mesa, session, problems, facilitadora, ministra
):
    much_happens(problems, facilitadora, ministra)
    chosen = [Chosen(problems[0])]
    at = NOON + HOUR / 2
    RoadmapRevision.agree(mesa, objective="", chosen=chosen, why="Así", by=facilitadora, at=at)

    moved = MeetingRecord.draft(session)["moved"]

    assert [(e["title"], verbs(e["told"])) for e in moved["problems"]] == [
        ("Traba B, mejor dicha", ["problem.reworded"])
    ]
    assert verbs(moved["mesa"]) == ["roadmaprevision.agreed"]


def test_what_went_up_is_told_by_the_mesa_that_waits(mesa, facilitadora):
    below = MesaFactory(name="Territorial", kind=MesaKind.TERRITORIAL, parent=mesa)
    problem = ProblemFactory(mesa=below, title="El puente")
    here, above = (MeetingFactory(mesa=each, starts_at=NOON) for each in (below, mesa))
    told = {"by": facilitadora, "at": NOON}
    for meeting in (here, above):
        meeting.open(**told)
    asking = {"level": "third", "asked": "Pagar el puente", "executor": "Caminos"}
    asking |= {
        "why": "Cuesta",
        "wanted_by": NOON.date() + DAY,
        "consulted": "A todos",
        "contact": "Nélida",
    }
    Referral.send_up(problem, to=mesa, **asking, **told)

    [part] = moved_in(here, until=None)["problems"]

    assert (part["title"], part["told"][-1]["verb"]) == ("El puente", "referral.sent")
    assert moved_in(above, until=None) == {"problems": [], "mesa": []}


def test_one_that_nobody_opened_tells_nothing(mesa):
    meeting = MeetingFactory(mesa=mesa, state="closed", starts_at=NOON)

    assert MeetingRecord.draft(meeting)["moved"] == {"problems": [], "mesa": []}


@pytest.mark.parametrize("many", [1, 20])
def test_the_record_asks_as_much_for_one_as_for_twenty(
    mesa, session, facilitadora, many, django_assert_num_queries
):
    for n in range(many):
        problem = Problem.raise_at(mesa, title=f"Otra {n}", by=facilitadora, at=NOON)
        Option.propose(problem, title="U", by=facilitadora, at=NOON)
        Cause.suppose(problem, text="Por algo", by=facilitadora, at=NOON)
    meeting = Meeting.objects.select_related("mesa").get(pk=session.pk)

    with django_assert_num_queries(11):
        MeetingRecord.draft(meeting)


def opened(meeting, by, *, text="- Se cumplió", title="Desde la sesión 5: 1 cumplido"):
    return open_agenda(meeting, title=title, text=text, minutes=10, by=by, at=NOON)


def test_the_session_opens_with_a_note_that_goes_into_the_record(mesa, facilitadora):
    meeting = MeetingFactory(mesa=mesa, number=6, starts_at=NOON)
    for text in ("- Se cumplió", "- Se cumplió", "- Se cumplieron dos"):
        opened(meeting, facilitadora, text=text)
    meeting.open(by=facilitadora, at=NOON)

    [item] = MeetingRecord.draft(meeting)["items"]

    assert item["said"] == "- Se cumplieron dos"
    assert Note.objects.get().versions.count() == 2


def test_an_opening_leaves_the_agenda_and_one_that_was_not_told_becomes_the_next(
    mesa, facilitadora
):
    told = {"by": facilitadora, "at": NOON}
    meeting, following = (
        MeetingFactory(mesa=mesa, number=n, starts_at=NOON + n * DAY) for n in (6, 7)
    )
    opened(meeting, facilitadora)
    meeting.open(**told)
    meeting.close(nothing_promised=True, **told)

    item = opened(following, facilitadora, title="Desde la sesión 6: sin cambios", text="Nada")

    assert [each.title for each in following.items.all()] == ["Desde la sesión 6: sin cambios"]
    item.drop(**told)
    assert not following.items.exists()


def test_what_somebody_wrote_at_a_point_keeps_it_on_the_agenda(mesa, facilitadora):
    meeting = MeetingFactory(mesa=mesa, number=6, starts_at=NOON)
    told = {"by": facilitadora, "at": NOON}
    item = AgendaItem.add(meeting, title="Un punto", **told)
    Note.write(item, "said", text="Algo", base=0, by=facilitadora, at=NOON + HOUR)

    with pytest.raises(AgendaClosed):
        item.drop(**told)
