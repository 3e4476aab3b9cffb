"""Where a command leaves its file: what is wrong with the place is told before the work."""

import os
from pathlib import Path

import click
from django.utils.translation import gettext as _

OUTPUT = Path("-")


class Target(click.Path):
    """A file that is there or will be; `-` is the output."""

    def __init__(self):
        super().__init__(path_type=Path, dir_okay=False)

    def convert(self, value, param, ctx):
        if not str(value):
            self.fail(_("diga el nombre de un archivo"), param, ctx)
        target = super().convert(value, param, ctx)
        if target != OUTPUT and (words := trouble(target)):
            self.fail(words, param, ctx)
        return target


def trouble(target):
    """Why no file can be left there, or nothing."""
    if not target.parent.is_dir():
        return _("no existe la carpeta «%s»") % target.parent
    if target.exists() and not target.is_file():
        return _("«%s» no es un archivo") % target
    if not os.access(target.parent, os.W_OK):
        return _("esta cuenta no puede escribir en «%s»") % target.parent
    return ""
