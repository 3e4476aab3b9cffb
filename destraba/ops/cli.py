"""The `destraba` command: each command is a module of ops/commands, loaded when it is called."""

import importlib
import os
import pkgutil
import sys
from pathlib import Path

import click
import django
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from destraba.kit.refusal import Refused

COMMANDS = Path(__file__).with_name("commands")


class Commands(click.Group):
    def list_commands(self, context):
        return sorted(module.name.rstrip("_") for module in pkgutil.iter_modules([str(COMMANDS)]))

    def get_command(self, context, name):
        if name not in self.list_commands(context):
            return None
        # A command whose name is a Python keyword lives in a file with a low line: import_.py
        file = name if (COMMANDS / f"{name}.py").exists() else f"{name}_"
        return importlib.import_module(f"destraba.ops.commands.{file}").command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def destraba():
    """Destraba: mesas ejecutivas, de la traba al compromiso cumplido."""


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "destraba.config.settings")
    try:
        django.setup()
        destraba(prog_name="destraba")
    except (ImproperlyConfigured, Refused) as error:
        sys.exit(f"✗ {error}")
    except DatabaseError as error:
        sys.exit(f"✗ La base de datos no respondió: {error}\n  «destraba doctor» dice qué falta.")
