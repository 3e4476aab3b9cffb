import datetime

import pytest

from destraba.kit.vocabulary import ItemState
from tests.conftest import NOON
from tests.factories import AgendaItemFactory, MeetingFactory, ProblemFactory

from .conftest import at

pytestmark = pytest.mark.django_db
HALF_HOUR = datetime.timedelta(minutes=30)


def state(item):
    item.refresh_from_db()
    return item.state


def test_one_item_begins_and_the_one_before_is_done_with(desk, session, item):
    second = AgendaItemFactory(meeting=session, title="Crédito")
    desk.post("cockpit-item-start", item)

    parts = desk.post("cockpit-item-start", second, htmx=True)

    assert (state(item), state(second)) == (ItemState.DISCUSSED, ItemState.CURRENT)
    assert parts["HX-Replace-Url"] == f"{at('meeting-cockpit', session)}?punto={second.pk}"
    assert 'id="board" hx-swap-oob="true"' in parts.text


def test_the_notes_of_the_item_at_hand_are_left_alone_when_it_begins(desk, session, item):
    url = f"{at('cockpit-item-start', session, item)}?punto={item.pk}"

    parts = desk.client.post(url, headers={"HX-Request": "true"}).text

    assert 'id="hand"' in parts
    assert "<textarea" not in parts


def test_an_item_ends_or_is_left_for_later(desk, item):
    desk.post("cockpit-item-start", item)
    desk.post("cockpit-item-later", item)
    left = state(item)
    desk.post("cockpit-item-start", item)
    desk.post("cockpit-item-finish", item)

    assert (left, state(item)) == (ItemState.PENDING, ItemState.DISCUSSED)


def test_the_clock_says_in_words_when_an_item_takes_too_long(desk, item):
    item.minutes = 25
    item.save()
    item.start(at=NOON - HALF_HOUR)

    page = desk.get("meeting-cockpit").text

    assert "30 de 25 min" in page
    assert "5 min de más" in page
    assert 'data-spent="0" data-minutes="25"' in page


def test_an_item_says_from_which_session_it_comes(desk, session):
    before = MeetingFactory(mesa=session.mesa, number=13)
    AgendaItemFactory(meeting=session, came_from=AgendaItemFactory(meeting=before), carried_times=1)

    assert "viene de la sesión 13 · 2ª vez" in desk.get("meeting-cockpit").text


def test_an_item_is_added_for_a_problem_or_with_words_of_its_own(desk, session, mesa):
    problem = ProblemFactory(mesa=mesa, title="Crédito de largo plazo")
    told = {"minutes": 20}

    nothing = desk.post("cockpit-items", problem="", title="", **told)
    desk.post("cockpit-items", problem=problem.pk, title="", **told)
    desk.post("cockpit-items", problem="", title="Próximos pasos", **told)

    assert nothing.status_code == 422
    assert "Diga de qué trata el punto" in nothing.text
    added = [(each.title, each.problem, each.minutes) for each in session.items.all()]
    assert added == [("Crédito de largo plazo", problem, 20), ("Próximos pasos", None, 20)]


def test_a_problem_of_another_mesa_cannot_be_put_on_the_agenda(desk, session):
    elsewhere = ProblemFactory()

    response = desk.post("cockpit-items", problem=elsewhere.pk, title="", minutes=20)

    assert response.status_code == 422
    assert not session.items.exists()


def test_an_empty_agenda_says_so(desk):
    page = desk.get("meeting-cockpit").text

    assert "La agenda está vacía" in page
    assert "Nuevo compromiso" not in page
