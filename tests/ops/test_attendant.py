import datetime
import os

import pytest
from django.db import OperationalError

from destraba.ops import attendant
from destraba.trail.models import ClockLook, Event
from tests.factories import PersonFactory

NOON = datetime.datetime(2026, 11, 22, 17, tzinfo=datetime.UTC)


@pytest.mark.django_db
def test_a_look_is_noted_and_the_outbox_is_told():
    PersonFactory()

    attendant.look(at=NOON)

    assert ClockLook.last() == NOON
    assert not Event.objects.untold().exists()


def test_a_look_that_fails_is_logged_and_does_not_end_the_watch(monkeypatch, caplog):
    turns = iter([True, True, False])
    looks = []

    def fail(*, at):
        looks.append(at)
        raise ValueError("broken clock")

    monkeypatch.setattr(attendant, "EVERY", 0)
    monkeypatch.setattr(attendant, "look", fail)
    monkeypatch.setattr(attendant.time, "sleep", lambda seconds: None)
    monkeypatch.setattr(attendant.connections, "close_all", lambda: None)
    attendant.watch(while_true=lambda: next(turns))

    assert len(looks) == 2
    assert "broken clock" in caplog.text


def test_a_database_that_does_not_answer_is_logged_in_one_line(monkeypatch, caplog):
    def nobody_there(*, at):
        raise OperationalError("no such table")

    monkeypatch.setattr(attendant, "look", nobody_there)
    monkeypatch.setattr(attendant.connections, "close_all", lambda: None)

    attendant.take_turn(studies=False)

    assert "«destraba doctor»" in caplog.text
    assert "Traceback" not in caplog.text


def test_a_look_of_the_server_is_made_by_a_child_that_goes_away():
    here, there = os.pipe()

    attendant.in_a_child(
        lambda *, studies: os.write(there, f"{os.getpid()} {studies}".encode()), studies=True
    )

    pid, studies = os.read(here, 100).decode().split()
    assert (int(pid) != os.getpid(), studies) == (True, "True")
    with pytest.raises(ChildProcessError):
        os.waitpid(int(pid), os.WNOHANG)
