"""What happened, moment by moment. A tag, because fifty moments as a template cost too much."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .dates import moment
from .shapes import Moment


def timeline(moments: Iterable[Moment]) -> SafeString:
    return format_html(
        '<ol class="timeline">{}</ol>',
        format_html_join("", "{}", ((_item(one),) for one in moments)),
    )


def _item(one: Moment) -> SafeString:
    return format_html(
        '<li class="{}{}"><p>{}{}</p>{}{}<p class="when">{}{}</p></li>',
        one.tone,
        " new" if one.is_new else "",
        format_html('<a href="{}">{}</a>', one.url, one.text) if one.url else one.text,
        _new() if one.is_new else "",
        format_html('<p class="why">«{}»</p>', one.why) if one.why else "",
        format_html_join("", '<p class="detail">{}</p>', ((detail,) for detail in one.details)),
        moment(one.at, ""),
        f" · {one.who}" if one.who else "",
    )


def _new() -> SafeString:
    return format_html(' <span class="tag brand">{}</span>', _("nuevo"))
