import functools

import click
from django.utils.translation import gettext as _
from rich.progress import track

from destraba.ops import demo


@click.command(help=_("Carga la demostración: un país ficticio con ocho meses de historia."))
@click.option("--again", is_flag=True, help=_("La rehace aunque ya esté: borra lo que se probó."))
def command(again):
    today = demo.today()
    if demo.is_there(today=today) and not again:
        click.echo(_("La demostración ya está, contada hasta hoy; con --again se rehace."))
        return
    watch = functools.partial(track, description=_("Ocho meses de historia …"))
    demo.build(today=today, watch=watch)
    click.echo(_("Lista: un país ficticio, con su historia hasta hoy."))
