"""Laid before the settings are read: the suite has a folder and a database of its own."""

import os
import shutil
import tempfile

import pytest
from django.db import connections
from hypothesis import HealthCheck
from hypothesis import settings as search

# The gate says the same twice, and a busy machine is no fault. To look for other cases:
# bin/test --hypothesis-profile=default
search.register_profile(
    "gate", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
search.load_profile("gate")

PLAIN = {"SECRET_KEY", "EMAIL_URL", "DATABASE_URL", "HOST", "PORT"}


def lay():
    """Whoever runs the suite may have settings of their own; here they do not count."""
    database = os.environ.get("DATABASE_URL", "")
    for name in list(os.environ):
        if name in PLAIN or name.startswith("DESTRABA_"):
            del os.environ[name]
    folder = tempfile.mkdtemp(prefix="destraba-tests-")
    os.environ["DESTRABA_VAR"] = folder
    os.environ["SECRET_KEY"] = "kept nowhere, for tests alone, and long enough"
    os.environ["DATABASE_URL"] = (
        database if database.startswith("postgres") else f"sqlite:///{folder}/destraba.sqlite3"
    )
    return folder


# The workers of xdist inherit what their controller laid.
FOLDER = None if "PYTEST_XDIST_WORKER" in os.environ else lay()


@pytest.fixture(autouse=True)
def _reading_changes_nothing(settings):
    settings.MIDDLEWARE = ["tests.reading.ReadingChangesNothing", *settings.MIDDLEWARE]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """A file, as in use: in memory, all threads of a live server would share one connection."""
    database = connections["default"].settings_dict
    if database["ENGINE"].endswith("sqlite3"):
        folder = os.environ["DESTRABA_VAR"]
        database["TEST"]["NAME"] = f"{folder}/tests-{os.getpid()}.sqlite3"


def pytest_unconfigure(config):
    if FOLDER:
        shutil.rmtree(FOLDER, ignore_errors=True)
