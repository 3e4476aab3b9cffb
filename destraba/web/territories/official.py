"""The official subdivisions of a country, as ISO 3166-2 lists them: seen first, then brought."""

from dataclasses import dataclass

from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from destraba.kit import iso3166
from destraba.mesas.official_places import Compared, bring_official, compared
from destraba.web.toasts import toast

from .bringing import must_coordinate
from .forms import CountryForm, KindsForm


@dataclass(frozen=True)
class Group:
    """Those of one level and one kind; `of_many`: in a country of several levels."""

    level: int
    kind: str
    told: list[Compared]
    of_many: bool

    @property
    def key(self):
        return f"{self.level}-{self.kind}"

    @property
    def missing(self):
        """How many are not here yet."""
        return sum(each.here is None for each in self.told)

    @property
    def is_begun(self):
        """Some are here and some are not."""
        return 0 < self.missing < len(self.told)

    @property
    def is_wanted(self):
        """What is proposed: the first level, and what somebody began to bring."""
        return self.is_begun or (self.level == 1 and self.missing > 0)

    @property
    def label(self):
        """«Región: 22 de 25 por agregar»; in a country of several levels, of which it is."""
        kind = f"{capfirst(self.kind)}: {self._in_words()}"
        if not self.of_many:
            return kind
        return _("Nivel %(level)s · %(kind)s") % {"level": self.level, "kind": kind}

    def _in_words(self):
        count, missing = len(self.told), self.missing
        told = {"n": count, "missing": missing}
        if not missing:
            return ngettext("%(n)d, ya está", "%(n)d, ya están", count) % told
        if missing < count:
            return _("%(missing)d de %(n)d por agregar") % told
        return _("%(n)d por agregar") % told


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request):
    must_coordinate(request)
    asked = request.GET.get("pais", "").strip().upper()
    country = asked or request.programme.country
    found = compared(iso3166.subdivisions(country))
    groups = _groups(found)
    form = KindsForm(request.POST or None, groups=groups)
    if form.is_valid():
        wanted = [each for each in groups if each.key in form.cleaned_data["kinds"]]
        chosen = [each.official for group in wanted for each in group.told]
        new = bring_official(chosen, by=request.user, at=request.now)
        _say(request, len(new), len(chosen))
        return redirect("territories")

    context = _context(country, found, groups, form)
    status = 422 if form.is_bound or (asked and not found) else 200
    return render(request, "web/territories/official.html", context, status=status)


def _groups(found):
    """From the first level down, and the most first."""
    told = {}
    for each in found:
        told.setdefault((each.official.level, str(each.official.kind)), []).append(each)
    of_many = any(level > 1 for level, _kind in told)
    groups = [Group(*key, each, of_many) for key, each in told.items()]
    return sorted(groups, key=lambda group: (group.level, -len(group.told)))


def _context(country, found, groups, form):
    countries = iso3166.countries()
    return {
        "country": country,
        "country_name": iso3166.country_name(country),
        "countries": CountryForm(initial={"pais": country}, countries=countries),
        "is_free": iso3166.is_free(country),
        "found": found,
        "groups": groups,
        "different": [each for each in found if each.differs],
        "missing": sum(each.missing for each in groups),
        "form": form,
    }


def _say(request, new, chosen):
    if not new:
        toast(request, _("Ya estaban todas: no se agregó ninguna."))
        return
    words = ngettext("%(n)d subdivisión nueva.", "%(n)d subdivisiones nuevas.", new) % {"n": new}
    if before := chosen - new:
        had = ngettext("%(n)d ya estaba.", "%(n)d ya estaban.", before) % {"n": before}
        words = f"{words} {had}"
    toast(request, words)
