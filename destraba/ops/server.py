"""The server: gunicorn, with the application loaded once and shared by its processes."""

import errno
import gc
import socket
import time
from pathlib import Path

import click
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver
from django.utils import translation
from django.utils.translation import gettext as _
from gunicorn.app.base import BaseApplication

from destraba.kit.refusal import Refused
from destraba.ops import attendant, processes

# Whoever was there before may still be leaving.
PATIENCE = 5  # seconds
# gunicorn makes its own files there, safely.
MEMORY = Path("/dev/shm")  # nosec B108


class NoDoor(Refused):
    pass


def wait_for_door(host, port):
    """Come back once one may stand there; NoDoor, with what to do about it."""
    end = time.monotonic() + PATIENCE
    while trouble := _trouble(host, port):
        if trouble.errno != errno.EADDRINUSE or time.monotonic() > end:
            raise NoDoor(_in_words(trouble) % {"host": host, "port": port})
        time.sleep(0.2)


def _trouble(host, port):
    try:
        family, kind, number, _name, place = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind, number) as door:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            door.bind(place)
    except OSError as error:
        return error
    return None


def _in_words(error):
    if error.errno == errno.EADDRINUSE:
        return _("Otro programa ya atiende en el puerto %(port)s: elija otro con PORT.")
    if error.errno == errno.EACCES:
        return _("Esta cuenta no puede atender en el puerto %(port)s: elija uno desde 1024.")
    return _("«%(host)s» no es una dirección de esta máquina: corrija HOST.")


class Server(BaseApplication):
    def __init__(self, *, host, port, workers, threads, clock):
        self.address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        self.clock = clock
        self.options = {
            "bind": self.address,
            "workers": workers,
            "threads": threads,
            "worker_class": "gthread",
            "preload_app": True,
            "timeout": 60,
            "graceful_timeout": 20,
            "keepalive": 5,
            "loglevel": "warning",
            "control_socket_disable": True,
            "worker_tmp_dir": str(MEMORY) if MEMORY.is_dir() else None,
            "when_ready": self.when_ready,
            "post_fork": processes.begin_work,
        }
        super().__init__()

    def load_config(self):
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self):
        application = get_wsgi_application()
        read_all()
        gc.collect()
        gc.freeze()
        return application

    def when_ready(self, arbiter):
        if self.clock:
            attendant.stand_beside(arbiter)
        click.echo(_("Destraba atiende en http://%s (Ctrl+C para terminar)") % self.address)


def read_all():
    """Addresses and words, before the processes part: they share what was read."""
    list(get_resolver().reverse_dict)
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            _("Destraba")
