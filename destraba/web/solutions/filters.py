"""Which norms, in what order: the choices that a person has, and nothing else."""

from django import forms
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import Stage
from destraba.mesas.models import Mesa
from destraba.search.models import SearchDoc
from destraba.web.forms import FixedChoiceField, ListFilter, NamedChoiceField, SoughtField

SORTS = {
    "nuevas": [F("dated").desc(), "-pk"],
    "viejas": [F("dated").asc(), "pk"],
    "tipo": ["kind", "number", "pk"],
}


class NormFilter(ListFilter):
    q = SoughtField(_("Texto"))
    mesa = NamedChoiceField(
        Mesa.objects.none(), label=_("Mesa"), required=False, empty_label=_("todas")
    )
    tipo = forms.ChoiceField(label=_("Tipo"), required=False)
    etapa = FixedChoiceField(
        label=_("Etapa"), required=False, choices=[("", _("todas")), *Stage.choices]
    )
    organismo = forms.ChoiceField(label=_("Quién la dicta"), required=False)
    orden = FixedChoiceField(
        label=_("Orden"),
        required=False,
        choices=[
            ("nuevas", _("más nuevas")),
            ("viejas", _("más antiguas")),
            ("tipo", _("por tipo y número")),
        ],
    )

    def __init__(self, *args, person, norms, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mesa"].queryset = Mesa.objects.visible_to(person)
        self.fields["tipo"].choices = [("", _("todos")), *((kind, kind) for kind in norms.kinds())]
        issuers = [("", _("todos")), *((name, name) for name in norms.issuers())]
        self.fields["organismo"].choices = issuers
        self.is_valid()

    def apply(self, norms):
        """The norms asked for; what cannot be understood is as if it had not been asked."""
        asked = self.cleaned_data
        found = norms
        if text := asked.get("q"):
            docs = SearchDoc.objects.matching(text, language=get_language() or "es")
            found = found.filter(pk__in=docs.filter(kind="norm").order_by().values("object_id"))
        for field, name in {"mesa": "mesa", "kind": "tipo", "reached": "etapa"}.items():
            if value := asked.get(name):
                found = found.filter(**{field: value})
        if issuer := asked.get("organismo"):
            found = found.filter(Q(body__name=issuer) | Q(body=None, body_name=issuer))
        return found.order_by(*SORTS.get(asked.get("orden") or "", SORTS["nuevas"]))

    def of_its_mesa(self, options):
        mesa = self.cleaned_data.get("mesa")
        return options.filter(problem__mesa=mesa) if mesa else options
