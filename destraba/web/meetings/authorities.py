"""An authority in an ordinary session: somebody says why, and the reason stays (R05)."""

from django import forms
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from destraba.mesas.high_level import authorities_at, explain
from destraba.web.forms import Words, refusals_in
from destraba.web.toasts import toast

from .finding import ask, run_by


class WhyForm(forms.Form):
    why = Words(gettext_lazy("Por qué viene a una sesión ordinaria"), rows=2)


@require_http_methods(["GET", "HEAD", "POST"])
def say_why(request, pk, person):
    meeting = run_by(request, pk)
    found = authorities_at(meeting, also=[person])
    asked = next((each for each in found if each.pk == person), None)
    if asked is None:
        if request.method == "POST":
            return redirect("meeting", pk)
        raise Http404
    form = WhyForm(request.POST or None)
    if form.is_valid():
        with refusals_in(form):
            explain(meeting, asked, by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Anotado: la razón queda con la sesión."))
            return redirect("meeting-invitation" if meeting.is_to_come else "meeting", pk)
    title = _("%s en una sesión ordinaria") % asked.name
    lead = _(
        "El método reserva a las altas autoridades para lo que se eleva; aquí se dice por qué."
    )
    return ask(request, form, title, meeting=meeting, done=_("Anotar la razón"), lead=lead)
