"""The server: gunicorn, with the application loaded once and shared by its processes."""

import gc
from pathlib import Path

import click
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver
from django.utils import translation
from django.utils.translation import gettext as _
from gunicorn.app.base import BaseApplication

from destraba.ops import attendant, processes

# gunicorn makes its own files there, safely.
MEMORY = Path("/dev/shm")  # nosec B108


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
