"""What comes back: it was received, it is studied, scheduled, decided or returned; or it climbs."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from destraba.kit.vocabulary import ElevationMotive, ElevationState, Ruling
from destraba.mesas.models import Elevation, Meeting
from destraba.web.forms import refusals_in
from destraba.web.numbers import whole
from destraba.web.replies import Step
from destraba.web.toasts import toast

from .finding import answerable_by, ask, run_by
from .forms import AnswerForm, ClimbForm, DecisionForm, promise_forms

either = require_http_methods(["GET", "HEAD", "POST"])


# The kind of decision that each motive usually asks for.
LIKELY = {
    ElevationMotive.DEADLOCK: Ruling.DISPUTE,
    ElevationMotive.BUDGET: Ruling.BUDGET,
    ElevationMotive.REGULATION: Ruling.NORM,
    ElevationMotive.UNRESPONSIVE: Ruling.INSTRUCTION,
}
UP, RECEIVED, STUDIED = ElevationState.RAISED, ElevationState.RECEIVED, ElevationState.STUDIED
STEPS = {
    step.word: step
    for step in [
        Step(
            "recepcion",
            gettext_lazy("Acusar recibo"),
            gettext_lazy("Algo que decir a quienes la elevaron"),
            "inbox",
            "receive",
            (UP,),
            must=False,
        ),
        Step(
            "estudio",
            gettext_lazy("Está en estudio"),
            gettext_lazy("Quién la estudia y qué falta"),
            "microscope",
            "study",
            (UP, RECEIVED),
        ),
        Step(
            "agenda",
            gettext_lazy("Se agendó"),
            gettext_lazy("Cuándo y dónde se verá"),
            "calendar",
            "schedule",
            (UP, RECEIVED, STUDIED),
        ),
        Step(
            "devolucion",
            gettext_lazy("Devolver sin decidir"),
            gettext_lazy("Por qué vuelve, y qué haría falta"),
            "undo-2",
            "send_back",
            (UP, RECEIVED, STUDIED, ElevationState.SCHEDULED),
        ),
    ]
}


def steps_of(elevation):
    return [step for step in STEPS.values() if elevation.state in step.since]


@either
def answer(request, pk, step):
    if step not in STEPS:
        raise Http404
    elevation, step = answerable_by(request, pk), STEPS[step]
    # A receipt may say nothing: what is posted may be empty.
    told = request.POST if request.method == "POST" else None
    form = AnswerForm(told, ask=step.ask, must=step.must)
    if form.is_valid():
        with refusals_in(form):
            getattr(Elevation, step.verb)(
                elevation, by=request.user, at=request.now, **form.cleaned_data
            )
            toast(request, _("Anotado: quienes la elevaron lo verán."))
            return redirect("elevation", pk)
    return ask(request, form, step.label, elevation)


@either
def decide(request, pk):
    elevation = answerable_by(request, pk)
    meeting = _session(request, elevation)
    told = request.POST or None
    initial = {
        "decider": elevation.asked_of_id,
        "decided_on": min(meeting.day or request.today, request.today)
        if meeting
        else request.today,
        "ruling": LIKELY.get(elevation.motive, Ruling.OTHER),
    }
    form = DecisionForm(told, elevation=elevation, today=request.today, initial=initial)
    lines = promise_forms(told, elevation, by=request.user)
    if all([form.is_valid(), *(line.is_valid() for line in lines)]):
        with refusals_in(form):
            promises = [line.told for line in lines if line.told]
            told = {"promises": promises, "meeting": meeting, **form.cleaned_data}
            elevation.decide(by=request.user, at=request.now, **told)
            toast(request, _("Decidido. Quienes la elevaron ya lo ven, con sus compromisos."))
            if meeting and meeting.is_in_progress:
                return redirect("meeting-closing", meeting.pk)
            return redirect("elevation", pk)
    template = "web/elevations/decision.html"
    wrong = [line for line in lines if line.errors]
    more = {"template": template, "lines": lines, "wrong": wrong, "meeting": meeting}
    return ask(request, form, _("La decisión"), elevation, **more)


def _session(request, elevation):
    """The session where it is decided, when the page is asked for from there."""
    asked = request.GET.get("sesion", "")
    meetings = Meeting.objects.visible_to(request.user).filter(mesa=elevation.mesa_id)
    return get_object_or_404(meetings, pk=whole(asked)) if asked else None


@either
def climb(request, pk):
    elevation = run_by(request, pk)
    above = elevation.next_rung()
    if above is None and request.method != "POST":
        toast(request, _("Ya está en el peldaño más alto: solo queda la respuesta."))
        return redirect("elevation", pk)
    told, initial = request.POST or None, {"since": elevation.rung}
    form = ClimbForm(told, mesa=elevation.mesa, today=request.today, initial=initial)
    if form.is_valid():
        with refusals_in(form):
            elevation.climb(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Subió al peldaño «%s».") % elevation.rung_name)
            return redirect("elevation", pk)
    title = (
        _("Subir al peldaño «%s»") % above["name"] if above else _("Ya está en el peldaño más alto")
    )
    return ask(request, form, title, elevation, done=_("Subir"))
