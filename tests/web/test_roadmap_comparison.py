"""Two roadmaps compared as a story, and the picture of how the focus moved."""

import datetime
import io

import pytest
from django.urls import reverse
from docx import Document

from destraba.mesas.models import Option, Part, RoadmapRevision
from destraba.mesas.models.roadmap import Chosen
from tests.conftest import NOON
from tests.factories import ProblemFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def revised(mesa, facilitadora):
    """A first roadmap, a problem solved, a solution replaced, and a second roadmap."""
    told = {"by": facilitadora}
    kept, solved, late = (ProblemFactory(mesa=mesa, title=f"Traba {n}") for n in "ABC")
    agree(mesa, [kept, solved], why="Lo pidieron", at=NOON - 40 * DAY, **told)
    first, second = (
        Option.propose(kept, title=title, at=NOON - 39 * DAY, **told)
        for title in ("Ventanilla", "Plano simple")
    )
    first.choose(why="Se puede probar", at=NOON - 38 * DAY, **told)
    second.choose(why="La cola es el <plano>", at=NOON - 20 * DAY, **told)
    solved.solve(why="Ya vale diez días", at=NOON - 20 * DAY, **told)
    agree(mesa, [kept, late], why="Se aprendió", at=NOON - DAY, **told)
    return mesa


def agree(mesa, problems, **told):
    chosen = [Chosen(each, pace="early_win") for each in problems]
    return RoadmapRevision.agree(mesa, objective="Exportar", chosen=chosen, **told)


def at(name, mesa, *more):
    return reverse(name, args=[mesa.pk, *more])


def test_a_comparison_tells_what_changed_and_why(client, revised, enlace):
    client.force_login(enlace)

    page = client.get(at("roadmap-comparison", revised, 2, 1))

    assert page.status_code == 200
    for words in ("Entraron en foco", "Salieron del foco", "Se destrabó.", "Ya vale diez días"):
        assert words in page.text
    assert "Se reemplazó la solución" in page.text
    assert "La cola es el &lt;plano&gt;" in page.text
    assert "entró 1, salió 1, sigue 1 con cambios" in page.text


def test_it_reads_from_the_earlier_to_the_later_however_it_is_asked(client, revised, enlace):
    client.force_login(enlace)

    pages = [client.get(at("roadmap-comparison", revised, *both)) for both in ((1, 2), (2, 1))]

    told = [page.context["story"] for page in pages]
    assert [(each.before.number, each.after.number) for each in told] == [(1, 2), (1, 2)]


def test_the_picker_leads_to_the_comparison_and_bears_nonsense(client, revised, enlace):
    client.force_login(enlace)
    where = at("roadmap-comparing", revised)
    expected = at("roadmap-comparison", revised, 2, 1)

    for query in ("?desde=1&hasta=2", "?desde=2&hasta=2", "?desde=x&hasta=99999999999", ""):
        assert client.get(f"{where}{query}").url == expected


def test_without_two_roadmaps_there_is_nothing_to_compare(client, mesa, enlace):
    client.force_login(enlace)

    assert client.get(at("roadmap-comparing", mesa)).url == at("roadmap", mesa)
    assert client.get(at("roadmap-comparison", mesa, 2, 1)).status_code == 404
    assert client.get(at("roadmap-comparison", mesa, 1, 1)).status_code == 404


@pytest.mark.parametrize("name", ["roadmap-comparison", "roadmap-comparison-docx"])
def test_a_stranger_finds_nothing(client, revised, ajena, name):
    client.force_login(ajena)

    assert client.get(at(name, revised, 2, 1)).status_code == 404


def test_it_is_taken_away_as_a_document_that_says_the_same(client, revised, enlace):
    client.force_login(enlace)

    answer = client.get(at("roadmap-comparison-docx", revised, 2, 1))

    paper = Document(io.BytesIO(b"".join(answer)))
    text = "\n".join(each.text for each in paper.paragraphs)
    assert "Ya vale diez días" in text
    assert "La cola es el <plano>" in text
    assert "Se aprendió" in text


def test_the_roadmap_draws_how_the_focus_moved_and_tells_it_in_words(client, revised, enlace):
    client.force_login(enlace)

    page = client.get(at("roadmap", revised)).text

    assert 'rect class="focus"' in page
    assert "en foco del 13 oct al 2 nov" in page
    assert "resuelto el 2 nov" in page
    assert "style=" not in page
    assert at("roadmap-comparison", revised, 2, 1) in page


def test_the_picture_asks_as_much_for_forty_problems_as_for_two(
    client, revised, enlace, facilitadora, django_assert_max_num_queries
):
    client.force_login(enlace)
    for number in range(40):
        problem = ProblemFactory(mesa=revised, title=f"Otra {number}")
        told = {"why": "Urge", "why_more": "Son muchas", "by": facilitadora}
        problem.focus(at=NOON - number * DAY, **told)

    with django_assert_max_num_queries(15):
        page = client.get(at("roadmap", revised))

    assert len(page.context["gantt"].lines) == 43


def test_what_was_merged_or_split_says_where_it_goes_on(client, mesa, facilitadora, enlace):
    told = {"by": facilitadora}
    kept, same, wide = (ProblemFactory(mesa=mesa, title=f"Traba {n}") for n in "ABC")
    agree(mesa, [kept, same, wide], why="Lo pidieron", at=NOON - 40 * DAY, **told)
    same.merge_into(kept, why="Son el mismo", at=NOON - 20 * DAY, **told)
    wide.split(into=[Part("El plano"), Part("El pago")], why="Dos", at=NOON - 20 * DAY, **told)
    agree(mesa, [kept], why="Se aprendió", at=NOON - DAY, **told)
    client.force_login(enlace)

    page = client.get(at("roadmap-comparison", mesa, 2, 1)).text

    assert page.count("Se fusionó con «Traba A».") == 2
    assert page.count("Se dividió en «El plano» · «El pago».") == 2
