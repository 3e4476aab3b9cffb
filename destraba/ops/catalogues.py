"""Translations are kept as text and compiled here, without the gettext tools."""

import os

import polib
from django.conf import settings


def compile_all():
    """Compile the catalogues that changed; say which. In a folder that is closed they stay."""
    texts = [po for folder in settings.LOCALE_PATHS for po in folder.glob("*/LC_MESSAGES/*.po")]
    changed = [po for po in texts if is_stale(po) and os.access(po.parent, os.W_OK)]
    for po in changed:
        made = po.with_suffix(f".{os.getpid()}")
        polib.pofile(str(po)).save_as_mofile(str(made))
        made.replace(po.with_suffix(".mo"))
    return changed


def is_stale(po):
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime
