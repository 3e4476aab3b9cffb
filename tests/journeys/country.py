"""The fictional country, served as an operator serves it: other processes, files of its own."""

import contextlib
import http.client
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext

ROOT = Path(__file__).resolve().parents[2]
DESTRABA = [sys.executable, "-m", "tests.journeys.sunday"]
SECRET = "una clave larga y propia"
# Who comes in by password; the rest of the cast by the doors of the demonstration.
KEYS = {"coordinadora": [], "ajena": []}


class Country:
    """A folder with everything an installation keeps, and the server on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process: subprocess.Popen | None = None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.env = {
            **os.environ,
            "DESTRABA_DEMO": "1",
            "DESTRABA_VAR": str(folder),
            "DATABASE_URL": f"sqlite:///{folder}/country.sqlite3",
            "DJANGO_SETTINGS_MODULE": "destraba.config.settings",
            "PORT": str(self.port),
        }

    def run(self, *words: str, **env: str) -> None:
        told = subprocess.run(
            [*DESTRABA, *words], env=self.env | env, cwd=ROOT, capture_output=True, text=True
        )
        assert told.returncode == 0, told.stderr

    def copy(self, folder: Path) -> "Country":
        return Country(Path(shutil.copytree(self.folder, folder)))

    def serve(self) -> None:
        log = (self.folder / "server.log").open("ab")
        # A group of its own, so that all its processes can be killed at once.
        self.process = subprocess.Popen(
            [*DESTRABA, "serve"], env=self.env, cwd=ROOT, stdout=log, stderr=log, process_group=0
        )
        try:
            until(self.answers)
        except AssertionError:
            self.kill()
            raise

    def give_keys(self) -> None:
        for who, role in KEYS.items():
            words = ["user", f"{who}@ejemplo.test", "--name", who.capitalize(), *role]
            self.run(*words, DESTRABA_PASSWORD=SECRET)

    def enter(self, browser: Browser, who: str | None, **options: Any) -> BrowserContext:
        """A browser, as of another computer, where this one of the cast has come in."""
        context = browser.new_context(base_url=self.url, locale="es-PE", **options)
        page = context.new_page()
        if who in KEYS:
            page.goto("/entrar/")
            page.get_by_label("Correo").fill(f"{who}@ejemplo.test")
            page.get_by_label("Contraseña").fill(SECRET)
            page.get_by_role("button", name="Entrar").click()
            page.wait_for_url("/")
        elif who:
            page.goto(f"/entrar/demo/{who}/")
        page.close()
        return context

    def answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", "/salud/")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def kill(self) -> None:
        """At once, all of them, with no time for a last word."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(20)
        until(lambda: not self.answers())

    def tell(self, question: str, *values: object) -> list[tuple]:
        """The rows that the database answers with."""
        with contextlib.closing(sqlite3.connect(self.folder / "country.sqlite3")) as database:
            return database.execute(question, values).fetchall()

    def one(self, question: str, *values: object) -> int:
        [row] = self.tell(f"{question} LIMIT 1", *values)
        return row[0]


def until(true, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.01)
