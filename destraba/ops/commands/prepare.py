import compileall

import click
from django.conf import settings
from django.core.management import call_command
from django.utils.translation import gettext as _

from destraba.ops import catalogues

# Of django-htmx only htmx 2 is ours; its other versions and extensions refer to files it lacks.
NOT_OURS = ["htmx-4*", "htmax-*", "ext"]


@click.command(help=_("Deja todo listo para servir: base de datos, traducciones, archivos."))
def command():
    settings.VAR.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Some machines forbid Python to keep its bytecode; every start would compile everything.
    compileall.compile_dir(settings.PACKAGE, quiet=2)
    catalogues.compile_all()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=NOT_OURS)
    click.echo(_("Listo: base de datos, traducciones y archivos al día."))
