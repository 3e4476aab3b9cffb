"""What each process of the server is called, and what memory it keeps while nobody asks."""

import ctypes
import threading
import time
from pathlib import Path

WORKER, CLOCK = "destraba-web", "destraba-clock"
COMM = Path("/proc/self/comm")
EVERY = 10  # seconds


def call(name):
    """As `ps` and `top` show it, where the system has such names."""
    if COMM.exists():
        COMM.write_text(name)


def begin_work(_arbiter, _worker):
    call(WORKER)
    threading.Thread(target=give_back, daemon=True).start()


def give_back():
    """What requests left free goes back to the system; glibc keeps it, for each thread its own."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    while trim:
        time.sleep(EVERY)
        trim(0)
