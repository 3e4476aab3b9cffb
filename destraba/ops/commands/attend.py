import click
from django.utils import timezone
from django.utils.translation import gettext as _

from destraba.ops import attendant


@click.command(help=_("Mira el reloj ahora: qué vence, qué venció, qué hay que avisar."))
@click.option("--watch", is_flag=True, help=_("Sigue mirando cada minuto, hasta Ctrl+C."))
def command(watch):
    if watch:
        attendant.watch(while_true=lambda: True)
    else:
        attendant.look(at=timezone.now())
        click.echo(_("Hecho."))
