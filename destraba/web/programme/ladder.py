"""The rungs above the operating body: added, renamed, put in order, with their days."""

from django import forms
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from destraba.mesas.ladder import LONGEST_NAME, MOST_DAYS, MOST_RUNGS, Rung, relay, standing
from destraba.mesas.ladder import fingerprint as fingerprint_of
from destraba.mesas.models import Programme
from destraba.trail.models import Event
from destraba.web.forms import Words, refusals_in
from destraba.web.toasts import toast

# Blank lines after the rungs that there are.
SPARE, LATEST = 2, 12


class RungForm(forms.Form):
    """One rung; without a name it is none. `place` says its order, from below."""

    place = forms.IntegerField(label=gettext_lazy("Lugar"), min_value=1, max_value=99)
    name = forms.CharField(
        label=gettext_lazy("Quién decide ahí"), max_length=LONGEST_NAME, required=False
    )
    days = forms.IntegerField(
        label=gettext_lazy("Días para responder"),
        min_value=1,
        max_value=MOST_DAYS,
        required=False,
    )
    was = forms.IntegerField(
        required=False, min_value=0, max_value=MOST_RUNGS, widget=forms.HiddenInput
    )

    def clean(self):
        told = self.cleaned_data
        if (told.get("name") or "").strip() and not told.get("days") and "days" not in self.errors:
            self.add_error("days", _("Diga en cuántos días responde."))
        return told

    @property
    def rung(self):
        told = self.cleaned_data
        if not told["name"]:
            return None
        return Rung(told["name"], told["days"], told["was"])


class WhyForm(forms.Form):
    why = Words(gettext_lazy("Por qué cambian"), rows=2)
    since = forms.CharField(widget=forms.HiddenInput, required=False)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request):
    if not request.user.runs_everything:
        raise Http404
    programme = Programme.current()
    told = request.POST or None
    lines = _lines(told, programme.ladder)
    form = WhyForm(told, initial={"since": fingerprint_of(programme.ladder)})
    if all([form.is_valid(), *(line.is_valid() for line in lines)]):
        with refusals_in(form):
            in_order = sorted(lines, key=lambda line: line.cleaned_data["place"])
            rungs = [line.rung for line in in_order if line.rung]
            relay(rungs, by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Guardados; cada elevación sigue en el suyo."))
            return redirect("programme-rungs")
    waiting = standing()
    context = {
        "form": form,
        "lines": [(line, waiting[n]) for n, line in enumerate(lines)],
        "history": _history(programme),
    }
    status = 422 if form.is_bound else 200
    return render(request, "web/programme/ladder.html", context, status=status)


def _lines(told, ladder):
    """As many as were sent, or those that there are and some blank ones."""
    count = len(ladder) + SPARE
    if told:
        sent = [n for n in range(MOST_RUNGS + SPARE) if f"r{n}-place" in told]
        count = len(sent) or count
    rungs = [{**rung, "was": n} for n, rung in enumerate(ladder)]
    initial = [*rungs, *({} for _n in range(max(0, count - len(rungs))))]
    return [
        RungForm(told, prefix=f"r{n}", initial={**rung, "place": n + 1})
        for n, rung in enumerate(initial[:count])
    ]


def _history(programme):
    if not programme.pk:
        return []
    told = Event.objects.of_subject(programme).filter(verb="programme.laddered")
    return told.newest_first()[:LATEST]
