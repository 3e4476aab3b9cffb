"""Promises, problems and lessons of a dossier, with their reasons."""

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from destraba.documents.report import escaped
from destraba.kit.vocabulary import CauseState, Stage, Verdict
from destraba.mesas.handover import Handover
from destraba.mesas.models import Commitment, Fulfilment, Problem

from .wording import Links, because, on, outside, point


def heading(handover: Handover) -> str:
    return _("Promesas abiertas") if handover.is_whole else _("Lo que usted responde")


def promises(handover: Handover, links: Links, today: datetime.date) -> Iterator[str]:
    """What falls due first; of each, who, until when, where it was born, and why it was put off."""
    for each in handover.promises.rows:
        yield point(f"**{links.to(each.promise, 'commitment', each.pk)}**:", _owed(each, today))
        for extension in each.extensions.all():
            dates = {"old": on(extension.old_due_on), "new": on(extension.new_due_on)}
            words = _("del %(old)s al %(new)s:") % dates
            yield point(words, because(extension.reason), depth=1)
    yield from links.more(handover.promises.hidden, _commitments(handover, "abiertos"))
    if not handover.promises.total:
        yield point(_("Ninguna."))


def _owed(commitment: Commitment, today: datetime.date) -> str:
    """Who, until when, for what, and since which meeting."""
    who = [commitment.responsible.short] if commitment.responsible else [_("nadie que conste")]
    who += [commitment.contact.name] if commitment.contact else []
    told = [_("responde %s") % escaped(" · ".join(who)), _until(commitment, today)]
    if commitment.follower:
        told.append(_("le da seguimiento %s") % escaped(commitment.follower.name))
    if commitment.problem:
        told.append(_("por «%s»") % escaped(commitment.problem.title))
    if commitment.meeting:
        told.append(_("nació en %s") % escaped(str(commitment.meeting)))
    return "; ".join(told) + "."


def _until(commitment: Commitment, today: datetime.date) -> str:
    if not commitment.due_on:
        return _("sin fecha")
    late = commitment.days_late(on=today)
    words = ngettext("%d día tarde", "%d días tarde", late) % late
    until = _("vence el %s") % on(commitment.due_on)
    return f"{until} (**{words}**)" if late else until


def in_focus(handover: Handover, links: Links, today: datetime.date) -> Iterator[str]:
    for problem in handover.focus.rows:
        yield from _problem(problem, handover, links, today)
    path = reverse("mesa-problems", args=[handover.mesa.pk])
    yield from links.more(handover.focus.hidden, f"{path}?estado=in_focus")


def waiting(handover: Handover, links: Links, today: datetime.date) -> Iterator[str]:
    for problem in handover.waiting.rows:
        yield from _problem(problem, handover, links, today)
    path = reverse("mesa-problems", args=[handover.mesa.pk])
    yield from links.more(handover.waiting.hidden, path)


def parked(handover: Handover, links: Links) -> Iterator[str]:
    """Until when each rests, and why."""
    for problem in handover.parked.rows:
        until = _("hasta el %s:") % on(problem.parked_until)
        why = because(problem.left_why)  # type: ignore[attr-defined]
        yield point(links.to(problem.title, "problem", problem.pk), until, why)
    path = reverse("mesa-problems", args=[handover.mesa.pk])
    yield from links.more(handover.parked.hidden, f"{path}?estado=parked")


def _problem(
    problem: Problem, handover: Handover, links: Links, today: datetime.date
) -> Iterator[str]:
    """How it stands, its next step, and what was tried."""
    still = problem.days_still(on=today)
    told = [str(problem.get_pace_display())] if problem.pace else []
    if still:
        told.append(ngettext("%d día sin moverse", "%d días sin moverse", still) % still)
    standing = f"({'; '.join(told)})" if told else ""
    yield point(f"**{links.to(problem.title, 'problem', problem.pk)}**", standing)
    if problem.statement:
        yield point(escaped(problem.statement), depth=1)
    promise = problem.next_promise  # type: ignore[attr-defined]
    if promise:
        due = on(problem.next_due_on)  # type: ignore[attr-defined]
        told_step = {"step": escaped(promise), "day": due}
        yield point(_("Siguiente paso: %(step)s (%(day)s).") % told_step, depth=1)
    yield from _solved_by(problem)
    yield from _known(handover, problem)
    if problem.measure:
        yield point(_("Se hizo: %s") % escaped(problem.measure), depth=1)
    for done in handover.tried.get(problem.pk, []):
        yield point(_("Se intentó, %s:") % on(done.on), _done(done), depth=1)


def _solved_by(problem: Problem) -> Iterator[str]:
    """The solution that was chosen, and how far it has come."""
    title, stage = problem.solution, problem.stage  # type: ignore[attr-defined]
    if title:
        told = {"solution": escaped(title), "stage": Stage(stage).label}
        yield point(_("Solución elegida: %(solution)s (%(stage)s).") % told, depth=1)


def _known(handover: Handover, problem: Problem) -> Iterator[str]:
    """Why it happens, what was refuted, and what each trial taught."""
    for each in handover.known.get(problem.pk, []):
        if each.kind == "cause":
            name, state = _("Causa"), str(CauseState(each.state).label)
        else:
            name = _("Se probó")
            state = str(Verdict(each.state).label) if each.state else _("en curso")
        words = f"{name} ({state}): {escaped(each.text)}."
        yield point(words, because(each.why), depth=1)


def _done(done: Fulfilment) -> str:
    """What was fulfilled, by whom, and how one knows."""
    who = done.commitment.responsible
    promise = escaped(done.commitment.promise)
    told = f"{promise} ({escaped(who.short)})." if who else f"{promise}."
    link = outside(_("dónde se ve"), done.link) if done.link else ""
    file = escaped(done.document.name) if done.document else ""
    return " ".join(part for part in (told, because(done.evidence), link, file) if part)


def kept(handover: Handover, links: Links) -> Iterator[str]:
    for done in handover.kept.rows:
        yield point(f"**{on(done.on)}.**", _done(done))
    yield from links.more(handover.kept.hidden, _commitments(handover, "cumplidos"))


def learned(handover: Handover, links: Links) -> Iterator[str]:
    """By problem, the one of the latest lesson first."""
    by_problem: dict[int | None, list[str]] = {}
    names = {}
    for note in handover.learned.rows:
        problem = note.item.problem
        key = problem.pk if problem else None
        names[key] = links.to(problem.title, "problem", problem.pk) if problem else _("De todo")
        when = f"{on(note.item.meeting.day)}, {escaped(str(note.item.meeting))}:"
        by_problem.setdefault(key, []).append(point(when, escaped(note.text), depth=1))
    for key, lessons in by_problem.items():
        yield point(f"**{names[key]}**")
        yield from lessons
    path = reverse("mesa-problems", args=[handover.mesa.pk])
    yield from links.more(handover.learned.hidden, f"{path}?estado=todos")


def dropped(handover: Handover, links: Links) -> Iterator[str]:
    if handover.dropped.rows:
        yield point(f"**{_('Problemas que se descartaron')}**")
    for problem in handover.dropped.rows:
        why = because(problem.left_why) or _("sin razón que conste")  # type: ignore[attr-defined]
        yield point(f"{links.to(problem.title, 'problem', problem.pk)}:", why, depth=1)
    path = reverse("mesa-problems", args=[handover.mesa.pk])
    yield from links.more(handover.dropped.hidden, f"{path}?estado=dropped")


def withdrawn(handover: Handover, links: Links) -> Iterator[str]:
    if handover.withdrawn.rows:
        yield point(f"**{_('Compromisos que se retiraron')}**")
    for each in handover.withdrawn.rows:
        promise = links.to(each.commitment.promise, "commitment", each.commitment_id)
        yield point(f"{promise}:", because(each.reason), depth=1)
    yield from links.more(handover.withdrawn.hidden, _commitments(handover, "retirados"))


def _commitments(handover: Handover, state: str) -> str:
    whose = "" if handover.is_whole else "&de=mios"
    return f"{reverse('commitments')}?mesa={handover.mesa.pk}&estado={state}{whose}"
