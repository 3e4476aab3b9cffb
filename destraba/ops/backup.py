"""A copy of everything an installation holds, made while it serves."""

import sqlite3
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from destraba.kit.refusal import Refused

DATABASE = "destraba.sqlite3"
DOCUMENTS = "media"


class OtherEngine(Refused):
    pass


class NothingToKeep(Refused):
    pass


def keep(target: Path) -> None:
    """The database, whole at one instant, and the documents; the file appears when complete."""
    if connection.vendor != "sqlite":
        raise OtherEngine(_("Con PostgreSQL, respalde con pg_dump: docs/operar/respaldo.md."))
    if not _is_set_up():
        place = connection.settings_dict["NAME"]
        raise NothingToKeep(_("No hay nada que respaldar en %s: revise DATABASE_URL.") % place)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".respaldo-") as folder:
        copy, archive = Path(folder, DATABASE), Path(folder, "archive")
        connection.ensure_connection()
        with closing(sqlite3.connect(copy)) as other:
            connection.connection.backup(other)
        with tarfile.open(archive, "w:gz") as tar:
            tar.add(copy, DATABASE)
            if settings.MEDIA_ROOT.exists():
                tar.add(settings.MEDIA_ROOT, DOCUMENTS)
        archive.chmod(0o600)
        archive.replace(target)


def _is_set_up() -> bool:
    """SQLite makes the file that is missing: an empty one is no database of ours."""
    if not Path(connection.settings_dict["NAME"]).exists():
        return False
    return bool(connection.introspection.table_names())
