"""Who looks at the clock and tells what happened, once a minute, while the server stands."""

import ctypes
import logging
import os
import signal
import time
import zoneinfo
from contextlib import suppress

from django.db import connections
from django.utils import timezone

from destraba.mesas import clock
from destraba.mesas.models import Programme
from destraba.notifications.delivery import deliver_pending
from destraba.notifications.telling import tell_pending
from destraba.ops import planner

EVERY = 60  # seconds
DAY = 24 * 60 * 60
log = logging.getLogger(__name__)


def look(*, at):
    """What became due is noted, told and sent; whatever was missed is found at the next look."""
    with timezone.override(zoneinfo.ZoneInfo(Programme.current().time_zone)):
        clock.look(at=at)
        tell_pending(at=at)
        deliver_pending(at=at)


def watch(*, while_true):
    """Look again and again; one look that fails is told in the log and does not end the watch."""
    following = to_study = time.monotonic()
    while while_true():
        if time.monotonic() >= following:
            following = time.monotonic() + EVERY
            try:
                look(at=timezone.now())
                if time.monotonic() >= to_study:
                    to_study = time.monotonic() + DAY
                    planner.study_tables()
            except Exception:
                log.exception("The clock could not be looked at; it will be in %s s.", EVERY)
            connections.close_all()
            give_back()
        time.sleep(1)


def give_back():
    """What a look needed goes back to the system at once: a minute is long to keep ten megabytes.

    Only the C library of most Linux has a way to ask for it.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def stand_beside(arbiter):
    """A small process beside the server, sharing its memory; it ends when the server does."""
    server = os.getpid()
    if os.fork():
        return
    for listener in arbiter.LISTENERS:
        listener.close()
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGQUIT):
        signal.signal(number, signal.SIG_IGN)
    for number in (signal.SIGTERM, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    try:
        watch(while_true=lambda: os.getppid() == server)
    finally:
        os._exit(0)
