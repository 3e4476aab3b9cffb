"""Which commitments, in what order: the choices a person has, and nothing else."""

import datetime

from django import forms
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from destraba.kit.text import plain
from destraba.kit.vocabulary import CommitmentState, Constituency
from destraba.mesas.models import Mesa
from destraba.people.models import Organization
from destraba.web.forms import FixedChoiceField, ListFilter, NamedChoiceField, SoughtField

WEEK = datetime.timedelta(days=7)
SORTS = {
    "vence": [F("due_on").asc(nulls_last=True), "pk"],
    "vence-tarde": [F("due_on").desc(nulls_last=True), "-pk"],
    "recientes": ["-pk"],
    "antiguos": ["pk"],
}
STATES = [
    ("abiertos", _("abiertos")),
    ("tarde", _("tarde")),
    ("semana", _("vencen en 7 días")),
    ("cumplidos", _("cumplidos")),
    ("retirados", _("retirados")),
    ("todos", _("todos")),
]


def _in_state(state: str, on: datetime.date) -> Q:
    still_open = Q(state=CommitmentState.OPEN)
    return {
        "tarde": still_open & Q(due_on__lt=on),
        "semana": still_open & Q(due_on__range=(on, on + WEEK)),
        "cumplidos": Q(state=CommitmentState.FULFILLED),
        "retirados": Q(state=CommitmentState.WITHDRAWN),
        "todos": Q(),
    }.get(state, still_open)


class CommitmentFilter(ListFilter):
    q = SoughtField(_("Texto"))
    estado = FixedChoiceField(label=_("Estado"), required=False, choices=STATES)
    mesa = NamedChoiceField(
        Mesa.objects.none(), label=_("Mesa"), required=False, empty_label=_("todas")
    )
    de = FixedChoiceField(
        label=_("De quién"),
        required=False,
        choices=[
            ("", _("de todos")),
            ("mios", _("míos: respondo")),
            ("sigo", _("a los que doy seguimiento")),
            *Constituency.choices,
        ],
    )
    orden = FixedChoiceField(
        label=_("Orden"),
        required=False,
        choices=[
            ("vence", _("vence primero")),
            ("vence-tarde", _("vence al final")),
            ("recientes", _("los más nuevos")),
            ("antiguos", _("los más antiguos")),
        ],
    )
    organizacion = forms.ModelChoiceField(
        Organization.objects.all(), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["mesa"].queryset = Mesa.objects.visible_to(person)
        self.is_valid()

    def apply(self, commitments, *, on):
        """The commitments asked for; what cannot be understood is as if it had not been asked."""
        asked = self.cleaned_data
        found = commitments.filter(_in_state(asked.get("estado", ""), on))
        if text := plain(asked.get("q") or ""):
            found = found.filter(promise_key__contains=text)
        if mesa := asked.get("mesa"):
            found = found.filter(mesa=mesa)
        if organization := asked.get("organizacion"):
            found = found.filter(responsible=organization)
        found = found.filter(self._whose(asked.get("de", "")))
        return found.order_by(*SORTS.get(asked.get("orden") or "", SORTS["vence"]))

    def _whose(self, whose):
        if whose == "mios":
            return Q(contact=self.person)
        if whose == "sigo":
            return Q(follower=self.person)
        return Q(_of_sector(whose)) if whose else Q()


def _of_sector(constituency):
    """Asked of each in its turn: joined, SQLite begins at the organisations and sorts them all."""
    sector = Organization.objects.filter(constituency=constituency)
    return Exists(sector.filter(pk=OuterRef("responsible")))
