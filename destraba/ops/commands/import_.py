import click
from django.utils import timezone
from django.utils.translation import gettext as _

from destraba.exchange.importing import import_programme, plan_import
from destraba.ops.progress import bar, hurry


@click.command(help=_("Trae un archivo del programa: todo, o nada si algo está mal."))
@click.argument(
    "source",
    metavar=_("ARCHIVO"),
    type=click.Path(exists=True, dir_okay=False, allow_dash=True),
)
@click.option("--dry-run", is_flag=True, help=_("Solo dice qué cambiaría."))
def command(source, dry_run):
    take = plan_import if dry_run else import_programme
    name = _("entrada") if source == "-" else source
    with click.open_file(source, "rb") as file:
        content = file.read()
    with hurry(), bar() as tick:
        plan = take(content, name=name, at=timezone.now(), tick=tick)
    for count in plan.counts:
        words = _("%(section)s: nuevos %(new)d, cambian %(changed)d, iguales %(same)d")
        click.echo(words % vars(count))
    click.echo(_("No se cambió nada: fue un ensayo.") if dry_run else _("Hecho."))
