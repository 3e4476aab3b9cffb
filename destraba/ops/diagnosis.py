"""What `destraba doctor` looks at. Each question is a function; its answer is in words."""

import os
import platform
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.translation import gettext as _

from destraba.notifications.models import Letter
from destraba.notifications.models.letter import RECENT
from destraba.ops import attendant, health
from destraba.trail.models import ClockLook

RIGHT, ODD, WRONG = "✓", "!", "✗"
COLOURS = {RIGHT: "green", ODD: "yellow", WRONG: "red"}
LATE = timedelta(seconds=10 * attendant.EVERY)


@dataclass(frozen=True)
class Finding:
    mark: str
    what: str
    words: str

    @property
    def colour(self):
        return COLOURS[self.mark]


def examine():
    findings = [python(), folder(), secret(), database()]
    if findings[-1].mark == RIGHT:
        findings.append(migrations())
    if findings[-1].mark == RIGHT:
        findings += [clock(), letters()]
    return [*findings, static(), email(), address(), doors()]


def python():
    mark = RIGHT if (3, 11) <= sys.version_info < (3, 14) else WRONG
    return Finding(mark, "Python", platform.python_version())


def folder():
    if os.access(settings.VAR, os.W_OK):
        return Finding(RIGHT, _("Carpeta de datos"), str(settings.VAR))
    return Finding(WRONG, _("Carpeta de datos"), _("no se puede escribir en %s") % settings.VAR)


def secret():
    what = _("Clave secreta")
    if len(settings.SECRET_KEY) < 32:
        return Finding(WRONG, what, _("es corta: use 50 caracteres al azar"))
    return Finding(RIGHT, what, _("tiene el largo debido"))


def database():
    what = _("Base de datos")
    if words := trouble_with_file():
        return Finding(WRONG, what, words)
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        return Finding(WRONG, what, str(error).strip())
    return Finding(RIGHT, what, f"{connection.display_name}, {connection.settings_dict['NAME']}")


def trouble_with_file():
    """Asked before SQLite: it makes the file that is missing, and does not say which it cannot."""
    if connection.vendor != "sqlite":
        return ""
    file = Path(connection.settings_dict["NAME"])
    if not file.exists():
        return _("no existe %s; ejecute «destraba prepare»") % file
    # Beside the file lies what was written last.
    shut = [place for place in (file, file.parent) if not os.access(place, os.W_OK)]
    return _("esta cuenta no puede escribir en %s") % shut[0] if shut else ""


def migrations():
    what = _("Migraciones")
    if health.migrations_are_applied():
        return Finding(RIGHT, what, _("al día"))
    return Finding(WRONG, what, _("faltan; ejecute «destraba prepare»"))


def clock():
    what = _("Reloj")
    last = ClockLook.last()
    if last is None:
        return Finding(ODD, what, _("nadie lo miró aún; lo mira «destraba serve»"))
    when = timezone.localtime(last).strftime("%Y-%m-%d %H:%M")
    if timezone.now() - last > LATE:
        return Finding(ODD, what, _("nadie lo mira desde %s; ¿está «destraba serve»?") % when)
    return Finding(RIGHT, what, _("mirado por última vez: %s") % when)


def static():
    what = _("Archivos estáticos")
    if (settings.STATIC_ROOT / "staticfiles.json").exists():
        return Finding(RIGHT, what, _("reunidos"))
    return Finding(ODD, what, _("sin reunir; ejecute «destraba prepare»"))


def email():
    what = _("Correo")
    if settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        return Finding(RIGHT, what, f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}")
    return Finding(ODD, what, _("no sale de esta máquina; defina EMAIL_URL para enviarlo"))


def letters():
    """What reached nobody in the last days, and what waits to leave."""
    what, found = _("Cartas"), Letter.objects.figures(at=timezone.now())
    if found["given_up"]:
        words = _("%(given_up)s sin entregar en los últimos %(days)s días; la razón: %(trouble)s")
        return Finding(ODD, what, words % {**found, "days": RECENT.days})
    if found["waiting"]:
        return Finding(RIGHT, what, _("%s por salir") % found["waiting"])
    return Finding(RIGHT, what, _("ninguna por salir"))


def address():
    what = _("Dirección pública")
    if urlsplit(settings.DESTRABA_URL).hostname in ("127.0.0.1", "localhost", "::1"):
        words = _("%s: desde otra máquina no abre; defina DESTRABA_URL")
        return Finding(ODD, what, words % settings.DESTRABA_URL)
    return Finding(RIGHT, what, settings.DESTRABA_URL)


def doors():
    """Debugging and demonstration are open doors."""
    what = _("Entrada")
    if settings.DEBUG:
        return Finding(WRONG, what, _("DESTRABA_DEBUG muestra el código a quien tropiece"))
    if settings.DEMO:
        return Finding(ODD, what, _("modo de demostración: cualquiera entra sin contraseña"))
    if not settings.HTTPS:
        return Finding(ODD, what, _("sin HTTPS; defina DESTRABA_HTTPS=1 detrás de su proxy"))
    return Finding(RIGHT, what, "HTTPS")
