"""Words that stand are written anew, and what somebody else wrote meanwhile is not undone."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import QueryDict
from django.utils.translation import gettext as _


class Rewriting(forms.Form):
    """It brings back what each field said when the page was drawn, beside what it says now.

    What only the other person changed stays as it stands. What both changed comes back with the
    words of both, and sent again it is as this person says. `initial` is what stands today.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.fields.keys() & self.initial.keys():
            self.fields[name].show_hidden_initial = True

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        drawn = [name for name, field in self.fields.items() if field.show_hidden_initial]
        if any(self[name].html_initial_name in self.data for name in drawn):
            for name in drawn:
                if name in told:
                    self._settle(self[name], told)
        return told

    def _settle(self, bound: forms.BoundField, told: dict[str, Any]) -> None:
        hidden = bound.field.hidden_widget()
        shown = hidden.value_from_datadict(self.data, self.files, bound.html_initial_name)
        stands = hidden.format_value(bound.field.prepare_value(bound.initial))
        now, mine = _read(bound, stands), _plain(told[bound.name])
        if _plain(now) in (_read(bound, shown, plain=True), mine):
            return
        if mine == _read(bound, shown, plain=True):
            told[bound.name] = now
            return
        self._bring(bound, stands)
        words = _(
            "Mientras usted escribía, otra persona lo cambió. Ahora dice: «%s». "
            "Si guarda de nuevo, queda lo que dice usted, y lo otro se conserva en la historia."
        )
        self.add_error(bound.name, words % (_in_words(bound, stands) or _("sin decir")))

    def _bring(self, bound: forms.BoundField, stands: Any) -> None:
        """The page that comes back was drawn knowing it."""
        data = cast(QueryDict, self.data).copy()
        values = stands if isinstance(stands, list) else ["" if stands is None else stands]
        data.setlist(bound.html_initial_name, values)
        self.data = data


def _read(bound: forms.BoundField, raw: Any, *, plain: bool = False) -> Any:
    """As the form would understand it."""
    try:
        value = bound.field.clean(raw)
    except ValidationError:
        value = raw
    return _plain(value) if plain else value


def _plain(value: Any) -> Any:
    """What two of them are compared by."""
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, list | tuple | set):
        return sorted(map(str, value))
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    return "" if value is None else value


def _in_words(bound: forms.BoundField, stands: Any) -> str:
    """As somebody would read it: a choice by its name."""
    values = stands if isinstance(stands, list) else [stands]
    choices = getattr(bound.field, "choices", ())
    names = {str(code): str(label) for code, label in choices if not isinstance(label, list)}
    return ", ".join(names.get(str(each), str(each)) for each in values if each not in (None, ""))
