"""Which problems, in what order: the choices a person has, and nothing else."""

import datetime

from django import forms
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from destraba.kit.text import plain
from destraba.kit.vocabulary import (
    DecentWorkDeficit,
    ExcludedGroup,
    Pace,
    ProblemKind,
    ProblemState,
    ProductivityPillar,
)
from destraba.mesas import solved
from destraba.mesas.figures import STILL
from destraba.mesas.models import Mesa
from destraba.people.models import Organization
from destraba.web.forms import FixedChoiceField, ListFilter, NamedChoiceField, SoughtField

SORTS = {
    "quietos": [F("moved_on").asc(nulls_last=True), "pk"],
    "movidos": [F("moved_on").desc(nulls_last=True), "-pk"],
    "recientes": ["-pk"],
    "titulo": ["title_key", "pk"],
}
# By the one rule of mesas/solved.py: what each is called, and which they are.
BY_THE_RULE = {
    "en-operacion": (_("resueltos: solución en operación, con evidencia"), solved.solved),
    "verificados": (_("resueltos: con efecto verificado"), solved.verified),
    "publicados": (_("con la norma publicada, sin resolver aún"), solved.published),
    "con-solucion": (_("con una solución elegida"), solved.answered),
    "exonerados": (_("con una exoneración o un subsidio elegido"), solved.exempted),
    "por-mostrar": (_("dados por resueltos, sin evidencia en operación"), solved.declared),
    "contados": (_("todos los que cuentan: sin los descartados ni los reunidos"), solved.counted),
}
# The same, of a stretch of time that ends today.
LATELY = {
    "quincena": (_("resueltos en esta quincena"), 1),
    "quincena-anterior": (_("resueltos en la quincena anterior"), 2),
}
FORTNIGHT = datetime.timedelta(days=14)


class ProblemFilter(ListFilter):
    q = SoughtField(_("Texto"))
    estado = FixedChoiceField(
        label=_("Estado"),
        required=False,
        choices=[
            ("", _("por resolver")),
            *ProblemState.choices,
            ("quietos", _("sin movimiento hace un mes")),
            *((word, label) for word, (label, _which) in {**BY_THE_RULE, **LATELY}.items()),
            ("todos", _("todos")),
        ],
    )
    mesa = NamedChoiceField(
        Mesa.objects.none(), label=_("Mesa"), required=False, empty_label=_("todas")
    )
    tipo = FixedChoiceField(
        label=_("Tipo"), required=False, choices=[("", _("todos")), *ProblemKind.choices]
    )
    ritmo = FixedChoiceField(
        label=_("Ritmo"), required=False, choices=[("", _("todos")), *Pace.choices]
    )
    mueve = FixedChoiceField(
        label=_("Mueve"),
        required=False,
        choices=[
            ("", _("–")),
            (_("trabajo decente"), DecentWorkDeficit.choices),
            (_("productividad"), ProductivityPillar.choices),
        ],
    )
    grupo = FixedChoiceField(
        label=_("Toca a"), required=False, choices=[("", _("–")), *ExcludedGroup.choices]
    )
    orden = FixedChoiceField(
        label=_("Orden"),
        required=False,
        choices=[
            ("movidos", _("recién movidos")),
            ("quietos", _("más quietos")),
            ("recientes", _("los más nuevos")),
            ("titulo", _("alfabético")),
        ],
    )

    organizacion = forms.ModelChoiceField(
        Organization.objects.all(), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mesa"].queryset = Mesa.objects.visible_to(person)
        self.is_valid()

    def apply(self, problems, *, on):
        """The problems asked for; what cannot be understood is as if it had not been asked."""
        asked = self.cleaned_data
        found = _in_state(problems, asked.get("estado", ""), on)
        if text := plain(asked.get("q") or ""):
            found = found.filter(title_key__contains=text)
        for field, name in {"mesa": "mesa", "kind": "tipo", "pace": "ritmo"}.items():
            if value := asked.get(name):
                found = found.filter(**{field: value})
        if organization := asked.get("organizacion"):
            found = found.acted_on_by(organization)
        # A list of codes in JSON: no engine's own operator, so that both answer the same.
        if code := asked.get("mueve"):
            told = Q(deficits__icontains=f'"{code}"') | Q(pillars__icontains=f'"{code}"')
            found = found.filter(told)
        if group := asked.get("grupo"):
            found = found.filter(groups__icontains=f'"{group}"')
        return found.order_by(*SORTS.get(asked.get("orden") or "", SORTS["movidos"]))


def _in_state(problems, state, on):
    if state == "todos":
        return problems
    if state in BY_THE_RULE:
        return BY_THE_RULE[state][1](problems)
    if state in LATELY:
        back = LATELY[state][1]
        until = on - (back - 1) * FORTNIGHT
        return solved.solved_since(problems, on - back * FORTNIGHT, until)
    if state == "quietos":
        return problems.alive().filter(moved_on__lt=on - STILL)
    return problems.filter(state=state) if state else problems.alive()
