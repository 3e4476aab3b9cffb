from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from destraba.mesas.models.candidate import HIGHEST, LOWEST

from .criteria import ASKED, Asked

SCALE = [(str(value), str(value)) for value in range(LOWEST, HIGHEST + 1)]
MOST = 2000


@dataclass(frozen=True)
class Question:
    """A criterion in the form: its two fields, and what the others gave."""

    asked: Asked
    value: forms.BoundField
    reason: forms.BoundField
    others: list


class ScoreForm(forms.Form):
    """All criteria at once; only those that somebody fills in count."""

    def __init__(self, *args, own, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.others = others
        for asked in ASKED:
            given = own.get(asked.code)
            self.fields[f"value-{asked.code}"] = forms.ChoiceField(
                label=asked.label.capitalize(),
                choices=SCALE if given else [("", _("no sé")), *SCALE],
                initial=str(given.value) if given else "",
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[f"reason-{asked.code}"] = forms.CharField(
                label=_("Por qué"),
                initial=given.reason if given else "",
                required=False,
                max_length=MOST,
                widget=forms.Textarea({"rows": 2}),
            )

    def clean(self):
        asked = super().clean()
        for value, reason in _fields():
            if asked.get(value) and not asked.get(reason) and reason not in self.errors:
                self.add_error(reason, _("Diga por qué: la razón se muestra con el puntaje."))
            if asked.get(reason) and not asked.get(value) and value not in self.errors:
                self.add_error(value, _("Escribió una razón: falta el puntaje."))
        if not self.errors and not self.given():
            raise forms.ValidationError(_("Puntúe al menos un criterio."))
        return asked

    def given(self):
        """{criterion: (value, reason)} of what was filled in."""
        told = self.cleaned_data
        return {
            asked.code: (int(told[value]), told[reason])
            for asked, (value, reason) in zip(ASKED, _fields(), strict=True)
            if told.get(value)
        }

    @property
    def questions(self):
        return [
            Question(
                asked,
                self[value],
                self[reason],
                [each for each in self.others if each.criterion == asked.code],
            )
            for asked, (value, reason) in zip(ASKED, _fields(), strict=True)
        ]


def _fields():
    return [(f"value-{asked.code}", f"reason-{asked.code}") for asked in ASKED]
