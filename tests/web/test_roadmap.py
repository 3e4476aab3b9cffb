"""The roadmap of a mesa: written in one page, published, read as it was that day."""

import pytest
from django.urls import reverse

from destraba.mesas.models import RoadmapRevision
from tests.conftest import NOON
from tests.factories import ProblemFactory

pytestmark = pytest.mark.django_db
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def problems(mesa):
    return [ProblemFactory(mesa=mesa, title=f"Traba {n}") for n in range(1, 5)]


def at(name, mesa, *more):
    return reverse(name, args=[mesa.pk, *more])


def filled(problems, **more):
    told = {
        "objective": "Exportar el doble",
        "problems": [each.pk for each in problems],
        "why": "Lo pidieron todos",
        "agreed_on": NOON.date().isoformat(),
    }
    for each in problems:
        told |= {
            f"p{each.pk}-pace": "early_win",
            f"p{each.pk}-pillars": ["institutions"],
            f"p{each.pk}-authority": "wide",
            f"p{each.pk}-authority_why": "La ministra decide",
            f"p{each.pk}-next_step": "Reunir a las dos direcciones",
        }
    return told | more


def test_a_roadmap_is_published_in_one_page(client, mesa, facilitadora, problems):
    client.force_login(facilitadora)

    answer = client.post(at("roadmap-new", mesa), filled(problems[:3]))

    page = client.get(at("roadmap", mesa)).text
    mesa.refresh_from_db()
    assert answer.url == at("roadmap", mesa)
    assert mesa.objective == "Exportar el doble"
    assert mesa.problems.in_focus().count() == 3
    assert "La ministra decide" in page
    assert "Traba 4" in page


def test_a_revision_begins_with_the_reasons_and_the_steps_of_the_one_before(
    client, mesa, facilitadora, problems
):
    client.force_login(facilitadora)
    typed = filled(problems[:3], **{f"p{problems[0].pk}-why": "Se puede ya"})
    client.post(at("roadmap-new", mesa), typed)

    first = client.get(at("roadmap-new", mesa)).context["draft"].parts[0]

    assert first["why"].value() == "Se puede ya"
    assert first["next_step"].value() == "Reunir a las dos direcciones"


def test_choosing_asks_for_each_problem_and_loses_nothing(client, mesa, facilitadora, problems):
    client.force_login(facilitadora)
    typed = filled(problems[:1], why="Lo escrito hasta aquí") | {
        "problems": [problems[0].pk, problems[1].pk],
        "choose": "1",
    }

    page = client.post(at("roadmap-new", mesa), typed)

    assert page.status_code == 200
    assert "Lo escrito hasta aquí" in page.text
    assert "La ministra decide" in page.text
    assert f'name="p{problems[1].pk}-pace"' in page.text
    assert RoadmapRevision.objects.count() == 0


def test_a_problem_ticked_without_its_part_is_asked_for_it(client, mesa, facilitadora, problems):
    client.force_login(facilitadora)
    typed = filled(problems[:2]) | {"problems": [each.pk for each in problems[:3]]}

    page = client.post(at("roadmap-new", mesa), typed)

    assert page.status_code == 200
    assert f'name="p{problems[2].pk}-pace"' in page.text


def test_advice_may_be_set_aside_with_a_reason(client, mesa, facilitadora, problems):
    client.force_login(facilitadora)

    advised = client.post(at("roadmap-new", mesa), filled(problems[:1]))
    client.post(at("roadmap-new", mesa), filled(problems[:1], why_set_aside="Solo una es nuestra"))

    assert advised.status_code == 422
    assert "Hay 1 problema" in advised.text
    assert RoadmapRevision.objects.get().content["set_aside"] == [
        {"signal": "R03", "why": "Solo una es nuestra"}
    ]


def test_a_room_without_its_reason_comes_back_with_all_that_was_typed(
    client, mesa, facilitadora, problems
):
    client.force_login(facilitadora)
    pk = problems[0].pk

    page = client.post(
        at("roadmap-new", mesa), filled(problems[:3], **{f"p{pk}-authority_why": ""})
    )

    assert page.status_code == 422
    assert "Diga por qué hay ese espacio." in page.text
    assert "Reunir a las dos direcciones" in page.text


def test_nothing_chosen_is_said(client, mesa, facilitadora, problems):
    client.force_login(facilitadora)

    page = client.post(at("roadmap-new", mesa), filled([]))

    assert page.status_code == 422
    assert "Elija al menos un problema." in page.text


def test_any_revision_is_read_as_it_was(client, mesa, facilitadora, enlace, problems):
    client.force_login(facilitadora)
    client.post(at("roadmap-new", mesa), filled(problems[:3]))
    problems[0].reword(title="Otra traba", statement="", why="Mejor", by=facilitadora, at=NOON)
    client.post(at("roadmap-new", mesa), filled(problems[:3]))
    client.force_login(enlace)

    first = client.get(at("roadmap-revision", mesa, 1)).text
    latest = client.get(at("roadmap", mesa)).text

    assert "Traba 1" in first
    assert "hay una más nueva" in first
    assert "Otra traba" in latest
    assert client.get(at("roadmap-revision", mesa, 9)).status_code == 404


def test_a_revision_is_taken_away_as_a_document(client, mesa, facilitadora, problems):
    client.force_login(facilitadora)
    client.post(at("roadmap-new", mesa), filled(problems[:3]))

    answer = client.get(at("roadmap-revision-docx", mesa, 1))

    assert answer["Content-Type"] == DOCX
    assert answer.content[:2] == b"PK"


def test_a_stranger_finds_nothing_and_who_sits_writes_nothing(client, mesa, ajena, enlace):
    client.force_login(ajena)
    stranger = [client.get(at(name, mesa)).status_code for name in ("roadmap", "roadmap-new")]
    client.force_login(enlace)
    seated = [client.get(at(name, mesa)).status_code for name in ("roadmap", "roadmap-new")]

    assert (stranger, seated) == ([404, 404], [200, 404])


def test_the_queries_do_not_grow_with_the_problems(
    client, mesa, facilitadora, problems, django_assert_max_num_queries
):
    for n in range(20):
        ProblemFactory(mesa=mesa, title=f"Otra {n}")
    client.force_login(facilitadora)
    client.post(at("roadmap-new", mesa), filled(problems))

    with django_assert_max_num_queries(17):
        client.get(at("roadmap-new", mesa))
    with django_assert_max_num_queries(20):
        client.get(at("roadmap", mesa))


def test_what_a_problem_moves_and_its_room_are_told_on_its_page(
    client, mesa, facilitadora, problems
):
    client.force_login(facilitadora)
    pk = problems[0].pk

    client.post(reverse("problem-tags", args=[pk]), {"deficits": ["DWD01"], "pillars": ["macro"]})
    client.post(
        reverse("problem-change-space", args=[pk]),
        {"acceptance": "little", "acceptance_why": "Nadie lo pide"},
    )

    page = client.get(reverse("problem", args=[pk])).text
    assert "falta de oportunidades de empleo" in page
    assert "Nadie lo pide" in page


def test_a_room_of_a_problem_without_reason_is_refused_in_words(
    client, mesa, facilitadora, ajena, problems
):
    url = reverse("problem-change-space", args=[problems[0].pk])
    client.force_login(facilitadora)

    refused = [
        client.post(url, told).status_code
        for told in [{"authority": "wide"}, {"authority": ""}, {"authority_why": "Nada"}]
    ]
    client.force_login(ajena)

    assert refused == [422, 422, 422]
    assert client.get(url).status_code == 404
    assert client.get(reverse("problem-tags", args=[problems[0].pk])).status_code == 404
