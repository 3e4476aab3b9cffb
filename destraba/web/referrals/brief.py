"""What other pages show of what was handed up: a problem's, a mesa's, the week's."""

from django.db.models import Count, OuterRef, Subquery

from destraba.kit.prepared import prepared
from destraba.kit.vocabulary import MesaKind
from destraba.mesas import upstream
from destraba.mesas.models import Problem, Referral
from destraba.mesas.models.places import Viewer

MOST_OF_A_WEEK = 6


def of_problem(problem, *, today):
    """Below: its level and what was sent up. Above: who waits for it."""
    if problem.mesa_kind != MesaKind.TERRITORIAL:
        waiting = upstream.who_waits_for(problem) if "waited_for" in problem.held else []
        return {"waits_below": [(each, each.days_waited(on=today)) for each in waiting]}
    is_sent = "referrals" in problem.held
    sent = problem.referrals.select_related("to").order_by("-pk") if is_sent else []
    return {
        "level": problem.levels.last() if "levels" in problem.held else None,
        "sent_up": [(each, each.days_waited(on=today)) for each in sent],
    }


def with_what_waits(mesas):
    """Annotate, in the question of the mesa itself, what waits and what has no level."""
    return mesas.annotate(
        waits_above=_count(Referral.objects.waiting(), "mesa"),
        waits_here=_count(Referral.objects.waiting(), "to"),
        unplaced=_count(Problem.objects.alive().filter(level=""), "mesa"),
    )


def _count(rows, field):
    its = rows.order_by().filter(**{field: OuterRef("pk")}).values(field)
    return Subquery(its.annotate(count=Count("pk")).values("count"))


def how_many_wait(mesa):
    """Of its own, above; of what others sent, here. `mesa` is read `with_what_waits`."""
    waits = mesa.waits_above if mesa.kind == MesaKind.TERRITORIAL else mesa.waits_here
    return waits or 0


def advice_of(mesa, *, today, days):
    """R29, for who runs a territorial mesa: what nobody has handed up, and what has no level."""
    if mesa.kind != MesaKind.TERRITORIAL or not mesa.is_run:
        return {}
    unsent = upstream.unsent(mesa.pk, days=days, on=today)
    return {"unsent": unsent, "unplaced": mesa.unplaced or 0}


def of_week(onlooker, *, today):
    """What waits at either end that she runs, her turn first; one question where there is any."""
    if not onlooker.run_with("referrals", "tray"):
        return []
    rows = [
        {
            "referral": each,
            "days": each.days_waited(on=today),
            "is_late": each.is_late(on=today),
            "is_hers": each.is_asked_of(onlooker.person),
        }
        for each in _waiting_at_either_end(Viewer.of(onlooker.person))
    ]
    return sorted(rows, key=lambda row: not row["is_hers"])[:MOST_OF_A_WEEK]


@prepared
def _waiting_at_either_end(viewer):
    hers = Referral.objects.run_by(viewer) | Referral.objects.answerable_by(viewer)
    return hers.waiting().select_related("mesa", "to", "national_problem").oldest_first()


def unsent_of_week(onlooker, *, today, days):
    """R29, of the territorial mesas that she herself runs; at most one question."""
    run = [each for each in onlooker.runs if each in onlooker.mesas]
    territorial = [each for each in run if onlooker.mesas[each].kind == MesaKind.TERRITORIAL]
    return upstream.unsent(*territorial, days=days, on=today) if territorial else []
