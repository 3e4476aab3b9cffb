"""A mesa's problems as one thin bar, by where they stand; each once, and its figures linked."""

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from destraba.mesas.figures import Figures

PIECES = ("solved", "declared", "moving", "still", "waiting")


def problem_bar(figures: Figures, mesa: int) -> SafeString:
    """`{% problem_bar figures mesa.pk %}`: the bar, and «9 de 30» beside it, each to its list."""
    if not figures.total:
        return format_html('<span class="muted">{}</span>', _("sin problemas anotados"))
    counts = {name: getattr(figures, name) for name in PIECES}
    words = _(
        "%(solved)s resueltos, %(declared)s dados por resueltos sin evidencia, %(moving)s en foco,"
        " %(still)s en foco sin movimiento hace más de 30 días, %(waiting)s en lista o en pausa"
    )
    return format_html(
        '<span class="problem-bar"><svg viewBox="0 0 100 6" preserveAspectRatio="none" role="img"'
        ' aria-label="{}">{}</svg><small>{}</small></span>',
        *(words % counts, _pieces(counts, figures.total), _figure(figures, mesa)),
    )


def _figure(figures: Figures, mesa: int) -> SafeString:
    """«9 de 30»"""
    link = '<a href="{}?mesa={}&amp;estado={}">{}</a>'
    url = reverse("problems")
    told = (("en-operacion", figures.solved), ("contados", figures.total))
    solved, total = (format_html(link, url, mesa, state, count) for state, count in told)
    return format_html(_("{solved} de {total}"), solved=solved, total=total)


def _pieces(counts: dict[str, int], total: int) -> SafeString:
    pieces, start = [], 0.0
    for name, count in counts.items():
        width = 100 * count / total
        if count:
            pieces.append((name, round(start, 1), round(width, 1)))
        start += width
    return format_html_join("", '<rect class="{}" x="{}" width="{}" height="6"/>', pieces)
