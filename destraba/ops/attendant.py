"""Who looks at the clock and tells what happened, once a minute, while the server stands."""

import logging
import os
import signal
import time
import zoneinfo

from django.db import OperationalError, connections
from django.utils import timezone

from destraba.mesas import clock
from destraba.mesas.models import Programme
from destraba.notifications.delivery import deliver_pending
from destraba.notifications.telling import tell_pending
from destraba.ops import forgetting, planner, processes

EVERY = 60  # seconds
DAY = 24 * 60 * 60
log = logging.getLogger(__name__)


def look(*, at):
    """What became due is noted, told and sent; whatever was missed is found at the next look."""
    with timezone.override(zoneinfo.ZoneInfo(Programme.current().time_zone)):
        clock.look(at=at)
        tell_pending(at=at)
        deliver_pending(at=at)


def watch(*, while_true, run=lambda turn, **told: turn(**told)):
    """Look again and again; one look that fails is told in the log and does not end the watch."""
    following = to_study = time.monotonic()
    while while_true():
        if time.monotonic() >= following:
            following = time.monotonic() + EVERY
            is_studied = time.monotonic() < to_study
            run(take_turn, studies=not is_studied)
            to_study = to_study if is_studied else time.monotonic() + DAY
        time.sleep(1)


def take_turn(*, studies):
    try:
        look(at=timezone.now())
        if studies:
            forgetting.forget_expired(at=timezone.now())
            planner.study_tables()
    except OperationalError as error:
        words = "The clock could not be looked at: %s; «destraba doctor» says what is missing."
        log.error(words, error)
    except Exception:
        log.exception("The clock could not be looked at; it will be in %s s.", EVERY)
    connections.close_all()


def in_a_child(turn, **told):
    """All that a look took goes away with it: a minute is long to keep twenty megabytes."""
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    try:
        turn(**told)
    finally:
        os._exit(0)


def stand_beside(arbiter):
    """A small process beside the server, sharing its memory; it ends when the server does."""
    server = os.getpid()
    if os.fork():
        return
    processes.call(processes.CLOCK)
    for listener in arbiter.LISTENERS:
        listener.close()
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGQUIT):
        signal.signal(number, signal.SIG_IGN)
    for number in (signal.SIGTERM, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    try:
        watch(while_true=lambda: os.getppid() == server, run=in_a_child)
    finally:
        os._exit(0)
