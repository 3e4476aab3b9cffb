import sys

import click
from django.utils.translation import gettext as _

from destraba.ops import diagnosis


@click.command(help=_("Dice, en palabras, qué está bien y qué falta para servir."))
def command():
    findings = diagnosis.examine()
    for finding in findings:
        click.secho(f"{finding.mark} {finding.what}: {finding.words}", fg=finding.colour)
    if any(finding.mark == diagnosis.WRONG for finding in findings):
        sys.exit(1)
