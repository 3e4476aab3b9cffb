"""The programme brings its territories: pasted, with its official map, or as ISO lists them."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from destraba.kit.refusal import Refused
from destraba.mesas.models import TerritoryMap
from destraba.mesas.models.territory_map import enter
from destraba.web.forms import refusals_in
from destraba.web.toasts import toast

from .forms import MapForm, TerritoriesForm

either = require_http_methods(["GET", "HEAD", "POST"])


@either
def listed(request):
    must_coordinate(request)
    form = TerritoriesForm(request.POST or None)
    if not form.is_valid():
        return _ask(request, form, _("Traer la lista de territorios"))

    new = enter(form.cleaned_data["lines"])
    words = ngettext("%(n)d territorio nuevo.", "%(n)d territorios nuevos.", new)
    toast(request, words % {"n": new})
    return redirect("territories")


@either
def drawn(request):
    must_coordinate(request)
    form = MapForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        with refusals_in(form, file=Refused):
            TerritoryMap.bring(form.cleaned_data["file"], by=request.user, at=request.now)
            toast(request, _("El mapa está puesto, y sus territorios también."))
            return redirect("territories")
    return _ask(request, form, _("Traer el mapa oficial"), is_map=True)


def must_coordinate(request):
    if not request.user.runs_everything:
        raise Http404


def _ask(request, form, title, **more):
    context = {"form": form, "title": title, **more}
    status = 422 if form.is_bound else 200
    return render(request, "web/territories/bring.html", context, status=status)
