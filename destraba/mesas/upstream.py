"""How what a territorial mesa handed up moves in the national mesa, as who waits may read it.

Each end sees its half: of the national problem who waits below is told that it moved, what an
authority decided of it and what was promised; never what was discussed, nor why.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Max, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import CommitmentState, MesaKind
from destraba.kit.vocabulary import ReferralTurn as Kind
from destraba.mesas.likeness import Text, nearest
from destraba.people.models import Person
from destraba.trail.models import Event
from destraba.trail.models.event import EventQuerySet

from .models import Commitment, Elevation, Mesa, Option, Problem, Referral
from .models.places import is_run_by

# What is told below of each thing that may happen to the national problem.
MOVES: "dict[str, str | Promise]" = {
    "problem.focused": _("La mesa nacional puso el asunto en foco"),
    "problem.waited": _("La mesa nacional lo devolvió a su lista: espera su turno"),
    "problem.solved": _("La mesa nacional dio el asunto por resuelto; debe contestarle a usted"),
    "problem.dropped": _("La mesa nacional descartó el asunto; debe contestarle a usted"),
    "problem.parked": _("La mesa nacional lo dejó en pausa hasta un día"),
    "problem.resumed": _("La mesa nacional terminó su pausa"),
    "problem.absorbed": _("La mesa nacional lo unió con otro asunto"),
    "problem.split": _("La mesa nacional lo separó en varios, y sigue con el suyo"),
    "problem.reopened": _("La mesa nacional volvió a abrir el asunto"),
    "option.chosen": _("La mesa nacional eligió una solución"),
    "elevation.raised": _("La mesa nacional lo elevó a una autoridad"),
    "elevation.climbed": _("La mesa nacional lo llevó a una autoridad más alta"),
    "elevation.decided": _("Una autoridad lo decidió"),
    "elevation.returned": _("La autoridad lo devolvió a la mesa nacional sin decidir"),
    "commitment.made": _("En la mesa nacional alguien se comprometió"),
    "commitment.fulfilled": _("Se cumplió un compromiso de la mesa nacional"),
}
# Of these the words are an answer, and are told too.
WITH_WORDS = {"elevation.decided"}
MOST = 30
# What the timeline of a mesa tells of what was handed up.
HANDED_UP = "referral."


@dataclass(frozen=True)
class Move:
    text: "str | Promise"
    at: datetime.datetime
    words: str = ""
    # How many of the same there were that day: four promises of one session are told once.
    times: int = 1


def shut_to(person: Person, mesas: Iterable[Mesa]) -> list[str]:
    """The streams in which what others handed up is not for her: she does not open it there."""
    if person.sees_everything:
        return []
    return [
        mesa.stream()
        for mesa in mesas
        if mesa.kind != MesaKind.TERRITORIAL and not is_run_by(mesa.pk, person)
    ]


def readable(events: EventQuerySet, shut: Sequence[str]) -> EventQuerySet:
    """Without what was handed up, where that is `shut_to` her."""
    return events.exclude(stream__in=shut, verb__startswith=HANDED_UP) if shut else events


def moves_of(referral: Referral, *, since: datetime.datetime | None) -> list[Move]:
    """What happened to its national problem since it hangs from it, newest first."""
    above = referral.national_problem_id
    if above is None or since is None:
        return []
    of_it = Q(problem=above) | Q(commitment__problem=above)
    itself = Q(pk=above) | Q(parts=above)
    told = (
        Event.objects.of_subjects(Problem.objects.filter(itself))
        | Event.objects.of_subjects(Elevation.objects.filter(of_it))
        | Event.objects.of_subjects(Commitment.objects.filter(problem=above))
        | Event.objects.of_subjects(Option.objects.filter(problem=above))
    )
    found = told.filter(verb__in=MOVES, at__gte=since).order_by("-at", "-pk")[:MOST]
    moves: dict[tuple[str, datetime.date, str], Move] = {}
    for each in found:
        words = each.why if each.verb in WITH_WORDS else ""
        key = (each.verb, timezone.localdate(each.at), words)
        times = moves[key].times + 1 if key in moves else 1
        moves[key] = Move(MOVES[each.verb], each.at, words, times)
    return list(moves.values())


def promises_of(referral: Referral, *, since: datetime.date | None) -> list[dict[str, Any]]:
    """What is promised above, and was since it was accepted: what, who, when; no door to it."""
    if referral.national_problem_id is None or since is None:
        return []
    since_then = Q(made_on__gte=since) | Q(state=CommitmentState.OPEN)
    made = Commitment.objects.filter(since_then, problem=referral.national_problem_id)
    told = made.by_urgency().values(
        *("promise", "due_on", "certainty", "state"),
        who=F("responsible__name"),
        acronym=F("responsible__acronym"),
    )
    return list(told[:MOST])


def hangs_since(turns: Iterable[Any]) -> datetime.datetime | None:
    """When it came to hang from the national problem that it hangs from now."""
    taken = [turn.at for turn in turns if turn.kind in (Kind.ACCEPTED, Kind.JOINED) and turn.at]
    return max(taken) if taken else None


def who_waits_for(problem: Problem) -> list[Referral]:
    """The territorial mesas that wait for this national problem, the oldest first."""
    return list(problem.waited_for.waiting().select_related("mesa").oldest_first())


def waiting_for(problem: Problem) -> QuerySet[Referral]:
    """The same, also when it was split and they hang from one of its parts."""
    of_it = Q(national_problem=problem) | Q(national_problem__split_from=problem)
    return Referral.objects.waiting().filter(of_it).select_related("mesa", "to")


def alike_among(referral: Referral, problems: Iterable[Problem]) -> Problem | None:
    """The one of these problems that says much the same, if one does."""
    known = {each.pk: each for each in problems}
    texts = [Text(key, f"{each.title} {each.statement}") for key, each in known.items()]
    found = nearest([Text(1, _words(referral))], texts)
    return known[found[1]] if found else None


def alike_waiting(referral: Referral, others: Iterable[Referral]) -> list[Referral]:
    """Of those that other mesas sent, the ones that say much the same."""
    known = {each.pk: each for each in others}
    texts = [Text(key, _words(each)) for key, each in known.items()]
    mine = Text(1, _words(referral))
    # Each is compared with this one alone: what it resembles more does not matter here.
    return [known[text.key] for text in texts if nearest([text], [mine])]


def _words(referral: Referral) -> str:
    return f"{referral.title} {referral.asked} {referral.why}"


def unsent(*mesas: int, days: int, on: datetime.date) -> list[Problem]:
    """Problems of level 2 or 3 of territorial mesas that nobody handed up in `days` (R29)."""
    before = on - datetime.timedelta(days=days)
    up = Problem.objects.filter(mesa__in=mesas, level__in=["second", "third"]).alive()
    said = up.annotate(said_on=Max("levels__said_on"))
    late = Q(said_on=None) | Q(said_on__lte=before)
    return list(said.filter(late, referrals=None).order_by("pk"))
