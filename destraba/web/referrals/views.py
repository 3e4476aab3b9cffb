"""The trays: what waits at a national mesa, the oldest first; and the parcel of each."""

from django.db.models import Prefetch, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from destraba.kit.vocabulary import MesaKind, ReferralState
from destraba.mesas import upstream
from destraba.mesas.models import Commitment, Mesa, Referral
from destraba.mesas.models.places import is_run_by, places_of
from destraba.web.paging import Page

from .answering import steps_of
from .filters import TrayFilter
from .finding import seen_by
from .parcel import parcel_of, turn_words

# So many are named above the list; as they are placed, the others come.
MOST = 40


@require_safe
def trays(request):
    """Of all mesas that are hers to see: for the coordinator, of the whole programme."""
    return _list(request, Referral.objects.visible_to(request.user))


@require_safe
def tray(request, pk):
    """What arrived at a national mesa, or what a territorial one sent."""
    mesa = get_object_or_404(Mesa.objects.visible_to(request.user), pk=pk)
    runs = is_run_by(pk, request.user)
    is_below = mesa.kind == MesaKind.TERRITORIAL
    if not (runs or is_below or request.user.sees_everything):
        raise Http404
    found = Referral.objects.visible_to(request.user).filter(Q(mesa=mesa) | Q(to=mesa))
    days = request.programme.referral_days
    more = {
        "mesa": mesa,
        "is_below": is_below,
        "unsent": upstream.unsent(pk, days=days, on=request.today)[:MOST] if is_below else [],
        "unplaced": mesa.problems.alive().filter(level="")[:MOST] if is_below and runs else [],
        "may_run": runs,
    }
    return _list(request, found, **more)


def _list(request, found, **more):
    form = TrayFilter(request.GET)
    page = Page(form.apply(found.with_facts()), request.GET.get("pagina"))
    context = {
        "form": form,
        "page": page,
        "rows": [_row(each, request) for each in page],
        "kept": form.kept(),
        "days": request.programme.referral_days,
        **more,
    }
    template = "web/referrals/tray.html" + ("#rows" if request.htmx.target == "rows" else "")
    return render(request, template, context)


def _row(referral, request):
    return {
        "referral": referral,
        "days": referral.days_waited(on=request.today),
        "is_late": referral.is_late(on=request.today),
        "is_hers": referral.is_asked_of(request.user),
    }


@require_safe
def detail(request, pk):
    referral = seen_by(request, pk)
    below, above = (is_run_by(each, request.user) for each in (referral.mesa_id, referral.to_id))
    promised = Prefetch("commitments", Commitment.objects.select_related("responsible"))
    turns = list(referral.turns.select_related("by").prefetch_related(promised))
    since = upstream.hangs_since(turns)
    context = {
        "referral": referral,
        "turns": turns,
        "parcel": parcel_of(referral, turns),
        "whose": turn_words(referral, below=below, above=above),
        "is_hers": referral.is_asked_of(request.user),
        "is_late": referral.is_late(on=request.today),
        "days": referral.days_waited(on=request.today),
        "in_turn": referral.days_in_turn(on=request.today),
        "moves": upstream.moves_of(referral, since=since),
        "promises": upstream.promises_of(
            referral, since=timezone.localdate(since) if since else None
        ),
        "others": _others(referral) if above else [],
        "may_tell": below and referral.is_waiting,
        "may_send_again": below and _came_back(referral),
        "may_answer": above and referral.is_waiting,
        "sees_below": _sits_below(request, referral),
        "sees_above": above or request.user.sees_everything,
        "steps": steps_of(referral) if above else [],
    }
    return render(request, "web/referrals/detail.html", context)


def _came_back(referral):
    """Returned, and its problem is still of the mesa that sent it, and waits above no more."""
    problem = referral.problem
    is_there = problem.mesa_id == referral.mesa_id and problem.is_alive
    is_back = referral.state == ReferralState.RETURNED and is_there
    return is_back and not problem.referrals.waiting().exists()


def _sits_below(request, referral):
    """Each end opens its own half: the problem below is of whoever sits there."""
    is_there = referral.problem.mesa_id == referral.mesa_id
    sees = request.user.sees_everything or referral.mesa_id in places_of(request.user).mesas
    return is_there and sees


def _others(referral):
    """Those that hang from the same problem: only the national mesa knows of them all."""
    if referral.national_problem_id is None:
        return []
    hanging = referral.national_problem.waited_for.exclude(pk=referral.pk)
    return hanging.select_related("mesa").oldest_first()
