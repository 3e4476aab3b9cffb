"""Where an item of the agenda comes from, in words."""

from django.utils.translation import gettext as _

from destraba.mesas.models import AgendaItem


def origin_of(item: AgendaItem) -> str:
    """«viene de la sesión 13 · 2ª vez», the first one counted; what always returns says only so."""
    if item.is_recurring:
        return _("en cada sesión")
    if not item.came_from:
        return ""
    words = {"meeting": _lower(str(item.came_from.meeting)), "n": item.carried_times + 1}
    return _("viene de la %(meeting)s · %(n)sª vez") % words


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
