import tempfile
from pathlib import Path

import click
from django.utils.translation import gettext as _

from destraba.exchange.writing import to_json, to_yaml
from destraba.ops.progress import bar, hurry

OUTPUT = Path("-")


@click.command(help=_("Escribe todo el programa en un archivo YAML, o JSON si su nombre lo dice."))
@click.argument("target", metavar=_("ARCHIVO"), type=click.Path(path_type=Path, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help=_("JSON, aunque el nombre no lo diga."))
@click.option("--with-files", is_flag=True, help=_("También el contenido de los documentos."))
def command(target, as_json, with_files):
    written = to_json if as_json or target.suffix == ".json" else to_yaml
    with hurry(), bar() as tick:
        parts = written(with_files=with_files, tick=tick)
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
