"""Whom a referral concerns: who runs the territorial mesa that waits, and the national one."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from destraba.mesas import upstream
from destraba.mesas.models import Commitment, Elevation, Problem, Referral
from destraba.mesas.upstream import MOVES, WITH_WORDS
from destraba.trail.models import Event

from .concern import Concern
from .links import link
from .running import who_else_runs, who_run

# Who waits below is told in words of its own of what happened above.
MOVED = "referral.moved"
WAITS = _("Recibe este correo porque su mesa territorial espera esta respuesta.")
ANSWERS = _("Recibe este correo porque conduce la mesa nacional a la que se elevó esto.")


def arrived(event: Event, referral: Referral) -> Iterator[Concern]:
    """The national mesa's team: something waits in its tray."""
    for person in who_else_runs(referral.to_id, event):
        yield Concern(person, ANSWERS, _facts(event, referral))


def came_back(event: Event, referral: Referral) -> Iterator[Concern]:
    """Those who sent it: each step comes back to them."""
    for person in who_else_runs(referral.mesa_id, event):
        yield Concern(person, WAITS, _facts(event, referral))


def unanswered(event: Event, referral: Referral) -> Iterator[Concern]:
    """Whoever has it now; of one that was answered meanwhile, nobody."""
    if referral.is_turn_below:
        yield from came_back(event, referral)
    elif referral.is_waiting:
        yield from arrived(event, referral)


def moved(event: Event, subject: Problem | Elevation | Commitment) -> Iterator[Concern]:
    """Whoever waits below for the problem that moved."""
    problem = _about(subject)
    if problem is None:
        return
    for referral in upstream.waiting_for(problem):
        words = event.why if event.verb in WITH_WORDS else ""
        told = {"moved": MOVES[event.verb], "words": words}
        for person in who_else_runs(referral.mesa_id, event):
            yield Concern(person, WAITS, _facts(event, referral) | told, text=MOVED)


def ended(event: Event, problem: Problem) -> Iterator[Concern]:
    """Its team must answer who waits for it, and who waits learns that it ended."""
    yield from moved(event, problem)
    waiting = list(problem.waited_for.waiting().select_related("mesa"))
    if not waiting:
        return
    facts = {"problem": problem, "waiting": waiting, "link": link("tray", problem.mesa_id)}
    for person in who_run(problem.mesa_id):
        yield Concern(person, ANSWERS, facts)


def also_below(
    others: Callable[[Event, Any], Iterator[Concern]],
) -> Callable[[Event, Any], Iterator[Concern]]:
    """Whom it concerned already, and who waits below for the same problem."""

    def everybody(event: Event, subject: Any) -> Iterator[Concern]:
        yield from others(event, subject)
        yield from moved(event, subject)

    return everybody


def _about(subject: Problem | Elevation | Commitment) -> Problem | None:
    if isinstance(subject, Problem):
        return subject
    return subject.about if isinstance(subject, Elevation) else subject.problem


def _facts(event: Event, referral: Referral) -> dict[str, Any]:
    return {
        "referral": referral,
        "by": event.by,
        "why": event.why,
        "link": link("referral", referral.pk),
    }
