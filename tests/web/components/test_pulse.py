import datetime

from destraba.web.components.pulse import pulse, pulse_line
from destraba.web.components.shapes import Beat

DAY = datetime.date(2026, 9, 3)
BEATS = [
    Beat(DAY, "held", "sesión 12", "/sesiones/12/"),
    Beat(DAY, "missed"),
    Beat(DAY, "next", "sesión 13"),
    Beat(DAY, "upcoming"),
]


def test_each_beat_says_what_happened():
    html = pulse(BEATS)

    assert "sesión 12: se realizó" in html
    assert "3 sep: no se realizó" in html
    assert "sesión 13: próxima" in html
    assert "3 sep: prevista" in html


def test_a_beat_leads_to_its_session():
    assert pulse(BEATS).count("<a ") == 1
    assert 'href="/sesiones/12/"' in pulse(BEATS)


def test_in_a_row_the_pulse_is_one_picture():
    html = pulse_line(BEATS)

    assert html.count('role="img"') == 1
    assert "sesión 12: se realizó; " in html


def test_no_sessions_yet_is_said():
    assert "Todavía no hay sesiones" in pulse([])
    assert "Todavía no hay sesiones" in pulse_line([])
