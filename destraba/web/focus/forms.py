from django import forms
from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import Pace
from destraba.web.forms import ListFilter, Words

NOBODY = "ninguno"
SORTS = {
    "movidos": ["-moved_on", "-pk"],
    "causas": ["-causes_shown", "-causes_living", "-pk"],
    "quietos": ["moved_on", "pk"],
    "titulo": ["title_key", "pk"],
}


class BoardFilter(ListFilter):
    ritmo = forms.ChoiceField(
        label=_("Ritmo"), required=False, choices=[("", _("todos")), *Pace.choices]
    )
    orden = forms.ChoiceField(
        label=_("Orden"),
        required=False,
        choices=[
            ("movidos", _("recién movidos")),
            ("causas", _("con más causas confirmadas")),
            ("quietos", _("más quietos")),
            ("titulo", _("alfabético")),
        ],
    )

    def apply(self, problems):
        self.is_valid()
        asked = self.cleaned_data
        if pace := asked.get("ritmo"):
            problems = problems.filter(pace=pace)
        return problems.order_by(*SORTS.get(asked.get("orden") or "", SORTS["movidos"]))


class EnterForm(forms.Form):
    """When every place is taken it also asks which one is freed, or why there is one more."""

    why = Words(_("Por qué ahora"), max_length=2000)
    leaves = forms.ChoiceField(
        label=_("¿Cuál deja su lugar?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Elija cuál sale, o diga que ninguno y por qué.")},
    )
    why_place = Words(
        _("Por qué sale ese, o por qué hace falta uno más"), rows=2, max_length=2000, required=False
    )

    def __init__(self, *args, in_focus, slots, is_asked, lacks_cause, **kwargs):
        super().__init__(*args, **kwargs)
        self.in_focus = {str(each.pk): each for each in in_focus}
        is_full = len(in_focus) >= slots
        if lacks_cause:
            self.fields["why"].label = _("Por qué ahora, sin una causa anotada")
        if not is_full and not is_asked:
            del self.fields["leaves"], self.fields["why_place"]
            return
        more = _("ninguno: trabajar con uno más") if is_full else _("ninguno: hay un lugar libre")
        titles = [(pk, each.title) for pk, each in self.in_focus.items()]
        self.fields["leaves"].choices = [*titles, (NOBODY, more)]
        if is_full:
            self.fields["why_place"].is_asked = True

    def told(self):
        """As the verb takes it."""
        data = self.cleaned_data
        words, other = data.get("why_place", ""), self.in_focus.get(data.get("leaves", ""))
        reason = {"why_leaves": words} if other else {"why_more": words}
        return {"why": data["why"], "instead_of": other, **reason}


class LeaveForm(forms.Form):
    why = Words(_("Por qué deja el foco"), max_length=2000)
