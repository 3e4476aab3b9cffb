"""The pulse of a mesa: one mark per fortnight."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .dates import day_words
from .shapes import Beat


def pulse(beats: Iterable[Beat]) -> SafeString:
    """Disc = held, crossed ring = missed, dashed ring = next, dot = further on."""
    marks = [(_mark(beat), _words(beat), beat.state) for beat in beats]
    if not marks:
        return format_html('<span class="muted">{}</span>', _("Todavía no hay sesiones."))
    return format_html(
        '<ol class="beats" aria-label="{}">{}</ol>',
        _("Pulso: sesiones de la más antigua a la próxima"),
        format_html_join(
            "",
            '<li class="{}" title="{}">{}</li>',
            ((state, words, mark) for mark, words, state in marks),
        ),
    )


def pulse_line(beats: Iterable[Beat]) -> SafeString:
    """The same as one picture, for rows of a table."""
    listed = list(beats)
    return format_html(
        '<span class="beats line" role="img" aria-label="{}">{}</span>',
        "; ".join(_words(beat) for beat in listed) or _("Todavía no hay sesiones."),
        format_html_join("", '<i class="{}"></i>', ((beat.state,) for beat in listed)),
    )


def _mark(beat: Beat) -> SafeString:
    said = format_html('<span class="visually-hidden">{}</span>', _words(beat))
    if not beat.url:
        return format_html("<span>{}</span>", said)
    return format_html('<a href="{}">{}</a>', beat.url, said)


def _words(beat: Beat) -> str:
    day = beat.label or day_words(beat.on, weekday=True)
    return {
        "held": _("%(day)s: se realizó"),
        "missed": _("%(day)s: no se realizó"),
        "next": _("%(day)s: próxima"),
        "upcoming": _("%(day)s: prevista"),
    }[beat.state] % {"day": day}
