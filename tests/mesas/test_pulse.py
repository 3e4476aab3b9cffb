import datetime

import pytest

from destraba.mesas.pulse import Pulse, Session, pulse_of, pulses_of
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
    assert not told.is_known
    assert pulse(coming="12-01", is_told=True).is_known


def test_only_the_last_beats_are_shown():
    long = pulse([f"{month:02}-{on}" for month in range(1, 11) for on in ("01", "15")])

    assert len(long.beats(5)) == 5
    assert long.beats(5)[-1].state == "missed"


def meetings(mesa, *days_ago):
    for ago in days_ago:
        starts_at = NOON - datetime.timedelta(days=ago)
        state = "closed" if ago > 0 else "planned"
        MeetingFactory(mesa=mesa, starts_at=starts_at, state=state)


@pytest.mark.django_db
def test_the_pulse_of_a_mesa_is_read_at_once(django_assert_num_queries):
    mesa = MesaFactory()
    meetings(mesa, 600, 30, 14, -4, -18)
    MeetingFactory(mesa=mesa, starts_at=None, state="closed")
    MeetingFactory(mesa=mesa, kind="premesa", starts_at=NOON, state="closed")
    MeetingFactory(mesa=mesa, starts_at=NOON, state="cancelled")

    with django_assert_num_queries(1):
        whole = pulse_of(mesa, today=TODAY)

    assert len(whole.held) == 3
    assert whole.held_count == 4
    assert whole.coming.on == day("11-26")


@pytest.mark.django_db
def test_of_a_long_life_only_the_last_sessions_are_read_and_all_are_counted():
    mesa = MesaFactory()
    meetings(mesa, *range(3, 1400, 14), *range(-11, -400, -14))
    MeetingFactory(mesa=mesa, starts_at=None, state="closed")
    whole = Pulse(
        [Session(TODAY - datetime.timedelta(days=ago), 0) for ago in range(1389, 2, -14)],
        Session(TODAY + datetime.timedelta(days=11), 0),
        14,
        TODAY,
    )

    found = pulse_of(mesa, today=TODAY)

    assert [(beat.state, beat.on) for beat in found.beats()] == [
        (beat.state, beat.on) for beat in whole.beats()
    ]
    assert len(found.held) <= 13
    assert found.held_count == 101
    assert found.coming.on == whole.coming.on


@pytest.mark.django_db
def test_the_pulses_of_many_are_read_from_their_last_sessions(django_assert_num_queries):
    mesas = [MesaFactory(), MesaFactory(state="closed")]
    for each in mesas:
        meetings(each, *range(14, 700, 14))

    with django_assert_num_queries(1):
        found = pulses_of(mesas, today=TODAY, most=5)

    assert all(len(found[each.pk].held) < 12 for each in mesas)
    assert [beat.state for beat in found[mesas[0].pk].beats(5)] == ["held"] * 5


@pytest.mark.django_db
def test_mesas_that_did_not_meet_lately_are_asked_for_again_together(django_assert_num_queries):
    steady, idle, new = MesaFactory(), MesaFactory(), MesaFactory()
    meetings(steady, 14, -1)
    meetings(idle, 614, 600)

    with django_assert_num_queries(2):
        found = pulses_of([steady, idle, new], today=TODAY, most=5)

    assert found[idle.pk].last.on == TODAY - datetime.timedelta(days=600)
    assert found[idle.pk].trouble == "missed"
    assert found[new.pk].trouble == "never_met"
    assert found[steady.pk].trouble is None
