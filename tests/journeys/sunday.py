"""What the fictional country runs, on one Sunday, whatever day the suite runs.

python -m tests.journeys.sunday serve                            – the `destraba` command
python -m tests.journeys.sunday tell tests.journeys.going_on     – a story of ours
"""

import datetime
import importlib
import sys

import django
import time_machine

from destraba.ops.cli import main

NOON = datetime.datetime(2026, 11, 22, 17, tzinfo=datetime.UTC)

if __name__ == "__main__":
    with time_machine.travel(NOON):
        if sys.argv[1] == "tell":
            django.setup()
            importlib.import_module(sys.argv[2]).tell(at=NOON)
        else:
            main()
