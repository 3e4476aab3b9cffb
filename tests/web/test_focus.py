"""The board of what a mesa works on: its places, the list, and the form between them."""

import pytest
from django.urls import reverse

from destraba.mesas.models import Cause, ChangeSpace, Programme
from tests.conftest import NOON
from tests.factories import (
    CommitmentFactory,
    MesaFactory,
    ProblemFactory,
)

pytestmark = pytest.mark.django_db
NOBODY = "ninguno"


@pytest.fixture
def problems(mesa):
    return [ProblemFactory(mesa=mesa, title=f"Traba {n}") for n in range(1, 7)]


@pytest.fixture
def full(problems, facilitadora):
    for each in problems[:4]:
        each.focus(why="Urge", by=facilitadora, at=NOON)
    return problems


def board(mesa):
    return reverse("mesa-focus", args=[mesa.pk])


def at(name, problem):
    return reverse(name, args=[problem.mesa_id, problem.pk])


def states(problems):
    for each in problems:
        each.refresh_from_db()
    return ["in" if each.state == "in_focus" else "out" for each in problems]


def test_the_board_shows_its_places_and_what_helps_to_choose(client, facilitadora, mesa, problems):
    told = {"by": facilitadora, "at": NOON}
    problems[0].tag(deficits=["DWD01"], pillars=["macro"], **told)
    problems[0].focus(why="Urge", **told)
    cause = Cause.suppose(problems[1], text="El plano es caro", **told)
    cause.confirm(evidence="Cuesta 400", **told)
    room = {"authority": "wide", "authority_why": "Firma la directora"}
    ChangeSpace.assess(problems[1], cause=cause, **room, **told)
    CommitmentFactory(mesa=mesa, problem=problems[1])
    client.force_login(facilitadora)

    page = client.get(board(mesa)).text

    for words in [
        "1 de 4",
        "Lugar 4",
        "Libre: elija uno de la lista",
        "falta de oportunidades de empleo, solidez macrofiscal",
        "1 causa, 1 confirmada",
        "El plano es caro",
        "Autoridad: amplio",
        "1 compromiso abierto",
        "sin causas anotadas",
        "Ninguno es estructural",
    ]:
        assert words in page
    assert page.count('class="place free"') == 3


def test_whoever_sits_looks_and_changes_nothing(client, enlace, ajena, problems, mesa):
    client.force_login(enlace)
    page = client.get(board(mesa)).text
    assert "Traba 1" in page
    assert "Poner en foco" not in page
    for name in ("mesa-focus-enter", "mesa-focus-leave", "mesa-focus-undo"):
        assert client.post(at(name, problems[0]), {"why": "Sí"}).status_code == 404

    client.force_login(ajena)
    assert client.get(board(mesa)).status_code == 404
    assert states(problems) == ["out"] * 6


def test_a_problem_of_another_mesa_is_not_here(client, coordinadora, mesa):
    other = ProblemFactory(mesa=MesaFactory())
    client.force_login(coordinadora)

    address = reverse("mesa-focus-enter", args=[mesa.pk, other.pk])

    assert client.get(address).status_code == 404


def test_a_problem_enters_with_its_reason_and_may_be_undone(client, facilitadora, mesa, problems):
    client.force_login(facilitadora)
    address = at("mesa-focus-enter", problems[0])

    empty = client.post(address, {"why": ""})
    answer = client.post(address, {"why": "Urge"}, follow=True)
    again = client.post(address, {"why": "Urge"})

    assert empty.status_code == 422
    assert answer.redirect_chain[0][0] == board(mesa)
    assert at("mesa-focus-undo", problems[0]) in answer.text
    assert again.status_code == 302
    assert states(problems)[0] == "in"
    client.post(at("mesa-focus-undo", problems[0]))
    assert states(problems)[0] == "out"


def test_a_fifth_asks_which_one_leaves(client, facilitadora, mesa, full):
    client.force_login(facilitadora)
    address = at("mesa-focus-enter", full[4])

    asked = client.get(address).text
    unsaid = client.post(address, {"why": "Urge más"})
    unexplained = client.post(address, {"why": "Urge más", "leaves": full[1].pk})
    client.post(address, {"why": "Urge más", "leaves": full[1].pk, "why_place": "Espera la norma"})

    assert "¿Cuál deja su lugar?" in asked
    for refused in (unsaid, unexplained):
        assert refused.status_code == 422
        assert "Urge más" in refused.text
    assert "Diga por qué sale «Traba 2»" in unexplained.text
    assert states(full) == ["in", "out", "in", "in", "in", "out"]


def test_there_may_be_five_with_a_reason(client, facilitadora, full, mesa):
    client.force_login(facilitadora)
    address = at("mesa-focus-enter", full[4])

    refused = client.post(address, {"why": "Urge", "leaves": NOBODY, "why_place": " "})
    client.post(address, {"why": "Urge", "leaves": NOBODY, "why_place": "Sequía"})

    page = client.get(board(mesa)).text
    assert refused.status_code == 422
    assert states(full)[4] == "in"
    assert "Uno más: el 5" in page
    assert "con más, ninguno está de verdad en foco" in page


def test_dropped_upon_another_that_one_is_proposed(client, facilitadora, full):
    full[3].wait(why="Espera", by=facilitadora, at=NOON)
    client.force_login(facilitadora)

    page = client.get(f"{at('mesa-focus-enter', full[4])}?en-lugar-de={full[0].pk}").text
    odd = client.get(f"{at('mesa-focus-enter', full[4])}?en-lugar-de=x")

    assert f'value="{full[0].pk}"' in page
    assert "ninguno: hay un lugar libre" in page
    assert "¿Cuál deja su lugar?" not in odd.text


def test_it_goes_back_to_the_list_with_its_reason(client, facilitadora, full):
    client.force_login(facilitadora)
    address = at("mesa-focus-leave", full[0])

    empty = client.post(address, {"why": ""})
    client.post(address, {"why": "Espera la norma"})

    assert empty.status_code == 422
    assert states(full)[0] == "out"
    client.post(at("mesa-focus-undo", full[0]))
    assert states(full)[0] == "in"


def test_what_can_no_longer_be_undone_says_so(client, facilitadora, full):
    client.force_login(facilitadora)
    full[0].wait(why="Espera", by=facilitadora, at=NOON)
    full[4].focus(why="Urge", by=facilitadora, at=NOON)

    page = client.post(at("mesa-focus-undo", full[0]), follow=True).text

    assert "lugares en foco están ocupados" in page
    assert states(full)[0] == "out"


def test_the_page_of_the_problem_follows_the_same_rule(client, facilitadora, full):
    client.force_login(facilitadora)

    refused = client.post(reverse("problem-step", args=[full[4].pk, "foco"]), {"why": "Urge"})

    assert refused.status_code == 422
    assert "¿Cuál deja su lugar?" in refused.text


def test_the_list_is_sorted_and_sifted_by_known_words_only(client, facilitadora, mesa):
    ProblemFactory(mesa=mesa, title="Rápida", pace="early_win")
    ProblemFactory(mesa=mesa, title="Honda", pace="structural")
    client.force_login(facilitadora)

    def titles(query):
        found = client.get(f"{board(mesa)}?{query}").context["listed"]
        return [card.problem.title for card in found]

    assert titles("orden=titulo") == ["Honda", "Rápida"]
    assert titles("ritmo=early_win&orden=causas") == ["Rápida"]
    assert len(titles("orden=password&ritmo=x&pagina=z")) == 2


def test_the_way_in_is_the_cause_with_the_widest_narrow_side(client, facilitadora, mesa, problems):
    told = {"by": facilitadora, "at": NOON}
    for text, rooms in {
        "Estrecha": ("wide", "wide", "little"),
        "Ancha": ("some", "some", "some"),
        "Refutada": ("wide", "wide", "wide"),
    }.items():
        cause = Cause.suppose(problems[0], text=text, **told)
        sides = zip(("authority", "acceptance", "ability"), rooms, strict=True)
        room = {
            key: value for side, how in sides for key, value in [(side, how), (f"{side}_why", "x")]
        }
        ChangeSpace.assess(problems[0], cause=cause, **room, **told)
    cause.refute(evidence="No era", **told)
    client.force_login(facilitadora)

    cards = client.get(board(mesa)).context["listed"]

    [way] = [card.way_in for card in cards if card.way_in]
    assert way.cause.text == "Ancha"


def test_how_many_places_is_the_programmes(client, coordinadora, mesa):
    client.force_login(coordinadora)
    Programme.set_up(name="Programa", focus_slots=3, by=coordinadora, at=NOON)

    page = client.get(board(mesa)).text

    assert page.count('class="place free"') == 3
    assert "3 lugares" in page
