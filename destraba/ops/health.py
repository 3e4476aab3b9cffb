"""Whether the installation can serve: for a monitor at /salud/, and for `destraba doctor`."""

import functools
import sqlite3
from contextlib import closing
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from destraba.notifications.models import Letter
from destraba.trail.models import ClockLook


@login_not_required
@never_cache
@require_safe
def health(request):
    try:
        found = {
            "database": True,
            "migrations": is_set_up_on_disk() and migrations_are_applied(),
            "clock_looked_at": None,
        }
        if found["migrations"]:
            found["clock_looked_at"] = ClockLook.last()
            found["letters"] = letters()
    except (DatabaseError, sqlite3.Error):
        found = {"database": False, "migrations": None, "clock_looked_at": None}
    return JsonResponse(found, status=200 if found["migrations"] else 503)


def is_set_up_on_disk():
    """An SQLite file that was moved or erased still answers whoever had it open, and whatever is
    written there is lost: the one that stands in its place is looked at. An error when none does.
    """
    if connection.vendor != "sqlite":
        return True
    address = Path(connection.settings_dict["NAME"]).as_uri()
    with closing(sqlite3.connect(f"{address}?mode=rw", uri=True)) as other:
        return bool(other.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone())


def letters():
    """How many wait to leave, and how many were given up lately; why is for `doctor`."""
    found = Letter.objects.figures(at=timezone.now())
    return {"waiting": found["waiting"], "given_up": found["given_up"]}


def migrations_are_applied():
    """Once applied they stay so while this process lives: only a no is asked again."""
    return not pending_migrations() or _forget()


@functools.cache
def pending_migrations():
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def _forget():
    pending_migrations.cache_clear()
    return False
