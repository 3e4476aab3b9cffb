"""The power goes: what the server acknowledged is there when it comes back."""

import http.client
import json
import threading
from functools import partial
from urllib.parse import urlencode

import pytest

from .country import until
from .visits import AT_HAND, GOING_ON

ROUNDS, SOME = 4, 5
MOST = 20  # seconds


@pytest.fixture
def note(browser, country):
    """Who writes, and where: the cookies of the facilitadora, and the address of a note."""
    country.run("tell", "tests.journeys.going_on")
    context = country.enter(browser, "facilitadora")
    cookies = {each["name"]: each["value"] for each in context.cookies()}
    cookies["destraba_csrf"] = "c" * 32
    context.close()
    meeting, item = country.one(GOING_ON), country.one(AT_HAND)
    return Note(country, cookies, f"/sesiones/{meeting}/en-curso/puntos/{item}/notas/learned/")


class Note:
    """Written without a pause, each time on top of what was acknowledged."""

    def __init__(self, country, cookies, path):
        self.country, self.path = country, path
        self.headers = {
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            "X-CSRFToken": cookies["destraba_csrf"],
        }
        self.acknowledged = self.ask("GET")

    def ask(self, method, **told):
        connection = http.client.HTTPConnection("127.0.0.1", self.country.port, timeout=MOST)
        try:
            connection.request(method, self.path, urlencode(told), self.headers)
            answer = connection.getresponse()
            assert answer.status == 200, answer.status
            return json.loads(answer.read())
        finally:
            connection.close()

    def has_reached(self, version):
        return self.acknowledged["version"] >= version

    def write(self):
        """Until the server is no more."""
        while True:
            version = self.acknowledged["version"]
            text = f"{self.acknowledged['text']} palabra-{version}"
            try:
                self.acknowledged = self.ask("POST", text=text, base=version)
            except (OSError, http.client.HTTPException):
                return


def test_a_server_killed_while_it_saves_loses_nothing_that_it_acknowledged(country, note):
    for _ in range(ROUNDS):
        before = note.acknowledged["version"]
        writer = threading.Thread(target=note.write)
        writer.start()
        until(partial(note.has_reached, before + SOME))
        country.kill()
        writer.join(MOST)
        told = note.acknowledged

        country.serve()
        found = note.ask("GET")

        assert found["version"] in (told["version"], told["version"] + 1)
        assert found["text"].startswith(told["text"])
        note.acknowledged = found
