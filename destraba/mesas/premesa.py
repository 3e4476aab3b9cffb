"""What a premesa leaves: what was heard, put in order; what is missing; and the decision."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from destraba.kit.refusal import Refused
from destraba.kit.vocabulary import TRIPARTITE, DecisionKind, MesaState, Pace
from destraba.people.models import Person

from .models import Decision, Diagnosis, ListeningNote, Mesa, Problem, Statement
from .voices import Heard, Voices, heard_at, voices_of


class AtWorkAlready(Refused):
    """Whether to launch it is no longer the question."""


@dataclass(frozen=True)
class Finding:
    """A problem, and what was said of it."""

    problem: Problem
    voices: Voices
    statements: Sequence[Statement]

    @property
    def causes(self) -> list[str]:
        return list(dict.fromkeys(each.cause for each in self.statements if each.cause))

    @property
    def reasons(self) -> list[str]:
        """Why it stands where it stands in the proposed order."""
        told = ngettext("la sostiene %(n)s voz", "la sostienen %(n)s voces", self.voices.total)
        words = [told % {"n": self.voices.total}]
        if self.voices.breadth == len(TRIPARTITE):
            words.append(_("de los tres sectores"))
        elif self.voices.breadth > 1:
            words.append(_("de dos sectores"))
        if self.problem.pace == Pace.EARLY_WIN:
            words.append(_("permite una victoria temprana"))
        deficits = len(self.problem.deficits)
        told = ngettext(
            "toca %(n)s déficit de trabajo decente",
            "toca %(n)s déficits de trabajo decente",
            deficits,
        )
        return [*words, told % {"n": deficits}] if deficits else words


@dataclass(frozen=True)
class Systematised:
    """All that was heard; the problems in the order proposed, widest agreement first."""

    heard: Heard
    notes: Sequence[ListeningNote]
    findings: Sequence[Finding]
    ungrouped: Sequence[Statement]

    @property
    def said(self) -> int:
        return len(self.ungrouped) + sum(len(each.statements) for each in self.findings)


def systematise(mesa: Mesa) -> Systematised:
    """In a fixed number of queries, however much was said."""
    notes = list(ListeningNote.objects.filter(mesa=mesa).select_related("organization"))
    by_pk = {note.pk: note for note in notes}
    said: dict[int | None, list[Statement]] = defaultdict(list)
    for each in Statement.objects.of_mesa(mesa):
        each.note = by_pk[each.note_id]
        said[each.problem_id].append(each)
    problems = list(mesa.problems.alive())
    voices = voices_of([each.pk for each in problems])
    findings = [
        Finding(each, voices.get(each.pk, Voices()), said.get(each.pk, [])) for each in problems
    ]
    return Systematised(
        heard=heard_at(mesa),
        notes=notes,
        findings=sorted(findings, key=_widest_first),
        ungrouped=said.get(None, []),
    )


def _widest_first(finding: Finding) -> tuple[int, int, int, int]:
    voices, problem = finding.voices, finding.problem
    return (-voices.breadth, -voices.total, -len(problem.deficits), problem.pk)


@dataclass(frozen=True)
class Point:
    """Something that a premesa leaves (R21); without it one may decide all the same."""

    label: str | Promise
    is_there: bool
    # What there is, or what is missing.
    told: str
    why: str | Promise
    # The name of the page where it is done.
    page: str = "premesa"


def checklist(told: Systematised, diagnosis: Diagnosis | None) -> list[Point]:
    return [*_heard_points(told), *_found_points(told), _written_point(diagnosis)]


def _heard_points(told: Systematised) -> list[Point]:
    missing, left_out = told.heard.missing_constituencies, told.heard.missing_groups
    return [
        Point(
            gettext_lazy("Se escuchó a los tres sectores"),
            not missing,
            _missing(missing) or _("gobierno, empleadores y trabajadores"),
            gettext_lazy("Una mesa que nace sin uno de ellos ve solo una parte de la traba."),
        ),
        Point(
            gettext_lazy("Se escuchó a los grupos que suelen quedar fuera"),
            not left_out,
            _missing(left_out) or _("a todos"),
            gettext_lazy("Si no se les busca ahora, la mesa tampoco trabajará para ellos."),
        ),
    ]


def _missing(those: Sequence[object]) -> str:
    named = ", ".join(str(getattr(each, "label", each)) for each in those)
    return _("falta: %s") % named if named else ""


def _found_points(told: Systematised) -> list[Point]:
    caused = [each for each in told.findings if each.causes]
    return [
        _counted(
            gettext_lazy("Problemas con sus causas"),
            len(caused),
            len(told.findings),
            gettext_lazy("Quien sabe la causa puede destrabar; quien sabe el síntoma, quejarse."),
            "premesa-grouping",
        ),
        _from_notes(told, "deficits", gettext_lazy("Déficits de trabajo decente más urgentes")),
        _from_notes(told, "solutions", gettext_lazy("Soluciones posibles")),
        _from_notes(told, "could_sit", gettext_lazy("Quién podría sentarse")),
        _from_notes(told, "liaison", gettext_lazy("Quiénes serían los enlaces")),
        _from_notes(told, "authority", gettext_lazy("Quién tiene el poder formal de decidir")),
    ]


WHY = {
    "deficits": gettext_lazy("La mesa existe para el empleo tanto como para la productividad."),
    "solutions": gettext_lazy("Muestran si hay algo que se pueda lograr pronto."),
    "could_sit": gettext_lazy("Sin nombres que invitar no hay primera sesión."),
    "liaison": gettext_lazy("Son quienes moverán cada compromiso dentro de su entidad."),
    "authority": gettext_lazy("Puede no ser el enlace; sin esa firma nada se destraba."),
}


def _from_notes(told: Systematised, field: str, label: str | Promise) -> Point:
    having = sum(1 for note in told.notes if getattr(note, field))
    return _counted(label, having, len(told.notes), WHY[field], "premesa")


def _counted(label: str | Promise, having: int, total: int, why: str | Promise, page: str) -> Point:
    told = _("%(having)s de %(total)s") % {"having": having, "total": total}
    return Point(label, having > 0, told if total else _("nada todavía"), why, page)


def _written_point(diagnosis: Diagnosis | None) -> Point:
    told = _("versión %s") % diagnosis.version if diagnosis else _("no se ha guardado ninguna")
    return Point(
        gettext_lazy("Diagnóstico preliminar y estrategia de priorización"),
        diagnosis is not None,
        told,
        gettext_lazy("Es con lo que la autoridad decide, y la semilla de la hoja de ruta."),
        "diagnosis",
    )


@transaction.atomic
def decide(
    mesa: Mesa,
    *,
    kind: str,
    decided_on: datetime.date,
    decider: str,
    why: str,
    person: Person | None = None,
    by: Person,
    at: datetime.datetime,
) -> Decision:
    """To launch it or not; what was declined may be considered again (OIT §3c)."""
    mesa.hold()
    if not is_to_be_decided(mesa):
        told = {"mesa": mesa, "state": mesa.get_state_display()}
        raise AtWorkAlready(_("%(mesa)s está %(state)s: ya no se decide si se lanza.") % told)
    decision = Decision.take(
        kind=kind,
        decided_on=decided_on,
        decider=decider,
        why=why,
        mesa=mesa,
        person=person,
        by=by,
        at=at,
    )
    if kind == DecisionKind.NO_GO and mesa.state == MesaState.PROPOSED:
        mesa.decline(why=why, by=by, at=at)
    elif kind == DecisionKind.GO and mesa.state == MesaState.CLOSED:
        mesa.reconsider(why=why, by=by, at=at)
    return decision


def is_to_be_decided(mesa: Mesa) -> bool:
    """In its premesa, or declined after it: never one that was at work."""
    if mesa.state != MesaState.CLOSED:
        return bool(mesa.state == MesaState.PROPOSED)
    last = decisions_of(mesa).last()
    return last is not None and last.kind == DecisionKind.NO_GO


def decisions_of(mesa: Mesa) -> QuerySet[Decision]:
    """To launch it or not, each time that it was decided, the latest at the end."""
    return Decision.objects.filter(mesa=mesa, kind__in=[DecisionKind.GO, DecisionKind.NO_GO])
