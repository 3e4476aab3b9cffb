"""A high-level session, planned in one step from what waits for a decision (R06)."""

from django import forms
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from destraba.mesas.high_level import call_session, session_for
from destraba.mesas.models import Elevation
from destraba.web.forms import SeveralField, refusals_in
from destraba.web.meetings.forms import When
from destraba.web.toasts import toast

from .finding import ask, run_by


class SessionForm(When):
    """When and where; what else of the mesa waits may be seen in the same session."""

    words = forms.CharField(
        label=gettext_lazy("Para qué"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("Una frase: la leerán quienes sean invitados."),
    )
    others = SeveralField(
        Elevation.objects.none(),
        label=gettext_lazy("También se decidirá"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ["day", "hour", "minutes", "place", "link", "words", "others"]

    def __init__(self, *args, elevation, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["minutes"].initial = 60
        others = Elevation.objects.filter(mesa=elevation.mesa_id).waiting().with_facts()
        others = others.exclude(pk=elevation.pk).exclude(state="scheduled")
        if others.exists():
            self.fields["others"].queryset = others.oldest_first()
        else:
            del self.fields["others"]


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request, pk):
    elevation = run_by(request, pk)
    there = session_for(elevation)
    if there and request.method != "POST":
        return redirect("meeting", there.pk)
    form = SessionForm(request.POST or None, elevation=elevation, now=request.now)
    if form.is_valid():
        with refusals_in(form):
            told = form.cleaned_data
            together = [elevation, *told.pop("others", [])]
            meeting = call_session(together, by=request.user, at=request.now, **told)
            toast(request, _("Prevista, con su agenda. Al convocarla salen las ayudas memoria."))
            return redirect("meeting-invitation", meeting.pk)
    title = _("Llevarla a una sesión de alto nivel")
    lead = _(
        "Su agenda es lo que se elevó, y nada más; quien la decide recibe antes su ayuda memoria."
    )
    return ask(request, form, title, elevation, done=_("Prever la sesión"), lead=lead)
