"""Django's own widgets, drawn without their templates: a filter with sixty options cost 3 ms."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

Widget = Mapping[str, Any]


def box(widget: Widget) -> SafeString:
    value = "" if widget["value"] is None else format_html(' value="{}"', str(widget["value"]))
    return format_html(
        '<input type="{}" name="{}"{}{}>',
        *(widget["type"], widget["name"], value, attributes(widget["attrs"])),
    )


def area(widget: Widget) -> SafeString:
    return format_html(
        '<textarea name="{}"{}>\n{}</textarea>',
        *(widget["name"], attributes(widget["attrs"]), widget["value"] or ""),
    )


def select(widget: Widget) -> SafeString:
    return format_html(
        '<select name="{}"{}>{}\n</select>',
        widget["name"],
        attributes(widget["attrs"]),
        format_html_join("", "{}", ((_group(*group),) for group in widget["optgroups"])),
    )


def _group(name: str | None, options: list[Widget], _place: int) -> SafeString:
    drawn = SafeString("".join(map(_option, options)))
    return format_html('\n  <optgroup label="{}">{}\n  </optgroup>', name, drawn) if name else drawn


def _option(option: Widget) -> str:
    value, label = conditional_escape(str(option["value"])), conditional_escape(option["label"])
    return f'\n  <option value="{value}"{attributes(option["attrs"])}>{label}</option>'


def attributes(attrs: Mapping[str, Any]) -> SafeString:
    """What is True is only named; what is False is left out."""
    if not attrs:
        return SafeString()
    return format_html_join(
        "",
        "{}",
        (
            (format_html(" {}", name) if value is True else format_html(' {}="{}"', name, value),)
            for name, value in attrs.items()
            if value is not False
        ),
    )


class Names(forms.Select):
    """A long list without groups: its options are written, not first described one by one."""

    def render(self, name, value, attrs=None, renderer=None):
        chosen = set(self.format_value(value))
        options = (_name(str(key), label, str(key) in chosen) for key, label in self.choices)
        told = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        drawn = SafeString("".join(options))
        return format_html("<select{}>{}\n</select>", attributes(told), drawn)


class Fixed(forms.Select):
    """A list that is the same for everyone: drawn once for each choice of it and each language."""

    MOST = 200

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Shared with the copies that each form makes of it.
        self.drawn: dict[tuple[Any, ...], SafeString] = {}

    def render(self, name, value, attrs=None, renderer=None):
        told = {**self.attrs, **(attrs or {})}
        here = (get_language(), name, *self.format_value(value), *told.items())
        if here not in self.drawn:
            if len(self.drawn) >= self.MOST:
                self.drawn.clear()
            self.drawn[here] = super().render(name, value, attrs, renderer)
        return self.drawn[here]


def _name(key: str, label: str, is_chosen: bool) -> str:
    chosen = " selected" if is_chosen else ""
    return f'\n  <option value="{escape(key)}"{chosen}>{escape(label)}</option>'


INPUTS = ["text", "search", "number", "email", "url", "date", "datetime", "hidden", "checkbox"]
DRAWN: dict[str, Callable[[Widget], SafeString]] = {
    **{f"django/forms/widgets/{kind}.html": box for kind in INPUTS},
    "django/forms/widgets/textarea.html": area,
    "django/forms/widgets/select.html": select,
}
