"""What the articulator follows up today, on a phone: one touch for each thing."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from destraba.mesas.bounds import lacks_of
from destraba.mesas.following import followed_at, watches_over
from destraba.mesas.models import FieldNote
from destraba.people.models import Organization
from destraba.web.paging import Page
from destraba.web.toasts import toast

from .finding import followed
from .sheet import LOOSE, Sheet, fresh

SUGGESTED = 400


@require_http_methods(["GET", "HEAD", "POST"])
def page(request, pk):
    mesa = followed(request, pk)
    things = {each.key: each for each in followed_at(mesa)}
    sheet = None
    if request.method == "POST":
        sheet = _sheet(request, mesa, things)
        if sheet.is_kept(by=request.user, at=request.now):
            toast(request, _("Anotado."))
            return redirect(reverse("field", args=[pk]) + f"#f-{sheet.key}")
    context = {**_shown(request, mesa), **_forms(request, mesa, things, sheet)}
    return render(request, "web/field/page.html", context, status=422 if sheet else 200)


def _sheet(request, mesa, things):
    """Whoever runs the mesa above reads, and writes nothing here."""
    if not mesa.is_run:
        raise Http404
    return Sheet(request, mesa, things)


def _shown(request, mesa):
    notes = FieldNote.objects.visible_to(request.user).filter(mesa=mesa).newest_first()
    around = notes.select_related("by", "organization", "commitment", "problem")
    watch = next(iter(watches_over([mesa.pk], on=request.today)), None)
    return {
        "mesa": mesa,
        "may_open": mesa.is_run or request.user.sees_everything,
        "trouble": watch.trouble(on=request.today) if watch else "",
        "lacks": lacks_of(mesa),
        "page": Page(around, request.GET.get("pagina")),
    }


def _forms(request, mesa, things, sheet):
    """A form for each thing: as it was sent, if it was this one."""
    if not mesa.is_run:
        return {"rows": [(each, None) for each in things.values()]}
    sent = {sheet.key: sheet.form} if sheet else {}
    forms = {key: sent.get(key) or fresh(mesa, key, today=request.today) for key in things}
    return {
        "rows": [(each, forms[key]) for key, each in things.items()],
        "loose": sent.get(LOOSE) or fresh(mesa, LOOSE, today=request.today),
        "known": Organization.objects.values_list("name", "acronym")[:SUGGESTED],
    }
