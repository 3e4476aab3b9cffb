import click
from django.utils.translation import gettext as _

from destraba.ops import backup
from destraba.ops.target import Target


@click.command(help=_("Guarda la base SQLite y los documentos en un archivo .tar.gz."))
@click.argument("target", metavar=_("ARCHIVO"), type=Target())
def command(target):
    backup.keep(target.resolve())
    click.echo(_("Respaldo en %s") % target)
