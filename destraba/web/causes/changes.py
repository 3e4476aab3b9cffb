"""What may happen to causes, each time without leaving the page that shows them all."""

from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from destraba.mesas.models import Cause
from destraba.mesas.models.cause import NoSuchPlace, NotSaid
from destraba.mesas.models.grove import Grove
from destraba.web.forms import refusals_in
from destraba.web.numbers import whole

from .forms import PlaceForm, WordingForm
from .pages import ask_why, done, one_among, one_of, run, show
from .steps import STEPS, steps_of

either = require_http_methods(["GET", "HEAD", "POST"])
WAYS = {"up": -1, "down": 1}


@either
def new(request, problem):
    """«Why?», asked of the problem itself, or of the cause that the address names."""
    problem = run(request, problem)
    parent, grove = _named(request, problem, request.GET.get("bajo", ""))
    form = ask_why(problem, request.POST or None)
    if form.is_valid():
        told = {"parent": parent, "by": request.user, "at": request.now, **form.cleaned_data}
        with refusals_in(form):
            cause = Cause.suppose(problem, **told)
            return done(request, problem, cause, _("Anotada. ¿Y eso, por qué?"))
    part = "cause" if parent else "why"
    more = {"grove": grove, "steps": steps_of(parent)} if parent else {}
    return show(request, problem, part, chosen=parent, form=form, **more)


@either
def reword(request, problem, cause):
    problem = run(request, problem)
    cause, grove = one_among(request, problem, cause)
    initial = {name: getattr(cause, name) for name in ("text", "said_by", "would_refute")}
    form = WordingForm(request.POST or None, problem=problem, cause=cause, initial=initial)
    if form.is_valid():
        with refusals_in(form, why=NotSaid):
            cause.reword(by=request.user, at=request.now, **form.cleaned_data)
            return done(request, problem, cause, _("Guardada; lo que decía antes se conserva."))
    told = {"chosen": cause, "grove": grove, "title": _("Corregir")}
    return show(request, problem, "form", form=form, **told)


@either
def take_step(request, problem, cause, step):
    if step not in STEPS:
        raise Http404
    problem, step = run(request, problem), STEPS[step]
    cause, grove = one_among(request, problem, cause)
    form = step.form(request.POST or None, request.FILES or None, ask=step.ask)
    if form.is_valid():
        with refusals_in(form, evidence=NotSaid):
            step.verb(cause, by=request.user, at=request.now, **form.cleaned_data)
            return done(request, problem, cause, _("Hecho; la razón queda en su historia."))
    told = {"chosen": cause, "grove": grove, "title": step.label}
    return show(request, problem, "form", form=form, **told)


@either
def place(request, problem, cause):
    problem = run(request, problem)
    grove = Grove(problem.causes.with_facts())
    cause = grove.by_pk.get(cause) or one_of(problem, cause)
    initial = {"parent": cause.parent_id or ""}
    form = PlaceForm(request.POST or None, grove=grove, cause=cause, initial=initial)
    if form.is_valid():
        parent = grove.by_pk.get(form.cleaned_data["parent"])
        with refusals_in(form, parent=NoSuchPlace):
            cause.move(parent=parent, by=request.user, at=request.now)
            return done(request, problem, cause, _("Movida, con todo lo que cuelga de ella."))
    told = {"chosen": cause, "grove": grove, "title": _("Mover")}
    return show(request, problem, "form", form=form, **told)


@require_POST
def arrange(request, problem):
    """One place up or down among those that explain the same: «7:up»."""
    problem = run(request, problem)
    pk, _colon, way = request.POST.get("move", "").partition(":")
    if way not in WAYS:
        raise Http404
    cause = one_of(problem, whole(pk))
    cause.shift(WAYS[way], by=request.user, at=request.now)
    return done(request, problem, cause, _("Movida."))


@require_POST
def take_back(request, problem, cause):
    problem = run(request, problem)
    cause = one_of(problem, cause)
    parent = cause.parent
    cause.take_back(by=request.user, at=request.now)
    return done(request, problem, parent, _("Borrada."))


def _named(request, problem, pk):
    """The cause that an address names, or None for the problem itself."""
    if not pk:
        return None, None
    return one_among(request, problem, whole(pk))
