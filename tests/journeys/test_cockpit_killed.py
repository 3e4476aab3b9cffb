"""What was acknowledged is there after the server was killed in the middle of its work."""

import http.client
import itertools
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

import pytest

DESTRABA = Path(sys.executable).with_name("destraba")
CSRF = "c" * 32
MADE = """
import django; django.setup()
from django.conf import settings
from django.test import Client
from django.utils import timezone
from tests.factories import *
seat = AppointmentFactory(seat__body="dedicated_team")
now = timezone.now()
meeting = MeetingFactory(mesa=seat.seat.mesa, starts_at=now)
meeting.open(by=seat.person, at=now)
item = AgendaItemFactory(meeting=meeting)
client = Client(); client.force_login(seat.person)
print(meeting.pk, item.pk, client.cookies[settings.SESSION_COOKIE_NAME].value)
"""


@pytest.fixture
def env(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "destraba.config.settings",
        "DESTRABA_VAR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path}/x.sqlite3",
        "PORT": str(port),
    }


def serve(env):
    # A group of its own, so that all its processes are killed at once.
    process = subprocess.Popen([DESTRABA, "serve"], env=env, start_new_session=True)
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            if ask(env, "GET", "/salud/")[0] == 200:
                return process
        except OSError:
            time.sleep(0.05)
    process.kill()
    raise AssertionError("it does not serve")


def ask(env, method, path, body="", cookie=""):
    headers = {
        "Accept": "application/json",
        "Content-Type": "application/x-www-form-urlencoded",
        "X-CSRFToken": CSRF,
        "Cookie": f"destraba_csrf={CSRF}; destraba_session={cookie}",
    }
    connection = http.client.HTTPConnection("127.0.0.1", int(env["PORT"]), timeout=30)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def type_on(env, path, cookie, acknowledged):
    """Write a word more each time, over the last version that was acknowledged, until it dies."""
    base, text = 0, ""
    for n in itertools.count():
        text = f"{text} palabra-{n}"
        try:
            status, said = ask(env, "POST", path, urlencode({"text": text, "base": base}), cookie)
        except (OSError, http.client.HTTPException):
            return
        assert status == 200, said
        base = json.loads(said)["version"]
        acknowledged[base] = text


def test_a_killed_server_loses_no_acknowledged_text(env, tmp_path):
    subprocess.run([DESTRABA, "prepare"], env=env, check=True)
    made = subprocess.run(
        [sys.executable, "-c", MADE], env=env, check=True, capture_output=True, text=True
    )
    meeting, item, cookie = made.stdout.split()
    path, acknowledged = f"/sesiones/{meeting}/en-curso/puntos/{item}/notas/said/", {}
    server = serve(env)
    typing = threading.Thread(target=type_on, args=(env, path, cookie, acknowledged))
    typing.start()
    while len(acknowledged) < 25 and typing.is_alive():
        time.sleep(0.01)

    os.killpg(server.pid, signal.SIGKILL)
    server.wait(20)
    typing.join(20)

    with sqlite3.connect(tmp_path / "x.sqlite3") as database:
        kept = dict(database.execute("SELECT version, text FROM mesas_noteversion"))
        text, version = database.execute("SELECT text, version FROM mesas_note").fetchone()
    assert len(acknowledged) >= 25
    assert {n: kept.get(n) for n in acknowledged} == acknowledged
    assert text == kept[version]
    assert text.startswith(acknowledged[max(acknowledged)])
