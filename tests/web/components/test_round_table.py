import re
from itertools import combinations
from math import hypot

import pytest

from destraba.web.components import oval
from destraba.web.components.round_table import A, B, _radius, round_table
from destraba.web.components.shapes import SeatShape


def seat(label="AFOR", constituency="government", **facts):
    return SeatShape(label=label, constituency=constituency, **facts)


@pytest.mark.parametrize("count", [1, 4, 9, 12, 20, 30])
def test_chairs_never_touch(count):
    radius = _radius(count)

    places = [(x, y) for x, y, _angle in oval.chairs(count, 1, A, B)]

    gaps = [hypot(x - u, y - v) for (x, y), (u, v) in combinations(places, 2)]
    assert all(gap > 2 * radius for gap in gaps)


def test_the_first_group_sits_at_the_head_of_the_table():
    left, _middle, right = [x for x, _y, _angle in oval.chairs(12, 3, A, B)[:3]]

    assert left == pytest.approx(-right, abs=0.2)


def test_each_seat_is_a_link_that_says_who_and_how_often_they_came():
    html = round_table([seat(holder="Ana Ruiz", url="/asientos/1/", attended=(True, False, True))])

    assert 'href="/asientos/1/"' in html
    assert "AFOR, Ana Ruiz (gobierno): vino a 2 de las últimas 3" in html


def test_a_seat_without_address_is_still_named():
    html = round_table([seat("Sindicato", "workers")])

    assert 'role="img" aria-label="Sindicato (trabajadores)"' in html


def test_attendance_is_a_stroke_per_session_the_latest_last():
    html = round_table([seat(attended=(False, True))]).partition("<figcaption")[0]

    assert re.findall(r'<path class="(\w+)"', html) == ["blank", "missed", "came"]


def test_only_the_last_three_sessions_count():
    assert seat(attended=(True, False, False, False)).is_away
    assert not seat(attended=(None, None)).is_away


def test_a_vacancy_is_visible():
    html = round_table([seat("comunidades indígenas", "other", vacant=True), seat()])

    assert "Asiento vacante: comunidades indígenas (otros)" in html
    assert ">?</text>" in html
    assert "Vacante <b>1</b>" in html


def test_the_legend_counts_each_constituency_also_the_missing_one():
    html = round_table([seat(), seat("Gremio", "employers"), seat("BANDES")])

    assert "Gobierno <b>2</b>" in html
    assert "Empleadores <b>1</b>" in html
    assert "Trabajadores <b>0</b>" in html
    assert "Asientos de la mesa: gobierno 2, empleadores 1, trabajadores 0" in html


def test_an_organisation_of_unknown_sector_has_its_own_line():
    assert "Sector desconocido <b>1</b>" in round_table([seat("Rara", "")])


def test_the_dedicated_team_sits_in_the_middle():
    html = round_table([seat(), *[seat(holder=f"Ana {i}", is_dedicated=True) for i in range(9)]])

    assert "9 personas" in html
    assert html.count('class="member"') == 7
    assert "Gobierno <b>1</b>" in html


def test_a_table_without_seats_or_team_says_so():
    assert "sin equipo dedicado" in round_table([])
