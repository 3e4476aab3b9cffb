"""What was decided by somebody with power: to have mesas, to launch one or not, to skip a step."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from destraba.kit.vocabulary import ConvenerPower, DecisionKind, ProgrammeRole
from destraba.mesas.directory import people_visible_to
from destraba.mesas.models import Decision, Mesa, may_take_decisions
from destraba.people.models import Person
from destraba.web.forms import refusals_in
from destraba.web.paging import Page
from destraba.web.toasts import toast

from .doors import sees_launching
from .forms import DecisionForm


@require_safe
def listing(request):
    seen = Decision.objects.visible_to(request.user).select_related("mesa")
    page = Page(seen.latest_first(), request.GET.get("pagina"))
    may_take = may_take_decisions(request.user)
    if not (page.rows or may_take or sees_launching(request.user)):
        raise Http404
    return render(request, "web/launching/decisions.html", {"page": page, "may_take": may_take})


@require_safe
def detail(request, pk):
    seen = Decision.objects.visible_to(request.user).select_related("mesa", "person")
    decision = get_object_or_404(seen, pk=pk)
    powers = [(power.label, power.value in decision.powers) for power in ConvenerPower]
    context = {
        "decision": decision,
        "powers": powers if decision.kind == DecisionKind.CONVENE else [],
        "sees_mesa": decision.mesa_id
        and Mesa.objects.visible_to(request.user).filter(pk=decision.mesa_id).exists(),
        "sees_person": decision.person_id
        and people_visible_to(request.user).filter(pk=decision.person_id).exists(),
    }
    return render(request, "web/launching/decision.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def take(request):
    """The political one, of the whole programme; a mesa's are taken where they belong."""
    if not may_take_decisions(request.user):
        raise Http404
    form = DecisionForm(request.POST or None, initial=_known(request))
    if form.is_valid():
        with refusals_in(form):
            told = form.cleaned_data
            person = _the_only_one_named(told["decider"])
            decision = Decision.take(
                kind=DecisionKind.CONVENE, person=person, by=request.user, at=request.now, **told
            )
            toast(request, _("Anotada: queda para siempre, con su razón."))
            return redirect("decision", decision.pk)
    status = 422 if form.is_bound else 200
    return render(request, "web/launching/take.html", {"form": form}, status=status)


def _known(request):
    """Who convenes signs in to say so herself; for others, the post that convenes."""
    is_hers = ProgrammeRole.CONVENER in request.user.programme_roles
    title = request.programme.convener_title
    return {
        "decider": request.user.name if is_hers else title,
        "decided_on": request.today,
    }


def _the_only_one_named(text):
    found = list(Person.objects.named(text)[:2])
    return found[0] if len(found) == 1 else None
