import click
from django.utils.translation import gettext as _

from destraba.ops.server import Server, wait_for_door


def number(name, words, *, most=None, **told):
    """An option that takes a whole number, one at the least."""
    kind = click.IntRange(1, most)
    return click.option(name, metavar=_("NÚMERO"), type=kind, show_default=True, help=words, **told)


@click.command(help=_("Atiende las páginas y, al lado, mira el reloj cada minuto."))
@click.option(
    "--host",
    metavar=_("DIRECCIÓN"),
    envvar="HOST",
    default="127.0.0.1",
    show_default=True,
    help=_("En qué dirección atiende; 0.0.0.0, en todas las de la máquina."),
)
@number("--port", _("En qué puerto."), most=65535, envvar="PORT", default=8000)
@number("--workers", _("Cuántos procesos."), envvar="DESTRABA_WORKERS", default=2)
@number(
    "--threads",
    _("Cuántos pedidos a la vez en cada proceso."),
    envvar="DESTRABA_THREADS",
    default=4,
)
@click.option("--clock/--no-clock", default=True, help=_("Si este servidor mira también el reloj."))
def command(host, port, workers, threads, clock):
    wait_for_door(host, port)
    Server(host=host, port=port, workers=workers, threads=threads, clock=clock).run()
