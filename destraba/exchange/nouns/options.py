"""The solutions proposed for each problem: which was chosen, how far it got, and why."""

import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from destraba.kit.lessons import ReviewOutcome
from destraba.kit.vocabulary import Instrument, OptionState, Stage
from destraba.mesas.models import Option, OptionTurn, Renewal, Review, StageReached

from ..chronicle import Chronicle
from ..fault import Faults
from ..kinds import Choice, Day, Moment, Number, PartialDate, Ref, Slug, Taking, Text
from ..noun import Field, Noun
from ..rows import by, mark
from ..telling import Told
from .quantity import Days, Quantity

MOST = 10**15
VERBS = {
    OptionState.PROPOSED: "brought_back",
    OptionState.CHOSEN: "chosen",
    OptionState.SET_ASIDE: "set_aside",
    OptionState.REPLACED: "replaced",
}
ATTENDED = {"state", "instrument", "ends_on", "review_on"}


def complete(told: list[Told], taking: Taking) -> None:
    """Its stage is the rung on which it stands; the clock looks at exemptions."""
    climbed = [each for each in told if any(rung.is_new for rung in each.every("stages"))]
    before = _standing([each.row for each in climbed if not each.is_new])
    for each in climbed:
        rungs = [rung.row for rung in each.every("stages")]
        rungs += before.get(each.row.pk, [])
        each.derive("stage", max(rungs, key=lambda row: row.at).stage)
    for each in told:
        looked = [*each.every("turns"), *each.every("reviews_held")]
        if each.is_new or ATTENDED & each.changes.keys() or any(part.is_new for part in looked):
            turns, held = _all_of(each, "turns"), _all_of(each, "reviews_held")
            each.derive("attend_on", each.row.next_look(on=taking.today, turns=turns, held=held))


def _all_of(told: Told, name: str) -> list[Any]:
    """Those of the file, and those that were there."""
    there = [] if told.is_new else list(getattr(told.row, name).all())
    return [*there, *(each.row for each in told.every(name))]


def _standing(options: list[Any]) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = {}
    rows = StageReached.objects.filter(option__in=options) if options else ()
    for row in rows:
        found.setdefault(row.option_id, []).append(row)
    return found


def one_is_chosen(told: list[Told], taking: Taking, faults: Faults) -> None:
    """Of those that compete for a problem, among the file's and the database's."""
    if not any(each.row.is_chosen and (each.is_new or "state" in each.changes) for each in told):
        return
    mine = {each.row.ref for each in told}
    rows = Option.objects.chosen().values_list("problem", "ref")
    known: dict[Any, str] = {problem: ref for problem, ref in rows if ref not in mine}
    for each in told:
        if not each.row.is_chosen:
            continue
        owner = known.setdefault(mark(each.row, "problem"), each.row.ref)
        if owner != each.row.ref:
            words = _("para ese problema ya se eligió «%s»: diga que se reemplazó.")
            each.fault(faults, words % owner, "state")


def make_room(told: list[Told], taking: Taking) -> None:
    """Those that are no longer the chosen one go first, for another to take their place."""
    left = [each.row for each in told if not each.is_new and "state" in each.changes]
    for state in {row.state for row in left if not row.is_chosen}:
        replaced = [row.pk for row in left if row.state == state]
        Option.objects.filter(pk__in=replaced).update(state=state)


def happened(told: Told, chronicle: Chronicle) -> None:
    first = [each.row.on for each in told.every("stages") if each.row.stage == Stage.PROPOSED]
    chronicle.arrive(told, "proposed", on=first[0] if first else None)


def turned(told: Told, chronicle: Chronicle) -> None:
    row = told.row
    if told.is_new:
        verb = VERBS[OptionState(row.state)]
        chronicle.tell(row.option, verb, at=row.at, by=row.by, why=row.why)


def climbed(told: Told, chronicle: Chronicle) -> None:
    row = told.row
    if told.is_new and row.stage != Stage.PROPOSED:
        changes = {"stage": ["", row.stage]}
        chronicle.tell(row.option, "advanced", at=row.at, by=row.by, why=row.words, changes=changes)


def was_renewed(told: Told, chronicle: Chronicle) -> None:
    row = told.row
    if told.is_new:
        old = row.old_ends_on and row.old_ends_on.isoformat()
        changes = {"ends_on": [old, row.new_ends_on.isoformat()]}
        chronicle.tell(row.option, "renewed", at=row.at, by=row.by, why=row.why, changes=changes)


def was_reviewed(told: Told, chronicle: Chronicle) -> None:
    row = told.row
    if told.is_new:
        due_on = row.due_on.isoformat() if row.due_on else ""
        changes = {"outcome": ["", row.outcome], "due_on": ["", due_on]}
        chronicle.tell(row.option, "reviewed", at=row.at, by=row.by, why=row.why, changes=changes)


def on_its_day(told: Told, taking: Taking) -> datetime.datetime:
    """When it was noted, if nobody says: the day on which it happened, or the first it may be."""
    return _noon_of(told.values.get("on"), taking)


def when_held(told: Told, taking: Taking) -> datetime.datetime:
    return _noon_of(told.values.get("held_on"), taking)


def _noon_of(day: datetime.date | str | None, taking: Taking) -> datetime.datetime:
    """Noon of a day, or of the first of a month or a year; never to come."""
    on = str(day or "")
    first = f"{on}-01-01"[:10] if len(on) == 4 else f"{on}-01"[:10]
    noon = taking.noon(datetime.date.fromisoformat(first)) if on else taking.at
    return min(noon, taking.at)


BY = Field("by", Ref("people"), gettext_lazy("Quién lo anotó."))
AT = Field("at", Moment(), gettext_lazy("Cuándo se anotó."), stand_in=on_its_day)
AT_OF_REVIEW = Field("at", Moment(), gettext_lazy("Cuándo se anotó."), stand_in=when_held)

TURNS = Noun(
    "turns",
    OptionTurn,
    gettext_lazy("Cuándo se la eligió, apartó, reemplazó o trajo de vuelta, y por qué."),
    (
        Field("state", Choice(OptionState), gettext_lazy("En qué quedó."), must=True),
        Field("why", Text(), gettext_lazy("Por qué.")),
        BY,
        AT,
    ),
    within="option",
    same=(by("state", "at"), by("state", "why")),
    order=lambda row: (row.at, row.pk),
    happened=turned,
)

STAGES = Noun(
    "stages",
    StageReached,
    gettext_lazy("Hasta dónde llegó, peldaño por peldaño; el último es donde está."),
    (
        Field("stage", Choice(Stage), gettext_lazy("Qué etapa."), must=True),
        Field("on", PartialDate(), gettext_lazy("Qué día llegó a ella.")),
        Field("words", Text(), gettext_lazy("Qué pasó.")),
        Field("evidence", Text(), gettext_lazy("Cómo se sabe, en palabras.")),
        Field("link", Text(400, format="uri"), gettext_lazy("Dónde se ve.")),
        Field("norm", Ref("norms"), gettext_lazy("La norma con que llegó.")),
        BY,
        AT,
    ),
    within="option",
    same=(by("stage", "on", "at"), by("stage", "on"), by("stage", "at")),
    order=lambda row: (row.at, row.pk),
    happened=climbed,
)

RENEWALS = Noun(
    "renewals",
    Renewal,
    gettext_lazy("Las veces que una intervención vertical siguió por más tiempo."),
    (
        Field("old_ends_on", Day(), gettext_lazy("Cuándo iba a terminar.")),
        Field("new_ends_on", Day(), gettext_lazy("Hasta cuándo sigue."), must=True),
        Field("why", Text(), gettext_lazy("Por qué.")),
        BY,
        AT,
    ),
    within="option",
    same=(by("old_ends_on", "new_ends_on", "at"), by("new_ends_on")),
    order=lambda row: (row.at, row.pk),
    happened=was_renewed,
)

REVIEWS = Noun(
    "reviews_held",
    Review,
    gettext_lazy("Las veces que se miró si una intervención vertical valía lo que cuesta."),
    (
        Field("due_on", Day(), gettext_lazy("Qué revisión prevista es; ninguna, si no lo estaba.")),
        Field("held_on", Day(), gettext_lazy("Qué día se hizo.")),
        Field("cost", Text(), gettext_lazy("Cuánto ha costado hasta entonces.")),
        Field("benefit", Text(), gettext_lazy("Qué beneficio ha dado hasta entonces.")),
        Field("found_in", Text(300), gettext_lazy("De dónde salen los datos.")),
        Field("outcome", Choice(ReviewOutcome), gettext_lazy("Qué se decidió."), must=True),
        Field("why", Text(), gettext_lazy("Por qué.")),
        BY,
        AT_OF_REVIEW,
    ),
    within="option",
    same=(by("due_on", "held_on", "at"), by("held_on", "outcome")),
    order=lambda row: (row.at, row.pk),
    happened=was_reviewed,
)

OPTIONS = Noun(
    "options",
    Option,
    gettext_lazy("Las soluciones que se proponen para cada problema; una es la elegida."),
    (
        Field("ref", Slug(), gettext_lazy("Su referencia, que no cambia nunca."), must=True),
        Field("problem", Ref("problems"), gettext_lazy("Para qué problema."), must=True),
        Field("title", Text(200, must=True), gettext_lazy("Qué se propone."), must=True),
        Field("text", Text(), gettext_lazy("Cómo funcionaría.")),
        Field("proposer", Ref("organizations"), gettext_lazy("Qué organización la propone.")),
        Field(
            "instrument", Choice(Instrument), gettext_lazy("Qué ofrece el Estado con ella (§2d).")
        ),
        Field(
            "state",
            Choice(OptionState),
            gettext_lazy("Propuesta, elegida, apartada o reemplazada."),
        ),
        Field("metric", Text(160), gettext_lazy("Qué se espera que cambie.")),
        Field("unit", Text(40), gettext_lazy("En qué se mide: días, toneladas…")),
        Field("value_from", Quantity(), gettext_lazy("De cuánto.")),
        Field("value_to", Quantity(), gettext_lazy("A cuánto.")),
        Field("expected_on", Day(), gettext_lazy("Para qué día.")),
        Field("cost", Text(), gettext_lazy("Qué cuesta, en palabras.")),
        Field("amount", Number(0, MOST), gettext_lazy("Cuánto, en la moneda del país.")),
        Field("payer", Ref("organizations"), gettext_lazy("Quién paga.")),
        Field("due_stage", Choice(Stage), gettext_lazy("A qué etapa debe llegar ahora.")),
        Field("due_on", Day(), gettext_lazy("Para qué día.")),
        Field("reuses", Ref("options"), gettext_lazy("De qué otra solución se tomó."), late=True),
        Field("adapted", Text(), gettext_lazy("Qué se adaptó de ella.")),
        Field("ends_on", Day(), gettext_lazy("De una intervención vertical: cuándo termina.")),
        Field("complements", Text(), gettext_lazy("Los bienes públicos que la acompañan.")),
        Field("fiscal_cost", Text(), gettext_lazy("Cuánto le cuesta al fisco.")),
        Field("benefit", Text(), gettext_lazy("Qué beneficio se espera.")),
        Field("review_on", Days(), gettext_lazy("Qué días se revisa.")),
    ),
    (TURNS, STAGES, RENEWALS, REVIEWS),
    complete=complete,
    check=one_is_chosen,
    happened=happened,
    before=make_room,
)
