"""What comes back from the national mesa, and what the territorial one says meanwhile."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from destraba.kit.vocabulary import WAITING_FOR_A_MESA, ReferralState
from destraba.mesas.models import Problem, Referral
from destraba.mesas.upstream import alike_among, alike_waiting
from destraba.web.forms import refusals_in
from destraba.web.replies import Step
from destraba.web.toasts import toast

from .finding import answerable_by, ask, run_by
from .forms import AcceptanceForm, AnswerForm, SolutionForm, StepForm

either = require_http_methods(["GET", "HEAD", "POST"])
# So many are compared with what arrives.
MOST_COMPARED = 300


OPEN = tuple(WAITING_FOR_A_MESA)
STEPS = {
    step.word: step
    for step in [
        Step(
            "recepcion",
            gettext_lazy("Acusar recibo"),
            gettext_lazy("Algo que decir a quienes esperan"),
            "inbox",
            "receive",
            (ReferralState.SENT,),
            must=False,
        ),
        Step(
            "pedido",
            gettext_lazy("Pedir saber más"),
            gettext_lazy("Qué falta saber para contestar"),
            "circle-question-mark",
            "ask_for_more",
            tuple(state for state in OPEN if state != ReferralState.ASKED),
        ),
        Step(
            "respuesta",
            gettext_lazy("Responder"),
            gettext_lazy("La respuesta, en sus palabras"),
            "message-square",
            "answer",
            OPEN,
        ),
        Step(
            "devolucion",
            gettext_lazy("Devolver"),
            gettext_lazy("Por qué vuelve, y qué podría hacerse allá"),
            "undo-2",
            "send_back",
            OPEN,
        ),
    ]
}


def steps_of(referral):
    return [step for step in STEPS.values() if referral.state in step.since]


@either
def answer(request, pk, step):
    if step not in STEPS:
        raise Http404
    referral, step = answerable_by(request, pk), STEPS[step]
    form_of = AnswerForm if step.verb == "answer" else StepForm
    form = form_of(request.POST or None, ask=step.ask, must=step.must, initial=_seen(referral))
    if form.is_valid():
        with refusals_in(form):
            verb = getattr(Referral, step.verb)
            verb(referral, by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Anotado: quienes esperan ya lo ven."))
            return redirect("referral", pk)
    return ask(request, form, step.label, referral)


@either
def accept(request, pk):
    referral = answerable_by(request, pk)
    problems = Problem.objects.filter(mesa=referral.to).alive()
    problems = problems.exclude(pk=referral.national_problem_id)
    others = Referral.objects.answerable_by(request.user).waiting().select_related("mesa")
    others = others.filter(to=referral.to, national_problem=None).exclude(pk=pk)
    alike = alike_waiting(referral, others[:MOST_COMPARED])
    likest = alike_among(referral, problems[:MOST_COMPARED])
    form = AcceptanceForm(
        request.POST or None,
        problems=problems,
        others=others,
        alike=alike,
        initial={**_seen(referral), "problem": likest},
    )
    if form.is_valid():
        with refusals_in(form):
            taken = referral.accept(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Aceptada: está en «%s». Quienes esperan ya lo ven.") % taken.title)
            return redirect("referral", pk)
    title = _("Unir a otro problema") if referral.national_problem_id else _("Aceptar")
    lead = {"likest": likest, "alike": alike}
    return ask(request, form, title, referral, template="web/referrals/acceptance.html", **lead)


@either
def solve(request, pk):
    referral = answerable_by(request, pk)
    initial = {**_seen(referral), "who": referral.executor[:200]}
    form = SolutionForm(request.POST or None, referral=referral, initial=initial)
    if form.is_valid():
        with refusals_in(form):
            referral.solve(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Resuelta. Quienes esperaban ya lo ven, con quién y desde cuándo."))
            return redirect("referral", pk)
    return ask(request, form, _("Resolver"), referral)


@either
def tell(request, pk):
    referral = run_by(request, pk)
    asked = referral.turns.filter(kind="asked").last() if referral.is_turn_below else None
    label = _("Lo que piden saber") if asked else _("Lo que quiere contar")
    form = StepForm(request.POST or None, ask=label, initial=_seen(referral))
    if form.is_valid():
        with refusals_in(form):
            referral.tell(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Contado: la mesa nacional ya lo ve."))
            return redirect("referral", pk)
    title = _("Contestar") if asked else _("Contar más")
    return ask(request, form, title, referral, asked=asked)


def _seen(referral):
    """The steps on the page that she looks at: from an older one nothing is done twice."""
    return {"since": referral.turns.count()}
