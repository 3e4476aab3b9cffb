from pathlib import Path

import click
from django.utils.translation import gettext as _

from destraba.ops import backup


@click.command(help=_("Guarda la base SQLite y los documentos en un archivo .tar.gz."))
@click.argument("target", metavar=_("ARCHIVO"), type=click.Path(path_type=Path))
def command(target):
    backup.keep(target.resolve())
    click.echo(_("Respaldo en %s") % target)
