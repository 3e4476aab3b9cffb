import datetime

import pytest

from destraba.mesas.pulse import Pulse, Session, pulses
from tests.conftest import NOON
from tests.factories import MeetingFactory, MesaFactory

TODAY = datetime.date(2026, 11, 22)


def day(text):
    return datetime.date.fromisoformat(f"2026-{text}")


def pulse(held=(), coming=None, **facts):
    sessions = [Session(day(on), number) for number, on in enumerate(held, 1)]
    following = Session(day(coming), 99) if coming else None
    return Pulse(sessions, following, 14, TODAY, **facts)


def states(pulse, most=12):
    return " ".join(beat.state for beat in pulse.beats(most))


def test_a_mesa_that_meets_every_fortnight_beats():
    steady = pulse(["10-15", "10-29", "11-12"], "11-26")

    assert states(steady) == "held held held next"
    assert steady.trouble is None


def test_a_gap_of_two_cadences_is_one_missed_session():
    late = pulse(["10-01", "10-29", "11-12"], "11-26")

    assert states(late) == "held missed held held next"
    assert late.beats()[1].on == day("10-15")


def test_a_few_days_of_drift_are_no_miss():
    assert states(pulse(["10-10", "10-29", "11-12"], "11-26")) == "held held held next"


def test_sessions_missed_up_to_today_count_even_when_one_is_planned():
    restarting = pulse(["10-01"], "12-10")

    assert states(restarting) == "held missed missed missed next"
    assert restarting.trouble == "missed"


def test_without_a_next_one_every_fortnight_since_the_last_is_missed():
    stopped = pulse(["10-01"])

    assert [beat.on for beat in stopped.beats()] == [
        day("10-01"),
        day("10-15"),
        day("10-29"),
        day("11-12"),
    ]
    assert stopped.trouble == "missed"


def test_the_session_due_today_is_not_missed_yet():
    due = pulse(["11-08"])

    assert states(due) == "held"
    assert due.trouble == "none_planned"


def test_a_planned_session_whose_day_passed_was_left_open():
    forgotten = pulse(["11-05"], "11-19")

    assert states(forgotten) == "held next"
    assert forgotten.trouble == "left_open"


def test_a_mesa_that_never_met_says_so():
    assert states(pulse()) == ""
    assert pulse().trouble == "never_met"
    assert pulse(coming="12-01").trouble is None


def test_a_mesa_that_does_not_work_any_more_misses_nothing():
    closed = pulse(["10-01"], is_at_work=False)

    assert states(closed) == "held"
    assert closed.trouble is None


def test_nothing_is_known_to_be_missing_after_a_session_that_a_source_tells():
    told = Pulse([Session(day("03-01"), 1, told=True)], None, 14, TODAY)

    assert states(told) == "held"
    assert told.trouble is None
    assert pulse(is_told=True).trouble is None


def test_only_the_last_beats_are_shown():
    long = pulse([f"{month:02}-{on}" for month in range(1, 11) for on in ("01", "15")])

    assert len(long.beats(5)) == 5
    assert long.beats(5)[-1].state == "missed"


@pytest.mark.django_db
def test_the_pulses_of_many_mesas_take_one_query(django_assert_num_queries):
    mesas = [MesaFactory(), MesaFactory(state="closed")]
    for each in mesas:
        for weeks in (6, 4, 2):
            starts_at = NOON - datetime.timedelta(weeks=weeks)
            MeetingFactory(mesa=each, starts_at=starts_at, state="closed")
        MeetingFactory(mesa=each, starts_at=None, state="closed")
        MeetingFactory(mesa=each, kind="premesa", starts_at=NOON, state="closed")
    for days in (18, 4):
        MeetingFactory(mesa=mesas[0], starts_at=NOON + datetime.timedelta(days=days))

    with django_assert_num_queries(1):
        found = pulses(mesas, today=TODAY, most=2)

    working, closed = (found[each.pk] for each in mesas)
    assert [each.on for each in working.held] == [day("10-25"), day("11-08")]
    assert working.coming.on == day("11-26")
    assert [each.on for each in closed.held] == [day("10-25"), day("11-08")]
    assert closed.coming is None
