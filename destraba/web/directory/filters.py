from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from destraba.kit.text import plain
from destraba.kit.vocabulary import Constituency, ExcludedGroup, OrganizationLevel
from destraba.web.forms import FixedChoiceField, ListFilter, SoughtField


class OrganizationFilter(ListFilter):
    q = SoughtField(_("Nombre o sigla"))
    sector = FixedChoiceField(
        label=_("Sector"), required=False, choices=[("", _("todos")), *Constituency.choices]
    )
    nivel = FixedChoiceField(
        label=_("Nivel"), required=False, choices=[("", _("todos")), *OrganizationLevel.choices]
    )
    grupo = FixedChoiceField(
        label=_("Representa a"), required=False, choices=[("", _("–")), *ExcludedGroup.choices]
    )

    def apply(self, organizations):
        """Those asked for; past names and acronyms count too."""
        self.is_valid()
        asked = self.cleaned_data
        found = organizations
        if text := plain(asked.get("q") or ""):
            past = Q(names__name_key__contains=text) | Q(names__acronym_key=text)
            named = Q(name_key__contains=text) | Q(acronym_key__contains=text) | past
            found = found.filter(pk__in=found.filter(named).values("pk"))
        for field, name in {"constituency": "sector", "level": "nivel"}.items():
            if value := asked.get(name):
                found = found.filter(**{field: value})
        if group := asked.get("grupo"):
            # A list of codes in JSON: no engine's own operator, so that both answer the same.
            found = found.filter(groups__icontains=f'"{group}"')
        return found.order_by("name_key", "pk")


class PersonFilter(ListFilter):
    q = SoughtField(_("Nombre"))

    def apply(self, people):
        self.is_valid()
        text = plain(self.cleaned_data.get("q") or "")
        return people.filter(name_key__contains=text).order_by("name_key", "pk")
