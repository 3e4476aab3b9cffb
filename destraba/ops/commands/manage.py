import click
from django.core.management import execute_from_command_line
from django.utils.translation import gettext as _


@click.command(
    help=_("Una orden de Django: «destraba manage migrate»."),
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
)
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def command(words):
    execute_from_command_line(["destraba manage", *words])
