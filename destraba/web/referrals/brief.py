"""What other pages show of what was handed up: a problem's, a mesa's, the week's."""

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from destraba.kit.vocabulary import MesaKind
from destraba.mesas import upstream
from destraba.mesas.models import Mesa, Referral
from destraba.mesas.models.places import places_of

MOST_OF_A_WEEK = 6


def of_problem(problem, *, today):
    """Below: its level and what was sent up. Above: who waits for it."""
    if problem.mesa_kind != MesaKind.TERRITORIAL:
        waiting = upstream.who_waits_for(problem)
        return {"waits_below": [(each, each.days_waited(on=today)) for each in waiting]}
    sent = problem.referrals.select_related("to").order_by("-pk")
    return {
        "level": problem.levels.last(),
        "sent_up": [(each, each.days_waited(on=today)) for each in sent],
    }


def with_waiting(mesas: QuerySet[Mesa]) -> QuerySet[Mesa]:
    """Annotate how many wait for it, `waits_here`, and how many of its own wait above."""
    return mesas.annotate(waits_here=_how_many("to"), waits_above=_how_many("mesa"))


def advice_of(mesa, *, today, days):
    """R29, for who runs a territorial mesa: what nobody has handed up, and what has no level."""
    if mesa.kind != MesaKind.TERRITORIAL or not mesa.is_run:
        return {}
    return {
        "unsent": upstream.unsent(mesa.pk, days=days, on=today),
        "unplaced": mesa.problems.alive().filter(level="").count(),
    }


def _how_many(end: str):
    waiting = Referral.objects.waiting().filter(**{end: OuterRef("pk")}).order_by()
    counted = waiting.values(end).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def of_week(person, *, today):
    """What waits at either end that she runs, her turn first; who only looks is asked nothing."""
    if not (person.runs_everything or places_of(person).run):
        return []
    mine = Referral.objects.run_by(person) | Referral.objects.answerable_by(person)
    waiting = list(mine.waiting().select_related("mesa", "to", "national_problem").oldest_first())
    rows = [
        {
            "referral": each,
            "days": each.days_waited(on=today),
            "is_late": each.is_late(on=today),
            "is_hers": each.is_asked_of(person),
        }
        for each in waiting
    ]
    return sorted(rows, key=lambda row: not row["is_hers"])[:MOST_OF_A_WEEK]


def unsent_of_week(onlooker, *, today, days):
    """R29, of the territorial mesas that she herself runs; at most one question."""
    run = [each for each in onlooker.runs if each in onlooker.mesas]
    territorial = [each for each in run if onlooker.mesas[each].kind == MesaKind.TERRITORIAL]
    return upstream.unsent(*territorial, days=days, on=today) if territorial else []
