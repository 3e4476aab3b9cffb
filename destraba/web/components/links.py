"""Ways around: navigation, breadcrumb, tabs, pages, help."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.template import Context
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .icon import icon
from .kept import kept


def nav_link(context: Context, name: str, icon_name: str, label: str, also: str = "") -> SafeString:
    """A place of the main navigation; nothing while nobody serves it."""
    url = _address(name, get_script_prefix(), get_urlconf())
    if not url:
        return SafeString()
    path = context["request"].path if "request" in context else ""
    places = [url, *also.split()]
    here = path == "/" if url == "/" else any(path.startswith(place) for place in places)
    return _nav_item(url, icon_name, label, here)


@cache
def _address(name: str, _prefix: str, _urlconf: str | None) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@kept
def _nav_item(url: str, icon_name: str, label: str, here: bool) -> SafeString:
    return format_html(
        '<li><a href="{}"{}>{}<span>{}</span></a></li>',
        url,
        SafeString(' aria-current="page"') if here else "",
        icon(icon_name, 20),
        label,
    )


def crumbs(*pairs: str) -> SafeString:
    """`{% crumbs _("Mesas") mesas_url mesa.name mesa_url _("Sesiones") %}`"""
    places = list(zip(pairs[::2], [*pairs[1::2], ""], strict=False))
    return format_html(
        '<nav class="crumbs" aria-label="{}"><ol>{}</ol></nav>',
        _("Ruta"),
        format_html_join("", "<li>{}</li>", ((_crumb(*place),) for place in places)),
    )


def _crumb(text: str, url: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', url, text) if url else format_html("{}", text)


def tab(context: Context, url: str, label: str, count: int | None = None) -> SafeString:
    here = "request" in context and context["request"].path == url.partition("?")[0]
    return format_html(
        '<a href="{}"{}>{}{}</a>',
        url,
        SafeString(' aria-current="page"') if here else "",
        label,
        "" if count is None else format_html(" <small>{}</small>", count),
    )


def help_link(topic: str, label: str = "") -> SafeString:
    """To the paragraph of the method behind this page."""
    try:
        url = reverse("method-topic", args=[topic])
    except NoReverseMatch:
        return SafeString()
    return format_html(
        '<a class="help-link" href="{}">{}{}</a>',
        url,
        icon("book-open", 15),
        label or _("El método"),
    )


def pagination(page: Any, query: Mapping[str, Any] | None = None) -> SafeString:
    """Earlier and later; keeps only the parameters that the view vouches for."""
    if not (page.has_previous() or page.has_next()):
        return SafeString()
    links = [
        _page_link(page.has_previous(), page.number - 1, query, "prev"),
        format_html("<span>{}</span>", _position(page)),
        _page_link(page.has_next(), page.number + 1, query, "next"),
    ]
    return format_html(
        '<nav class="pages" aria-label="{}">{}</nav>',
        _("Páginas"),
        format_html_join("", "{}", ((link,) for link in links)),
    )


def _position(page: Any) -> str:
    paginator = getattr(page, "paginator", None)
    if paginator is None:
        return _("Página %(n)s") % {"n": page.number}
    return _("Página %(n)s de %(all)s") % {"n": page.number, "all": paginator.num_pages}


def _page_link(exists: bool, number: int, query: Mapping[str, Any] | None, rel: str) -> SafeString:
    label = _("Anterior") if rel == "prev" else _("Siguiente")
    if not exists:
        return SafeString("<span></span>")
    return format_html(
        '<a class="button ghost small" rel="{}" href="?{}">{}</a>',
        rel,
        urlencode([*_kept(query or {}), ("pagina", number)]),
        label,
    )


def _kept(query: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    for name, value in query.items():
        values = value if isinstance(value, (list, tuple)) else [value]
        yield from ((name, one) for one in values if one not in (None, ""))
