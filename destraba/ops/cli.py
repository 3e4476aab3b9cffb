"""The `destraba` command: each command is a module of ops/commands, loaded when it is called."""

import errno
import gettext
import importlib
import os
import pkgutil
import sys
from pathlib import Path

import click
import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection

from destraba.kit.refusal import Refused

COMMANDS = Path(__file__).with_name("commands")
OPTIONS = "[OPCIONES]"
TROUBLES = {
    errno.ENOENT: "no existe",
    errno.EACCES: "esta cuenta no tiene permiso",
    errno.EISDIR: "es una carpeta",
    errno.ENOTDIR: "no es una carpeta",
    errno.ENOSPC: "no queda espacio en el disco",
    errno.EROFS: "en ese disco no se puede escribir",
}


class Commands(click.Group):
    def list_commands(self, context):
        return sorted(module.name.rstrip("_") for module in pkgutil.iter_modules([str(COMMANDS)]))

    def get_command(self, context, name):
        if name not in self.list_commands(context):
            return None
        # A command whose name is a Python keyword lives in a file with a low line: import_.py
        file = name if (COMMANDS / f"{name}.py").exists() else f"{name}_"
        command = importlib.import_module(f"destraba.ops.commands.{file}").command
        command.options_metavar = OPTIONS
        return command


@click.group(
    cls=Commands,
    options_metavar=OPTIONS,
    subcommand_metavar="ORDEN …",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.pass_context
def destraba(context):
    """Destraba: mesas ejecutivas, de la traba al compromiso cumplido."""
    options = connection.settings_dict["OPTIONS"]
    # One person who asks once: a pool would hide why the database does not answer.
    if context.invoked_subcommand != "serve" and (pool := options.pop("pool", None)):
        options.setdefault("connect_timeout", pool["timeout"])


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "destraba.config.settings")
    try:
        django.setup()
        speak()
        destraba(prog_name="destraba")
    except (ImproperlyConfigured, Refused) as error:
        sys.exit(f"✗ {error}")
    except DatabaseError as error:
        sys.exit(f"✗ La base de datos no respondió: {error}\n  «destraba doctor» dice qué falta.")
    except OSError as error:
        words = TROUBLES.get(error.errno) or error.strerror or str(error)
        sys.exit(f"✗ {error.filename}: {words}" if error.filename else f"✗ {words}")


def speak():
    """Click's own words, in the language of ours; until `prepare` compiles them, in English."""
    os.environ["LANGUAGE"] = settings.LANGUAGE_CODE
    gettext.bindtextdomain("click", settings.LOCALE_PATHS[0])
    gettext.textdomain("click")
