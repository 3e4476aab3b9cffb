import click
from django.utils.translation import gettext as _

from destraba.ops.server import Server


@click.command(help=_("Atiende las páginas y, al lado, mira el reloj cada minuto."))
@click.option("--host", envvar="HOST", default="127.0.0.1", show_default=True)
@click.option("--port", envvar="PORT", default=8000, show_default=True)
@click.option("--workers", envvar="DESTRABA_WORKERS", default=2, show_default=True)
@click.option("--threads", envvar="DESTRABA_THREADS", default=4, show_default=True)
@click.option("--clock/--no-clock", default=True, help=_("Si este servidor mira también el reloj."))
def command(host, port, workers, threads, clock):
    Server(host=host, port=port, workers=workers, threads=threads, clock=clock).run()
