"""The programme of this installation: who convenes, how often, and what is told of it."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from destraba.mesas.models import Mesa, Programme
from destraba.web.launching.doors import sees_launching
from destraba.web.toasts import toast

from .forms import ProgrammeForm


@require_safe
def read(request):
    if not Mesa.objects.visible_to(request.user).exists() and not request.user.sees_everything:
        raise Http404
    context = {
        "may_run": request.user.runs_everything,
        "sees_launching": sees_launching(request.user),
    }
    return render(request, "web/programme/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request):
    if not request.user.runs_everything:
        raise Http404
    programme = Programme.current()
    initial = {field: getattr(programme, field) for field in ProgrammeForm.base_fields}
    initial["norm_kinds"] = "\n".join(programme.kinds_of_norm)
    form = ProgrammeForm(request.POST or None, initial=initial)
    if form.is_valid():
        told = {**form.cleaned_data, "is_fictional": programme.is_fictional}
        Programme.set_up(by=request.user, at=request.now, **told)
        toast(request, _("Programa guardado; lo que decía antes se conserva."))
        return redirect("programme")

    status = 422 if form.is_bound else 200
    return render(request, "web/programme/settings.html", {"form": form}, status=status)
