"""Which mesas, and which problems of one: the choices a person has, and nothing else."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from destraba.kit.text import plain
from destraba.kit.vocabulary import MesaKind, MesaState, ProblemKind, ProblemState
from destraba.web.forms import FixedChoiceField, ListFilter, SoughtField

STATES = {
    "vigentes": Q(state__in=[MesaState.PROPOSED, MesaState.ACTIVE, MesaState.SUSPENDED]),
    **{state: Q(state=state) for state in MesaState.values},
    "todas": Q(),
}


class MesaFilter(ListFilter):
    tipo = FixedChoiceField(
        label=_("Tipo"), required=False, choices=[("", _("todas")), *MesaKind.choices]
    )
    estado = FixedChoiceField(
        label=_("Estado"),
        required=False,
        choices=[("", _("vigentes")), *MesaState.choices, ("todas", _("todas"))],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_valid()

    def apply(self, mesas):
        """What cannot be understood is as if it had not been asked."""
        kind = self.cleaned_data.get("tipo")
        found = mesas.filter(STATES[self.cleaned_data.get("estado") or "vigentes"])
        found = found.filter(kind=kind) if kind else found
        return found.select_related("parent").order_by("name", "pk")


class ProblemsOfMesa(ListFilter):
    q = SoughtField(_("Texto"))
    estado = FixedChoiceField(
        label=_("Estado"),
        required=False,
        choices=[("", _("en lista")), *ProblemState.choices[1:], ("todos", _("todos"))],
    )
    tipo = FixedChoiceField(
        label=_("Tipo"), required=False, choices=[("", _("todos")), *ProblemKind.choices]
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_valid()

    def apply(self, problems):
        asked = self.cleaned_data
        state = asked.get("estado") or ProblemState.LISTED
        found = problems if state == "todos" else problems.filter(state=state)
        if kind := asked.get("tipo"):
            found = found.filter(kind=kind)
        if text := plain(asked.get("q") or ""):
            found = found.filter(title_key__contains=text)
        return found.order_by(F("moved_on").desc(nulls_last=True), "-pk")

    def selects(self):
        """Its choices as plain values: a widget's own templates cost as much as fifty rows."""
        for name in ("estado", "tipo"):
            field, chosen = self.fields[name], self.cleaned_data.get(name) or ""
            choices = [(value, text, value == chosen) for value, text in field.choices]
            yield name, field.label, choices
