"""What the fictional country runs, on one Sunday, whatever day the suite runs.

python -m tests.journeys.sunday serve                            – the `destraba` command
python -m tests.journeys.sunday tell tests.journeys.going_on     – a story of ours
"""

import datetime
import importlib
import os
import signal
import sys
import threading
import time

import django
import time_machine

from destraba.ops.cli import main

NOON = datetime.datetime(2026, 11, 22, 17, tzinfo=datetime.UTC)


def end_with(parent):
    """Nothing stays behind when the suite is stopped half-way."""
    while os.getppid() == parent:
        time.sleep(1)
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    threading.Thread(target=end_with, args=[os.getppid()], daemon=True).start()
    with time_machine.travel(NOON):
        if sys.argv[1] == "tell":
            django.setup()
            importlib.import_module(sys.argv[2]).tell(at=NOON)
        else:
            main()
