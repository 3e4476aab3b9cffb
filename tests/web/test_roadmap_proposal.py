"""A session changed the plan: the revision is proposed, already written, and nobody is hurried."""

import datetime
import re

import pytest
from django.urls import reverse

from destraba.mesas.models import Option, RoadmapRevision
from destraba.mesas.models.roadmap import Chosen
from tests.conftest import NOON
from tests.factories import MeetingFactory, ProblemFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
CHANGED = "La sesión cambió el plan"


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def problems(mesa):
    return [ProblemFactory(mesa=mesa, title=f"Traba {name}") for name in "ABCD"]


@pytest.fixture
def agreed(mesa, problems, facilitadora):
    chosen = [
        Chosen(each, pace="early_win", pillars=["institutions"], why=f"Razón de {each.title[-1]}")
        for each in problems[:3]
    ]
    told = {"objective": "Exportar", "why": "Lo pidieron", "by": facilitadora}
    RoadmapRevision.agree(mesa, chosen=chosen, at=NOON - 40 * DAY, **told)
    return mesa


@pytest.fixture
def session(agreed, problems, facilitadora):
    """Going on, and the plan is already another: one is solved, another enters, a solution is
    replaced."""
    meeting = MeetingFactory(mesa=agreed, number=6, starts_at=NOON - DAY / 12)
    meeting.open(by=facilitadora, at=NOON - DAY / 12)
    told = {"by": facilitadora, "at": NOON - DAY / 24}
    problems[0].solve(why="Ya vale diez días", **told)
    problems[3].focus(why="Urge por la <veda>", **told)
    first, second = (Option.propose(problems[1], title=each, **told) for each in ("Uno", "Dos"))
    first.choose(why="Se puede", **told)
    second.choose(why="La primera no bastó", **told)
    return meeting


def at(name, *args):
    return reverse(name, args=args)


def fields_of(form):
    """What a browser would send of a page that nobody touched."""
    draft = form.context["draft"]
    told = {name: draft.form[name].value() for name in draft.form.fields if name != "problems"}
    told["problems"] = [each.pk for each in draft.picked]
    told["meeting"] = getattr(told["meeting"], "pk", told["meeting"]) or ""
    for part in draft.parts:
        told |= {part.add_prefix(name): part[name].value() for name in part.fields}
    return {name: value for name, value in told.items() if value not in (None, "")} | {
        part.add_prefix("pace"): part["pace"].value() or "" for part in draft.parts
    }


def test_who_closes_sees_that_the_plan_changed_and_with_which_reasons(
    client, session, facilitadora
):
    client.force_login(facilitadora)

    page = client.get(at("meeting-closing", session.pk)).text

    assert CHANGED in page
    assert "Estos 3 cambios no están en la hoja de ruta 1" in page
    for words in ("Ya vale diez días", "Urge por la &lt;veda&gt;", "La primera no bastó"):
        assert words in page
    assert f"{at('roadmap-new', session.mesa_id)}?sesion={session.pk}" in page


def test_it_waits_beside_the_record_and_on_the_roadmap_for_who_runs_the_mesa(
    client, session, facilitadora, enlace
):
    session.close(nothing_promised=True, by=facilitadora, at=NOON)
    pages = [at("meeting-record", session.pk), at("roadmap", session.mesa_id)]

    client.force_login(facilitadora)
    assert all(CHANGED in client.get(page).text for page in pages)
    client.force_login(enlace)
    assert not any(CHANGED in client.get(page).text for page in pages)


def test_the_revision_comes_written_and_names_the_session_that_changed_it(
    client, session, agreed, problems, facilitadora
):
    session.close(nothing_promised=True, by=facilitadora, at=NOON)
    client.force_login(facilitadora)

    page = client.get(f"{at('roadmap-new', agreed.pk)}?sesion={session.pk}")

    form = page.context["draft"].form
    assert [each.title[-1] for each in page.context["draft"].picked] == ["B", "C", "D"]
    assert form["why"].value().splitlines() == [
        "Recoge lo que cambió hasta la sesión 6, desde la hoja 1.",
        "- «Traba D». Entró en foco desde la lista. Urge por la <veda>.",
        "- «Traba A». Se destrabó. Ya vale diez días.",
        "- «Traba B». Se reemplazó la solución: de «Uno» a «Dos». La primera no bastó.",
    ]
    whys = [part["why"].value() for part in page.context["draft"].parts]
    assert whys == ["Razón de B", "Razón de C", "Urge por la <veda>."]
    assert RoadmapRevision.objects.count() == 1


def test_published_as_it_came_it_is_the_roadmap_of_that_session_once(
    client, session, agreed, facilitadora
):
    session.close(nothing_promised=True, by=facilitadora, at=NOON)
    client.force_login(facilitadora)
    where = f"{at('roadmap-new', agreed.pk)}?sesion={session.pk}"
    told = fields_of(client.get(where))

    answers = [client.post(where, told) for _ in range(2)]

    revision = RoadmapRevision.objects.get(number=2)
    assert [each.status_code for each in answers] == [302, 302]
    assert revision.meeting == session
    assert RoadmapRevision.objects.count() == 2
    assert CHANGED not in client.get(at("roadmap", agreed.pk)).text
    compared = client.get(at("roadmap-comparison", agreed.pk, 2, 1)).text
    assert len(re.findall("Ya vale diez días", compared)) == 1


def test_the_revision_of_somebody_else_in_between_is_said_with_what_was_typed(
    client, session, agreed, problems, facilitadora, ministra
):
    session.close(nothing_promised=True, by=facilitadora, at=NOON)
    client.force_login(facilitadora)
    where = at("roadmap-new", agreed.pk)
    told = fields_of(client.get(where)) | {"why": "Mis razones"}
    chosen = [Chosen(problems[1])]
    RoadmapRevision.agree(agreed, objective="", chosen=chosen, why="Otra", by=ministra, at=NOON)

    answer = client.post(where, told)

    assert answer.status_code == 422
    assert "Mis razones" in answer.text
    assert "más nueva" in answer.text
    assert "Mientras usted escribía se publicó la hoja 2" in answer.text
    assert at("roadmap-revision", agreed.pk, 2) in answer.text


def test_once_that_one_was_read_what_was_typed_can_be_published(
    client, session, agreed, problems, facilitadora, ministra
):
    session.close(nothing_promised=True, by=facilitadora, at=NOON)
    client.force_login(facilitadora)
    where = at("roadmap-new", agreed.pk)
    told = fields_of(client.get(where)) | {"why": "Mis razones"}
    chosen = [Chosen(problems[1])]
    RoadmapRevision.agree(agreed, objective="", chosen=chosen, why="Otra", by=ministra, at=NOON)
    shown = client.post(where, told).context["draft"].form["since"].value()

    answer = client.post(where, told | {"since": shown})

    assert answer.status_code == 302
    assert RoadmapRevision.objects.get(number=3).why == "Mis razones"


def test_after_more_than_three_sessions_one_is_asked_and_may_answer_with_a_reason(
    client, agreed, facilitadora
):
    for n in range(4):
        MeetingFactory(mesa=agreed, state="closed", starts_at=NOON - (35 - n * 7) * DAY)
    client.force_login(facilitadora)
    roadmap, keeping = at("roadmap", agreed.pk), at("roadmap-kept", agreed.pk)

    assert "lleva 4 sesiones sin revisarse" in client.get(roadmap).text
    refused = client.post(keeping, {"why": " "})
    answers = [client.post(keeping, {"why": "Nada cambió"}) for _ in range(2)]

    assert refused.status_code == 422
    assert [each.url for each in answers] == [roadmap, roadmap]
    assert "sin revisarse" not in client.get(roadmap).text


def test_of_solutions_replaced_twice_the_first_and_the_last_are_told(
    client, session, problems, facilitadora
):
    told = {"by": facilitadora, "at": NOON}
    third = Option.propose(problems[1], title="Tres", **told)
    fourth = Option.propose(problems[1], title="Cuatro", **told)
    third.choose(why="Más barata", **told)
    fourth.choose(why="Más rápida", **told)
    client.force_login(facilitadora)

    why = client.get(at("roadmap-new", session.mesa_id)).context["draft"].form["why"].value()

    assert "de «Uno» a «Cuatro». Más rápida." in why


def test_others_neither_keep_nor_revise(client, agreed, enlace, ajena):
    for person in (enlace, ajena):
        client.force_login(person)
        assert client.get(at("roadmap-kept", agreed.pk)).status_code == 404
        assert client.post(at("roadmap-kept", agreed.pk), {"why": "x"}).status_code == 404


def test_a_mesa_says_on_its_own_page_that_its_plan_moved(client, session, facilitadora, enlace):
    words = "El plan cambió desde la hoja de ruta"
    client.force_login(facilitadora)
    assert words in client.get(at("mesa", session.mesa_id)).text
    client.force_login(enlace)
    assert words not in client.get(at("mesa", session.mesa_id)).text


def test_a_mesa_without_a_roadmap_has_nothing_to_keep(client, mesa, facilitadora):
    client.force_login(facilitadora)

    assert client.get(at("roadmap-kept", mesa.pk)).status_code == 404
