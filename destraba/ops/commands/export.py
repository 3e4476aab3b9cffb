import tempfile
from difflib import get_close_matches
from pathlib import Path

import click
from django.utils.translation import gettext as _

from destraba.exchange.writing import to_json, to_yaml
from destraba.mesas.models import Mesa
from destraba.ops.progress import bar, hurry
from destraba.ops.target import OUTPUT, Target


def known(context, parameter, ref):
    """A click callback: the mesa of that reference, or words with the closest one."""
    if ref is None:
        return None
    mesa = Mesa.objects.filter(ref=ref).first()
    if mesa is None:
        close = get_close_matches(ref, Mesa.objects.values_list("ref", flat=True), 1)
        hint = _(" ¿Quiso decir «%s»?") % close[0] if close else ""
        raise click.BadParameter(_("no hay una mesa con la referencia «%s».") % ref + hint)
    return mesa


@click.command(help=_("Escribe todo el programa en un archivo YAML, o JSON si su nombre lo dice."))
@click.argument("target", metavar=_("ARCHIVO"), type=Target())
@click.option("--json", "as_json", is_flag=True, help=_("JSON, aunque el nombre no lo diga."))
@click.option("--with-files", is_flag=True, help=_("También el contenido de los documentos."))
@click.option(
    "--mesa",
    metavar=_("REFERENCIA"),
    callback=known,
    help=_("Solo esa mesa, con lo que ella menciona."),
)
def command(target, as_json, with_files, mesa):
    written = to_json if as_json or target.suffix.lower() == ".json" else to_yaml
    with hurry(), bar() as tick:
        parts = written(mesa=mesa, with_files=with_files, tick=tick)
        if target == OUTPUT:
            for part in parts:
                click.echo(part, nl=False)
            return
        size = keep(target, parts)
    words = _("%(file)s: %(size)d kB. Es confidencial: lleva correos y teléfonos de personas.")
    click.echo(words % {"file": target, "size": size / 1000})


def keep(target, parts):
    """The file appears when it is complete, and only its owner may read it."""
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".programa-") as folder:
        made = Path(folder, target.name)
        with made.open("w", encoding="utf-8", newline="") as file:
            file.writelines(parts)
        made.chmod(0o600)
        made.replace(target)
    return target.stat().st_size
