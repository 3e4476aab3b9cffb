import click
from django.utils.translation import gettext as _

from destraba.ops.server import Server, wait_for_door

NUMBER = _("NÚMERO")


@click.command(help=_("Atiende las páginas y, al lado, mira el reloj cada minuto."))
@click.option(
    "--host",
    metavar=_("DIRECCIÓN"),
    envvar="HOST",
    default="127.0.0.1",
    show_default=True,
    help=_("En qué dirección atiende; 0.0.0.0, en todas las de la máquina."),
)
@click.option(
    "--port",
    metavar=NUMBER,
    envvar="PORT",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default=True,
    help=_("En qué puerto."),
)
@click.option(
    "--workers",
    metavar=NUMBER,
    envvar="DESTRABA_WORKERS",
    type=click.IntRange(1),
    default=2,
    show_default=True,
    help=_("Cuántos procesos."),
)
@click.option(
    "--threads",
    metavar=NUMBER,
    envvar="DESTRABA_THREADS",
    type=click.IntRange(1),
    default=4,
    show_default=True,
    help=_("Cuántos pedidos a la vez en cada proceso."),
)
@click.option("--clock/--no-clock", default=True, help=_("Si este servidor mira también el reloj."))
def command(host, port, workers, threads, clock):
    wait_for_door(host, port)
    Server(host=host, port=port, workers=workers, threads=threads, clock=clock).run()
