"""The solutions of a problem as cards: the chosen one, those that compete, those that were left."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from destraba.kit.quantity import in_words
from destraba.kit.vocabulary import STEPS_OF_A_SOLUTION, Instrument, Stage, Verdict
from destraba.mesas.models import Norm, Option, OptionTurn, Problem, StageReached, Trial
from destraba.mesas.models.exemption import WARN_BEFORE
from destraba.mesas.solved import is_solved_by
from destraba.people.models import Person
from destraba.web.components.dates import day_words
from destraba.web.components.standing import VERDICTS

from .line import Line, line_of

STEPS = len(STEPS_OF_A_SOLUTION)


@dataclass(frozen=True)
class Rung:
    """One of the six steps: `state` is done, now or ahead; the last row that reached it, if any."""

    label: str
    state: str
    reached: StageReached | None


@dataclass(frozen=True)
class Round:
    """A trial with its line, and the tone of its verdict."""

    trial: Trial
    line: Line | None
    tone: str


@dataclass(frozen=True)
class Card:
    option: Option
    instrument: str
    done: int
    rungs: list[Rung]
    rounds: list[Round]
    norms: list[Norm]
    last_turn: OptionTurn | None
    is_solved: bool
    warning: str
    late: list[datetime.date]
    reused: Option | None

    @property
    def advice(self) -> Trial | None:
        """The last trial that recommended something for the budget."""
        told = [each.trial for each in self.rounds if each.trial.budget]
        return told[-1] if told else None

    @property
    def amount(self) -> str:
        return in_words(self.option.amount)

    @property
    def has_failed(self) -> bool:
        """Its last trial that has a verdict did not work."""
        told = [each.trial.verdict for each in self.rounds if each.trial.verdict]
        return bool(told) and told[-1] == Verdict.DID_NOT

    @property
    def lesson(self) -> str:
        return [each.trial.why for each in self.rounds if each.trial.verdict][-1]


def cards_of(problem: Problem, *, to: Person, on: datetime.date) -> list[Card]:
    """In the order in which they were proposed, in a fixed number of queries."""
    options = list(Option.objects.filter(problem=problem).with_story().with_standing())
    trials: dict[Any, list[Trial]] = defaultdict(list)
    for trial in Trial.objects.filter(option__problem=problem).with_measurements():
        trials[trial.option_id].append(trial)
    seen = Option.objects.visible_to(to).select_related("problem")
    reused = seen.in_bulk([each.reuses_id for each in options if each.reuses_id])
    return [
        _card(option, trials[option.pk], reused.get(option.reuses_id), on) for option in options
    ]


def _card(option: Option, trials: list[Trial], reused: Option | None, on: datetime.date) -> Card:
    stages, turns = list(option.stages.all()), list(option.turns.all())
    instrument = Instrument(option.instrument) if option.instrument else None
    norms = {each.norm_id: each.norm for each in stages if each.norm}
    return Card(
        option=option,
        instrument=f"{instrument.number}. {instrument.label}" if instrument else "",
        done=steps_done(option),
        rungs=_rungs(option, stages),
        rounds=[_round(option, trial) for trial in trials],
        norms=list(norms.values()),
        last_turn=turns[-1] if turns else None,
        is_solved=is_solved_by(option),
        warning=warning_of(option, on=on),
        late=option.late_reviews(on=on),
        reused=reused,
    )


def steps_done(option: Option) -> int:
    """Steps behind: on the last one, all of them."""
    return STEPS if option.stage == Stage.VERIFIED else option.step


def _rungs(option: Option, stages: Iterable[StageReached]) -> list[Rung]:
    reached = {Stage(each.stage).step: each for each in stages}
    found = []
    for step, stage in enumerate(STEPS_OF_A_SOLUTION):
        state = "done" if step < steps_done(option) else "now" if step == option.step else "ahead"
        row = reached.get(step) if state != "ahead" else None
        is_here = step == option.step
        label = Stage(option.stage).label if is_here else stage.label
        found.append(Rung(str(label), state, row))
    return found


def _round(option: Option, trial: Trial) -> Round:
    tone = VERDICTS[Verdict(trial.verdict)][0] if trial.verdict else "brand"
    return Round(trial, line_of(option, trial.measurements.all()), tone)


def warning_of(option: Option, *, on: datetime.date) -> str:
    """What an exemption's calendar says today; nothing for the rest."""
    if not option.is_exemption or option.is_out:
        return ""
    if missing := option.missing_guardrails():
        words = _("Sin sus resguardos no se la puede elegir. Falta: %s.")
        if option.is_chosen:
            words = _("Rige sin todos sus resguardos. No consta: %s.")
        return words % "; ".join(missing)
    if option.is_lapsed(on=on):
        return _("Su plazo terminó: apártela o renuévela con su razón.")
    if late := option.late_reviews(on=on):
        return _("No consta su revisión del %s: revísela.") % day_words(late[0])
    return _coming(option, on)


WHAT_COMES = {
    "review": gettext_lazy("Toca revisarla"),
    "anniversary": gettext_lazy("Cumple un año más"),
    "end": gettext_lazy("Termina"),
}


def _coming(option: Option, on: datetime.date) -> str:
    """The next day of its calendar, once it is near."""
    ahead = [(day, what) for day, what in option.days_to_look() if day >= on]
    day, what = min(ahead, default=(None, ""))
    if not day or day - on > WARN_BEFORE:
        return ""
    left = (day - on).days
    words = ngettext("%(what)s en %(n)s día.", "%(what)s en %(n)s días.", left)
    told = {"what": WHAT_COMES[what], "n": left}
    return words % told if left else _("%s hoy.") % WHAT_COMES[what]
