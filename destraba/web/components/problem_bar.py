"""A mesa's problems as one thin bar: solved, in focus, in focus but still, waiting in the list."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


def problem_bar(solved: int, moving: int, still: int, listed: int) -> SafeString:
    """`{% problem_bar solved moving still listed %}`: the bar, and «9 de 30» beside it."""
    total = solved + moving + still + listed
    if not total:
        return format_html('<span class="muted">{}</span>', _("sin problemas anotados"))
    words = _(
        "%(solved)s resueltos, %(moving)s en foco, %(still)s en foco sin movimiento hace más de"
        " 30 días, %(listed)s en lista"
    ) % {"solved": solved, "moving": moving, "still": still, "listed": listed}
    counts = {"solved": solved, "moving": moving, "still": still, "listed": listed}
    figure = _("%(solved)s de %(total)s") % {"solved": solved, "total": total}
    return format_html(
        '<span class="problem-bar" role="img" aria-label="{}" title="{}">'
        '<svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">{}</svg>'
        '<small aria-hidden="true">{}</small></span>',
        *(words, words, _pieces(counts, total), figure),
    )


def _pieces(counts: dict[str, int], total: int) -> SafeString:
    pieces, start = [], 0.0
    for name, count in counts.items():
        width = 100 * count / total
        if count:
            pieces.append((name, round(start, 1), round(width, 1)))
        start += width
    return format_html_join("", '<rect class="{}" x="{}" width="{}" height="6"/>', pieces)
