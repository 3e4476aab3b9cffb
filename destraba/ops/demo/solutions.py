"""Solutions are proposed, chosen, tried and replaced; they go up their ladder, with their norms."""

from decimal import Decimal

from destraba.mesas.models import Norm, Option, Review, Trial

LADDER = ("words", "evidence", "link")
FACTS = ("text", "instrument", "metric", "unit", "cost", "amount", "adapted")
SHOWN = ("outcome", "cost", "benefit", "found_in", "why")


def tell(stage, chapter):
    mesa = chapter["mesa"]
    scene = Scene(mesa)
    for ref, told in chapter.get("norms", {}).items():
        stage.on(told["day"], scene.keep, ref, told)
    for ref, told in chapter.get("options", {}).items():
        stage.on(told["day"], scene.propose, ref, told)
        for trial, of_trial in told.get("trials", {}).items():
            scene.tell_trial(stage, ref, trial, told["problem"], of_trial)
        for step in told.get("then", []):
            stage.upon(step["day"], told["problem"], scene.move, ref, step)


class Scene:
    """What has been proposed so far at one mesa, by the name that the data give it."""

    def __init__(self, mesa):
        self.mesa = mesa
        self.norms, self.options, self.trials = {}, {}, {}

    def told(self, stage, at):
        return {"by": stage.people[self.mesa["team"]], "at": at}

    def keep(self, stage, ref, told, *, at):
        self.norms[ref] = Norm.keep(
            stage.mesas[self.mesa["key"]],
            ref=ref,
            kind=told["kind"],
            number=told.get("number", ""),
            title=told.get("title", ""),
            dated=stage.calendar.day(told["day"]).isoformat(),
            body=stage.organizations.get(told.get("body")),
            body_name=told.get("body_name", ""),
            link=told.get("link", ""),
            **self.told(stage, at),
        )

    def propose(self, stage, ref, told, *, at):
        due = told.get("due", {})
        figures = {"value_from": told.get("from"), "value_to": told.get("to")}
        self.options[ref] = Option.propose(
            stage.problems[told["problem"]],
            ref=ref,
            title=told["title"],
            proposer=stage.organizations.get(told.get("proposer")),
            payer=stage.organizations.get(told.get("payer")),
            expected_on=stage.calendar.day(told["until"]) if "until" in told else None,
            due_stage=due.get("stage", ""),
            due_on=stage.calendar.day(due["day"]) if due else None,
            reuses=Option.objects.get(ref=told["reuses"]) if "reuses" in told else None,
            **{name: told[name] for name in FACTS if name in told},
            **{name: Decimal(str(value)) for name, value in figures.items() if value is not None},
            **self.told(stage, at),
        )

    def tell_trial(self, stage, option, ref, problem, told):
        stage.on(told["day"], self.begin, option, ref, told)
        for measure in told.get("measures", []):
            stage.upon(measure["day"], problem, self.measure, ref, measure)
        if "verdict" in told:
            stage.upon(told["until"], problem, self.conclude, ref, told)

    def begin(self, stage, option, ref, told, *, at):
        self.trials[ref] = Trial.begin(
            self.options[option],
            ref=ref,
            text=told["text"],
            place=told.get("place", ""),
            since_on=at.date(),
            **self.told(stage, at),
        )

    def measure(self, stage, ref, told, *, at):
        self.trials[ref].measure(
            on=at.date(),
            value=Decimal(str(told["value"])),
            n=told.get("n"),
            found_in=told.get("found_in", ""),
            words=told.get("words", ""),
            metric=told.get("metric", ""),
            unit=told.get("unit", ""),
            **self.told(stage, at),
        )

    def conclude(self, stage, ref, told, *, at):
        words = {
            name: told[name] for name in ("verdict", "why", "budget", "budget_why") if name in told
        }
        self.trials[ref].conclude(until_on=at.date(), **words, **self.told(stage, at))

    def move(self, stage, ref, step, *, at):
        """One step is {day, <verb>: …}."""
        option, told = self.options[ref], self.told(stage, at)
        # Another may have replaced it meanwhile.
        option.refresh_from_db()
        if "choose" in step:
            self.choose(stage, option, step, **told)
        elif "stage" in step:
            self.advance(option, step, **told)
        elif "aside" in step:
            option.set_aside(why=step["aside"], **told)
        elif "review" in step:
            shown = {name: step["review"][name] for name in SHOWN}
            due_on = stage.calendar.day(step["review"]["due"])
            Review.write(option, due_on=due_on, **shown, **told)
        else:
            option.bring_back(why=step["back"], **told)

    def choose(self, stage, option, step, **told):
        guard = step.get("guard")
        if guard:
            calendar = stage.calendar
            days = [calendar.day(day).isoformat() for day in guard["reviews"]]
            ends_on = calendar.day(guard["ends"])
            words = {name: guard[name] for name in ("complements", "fiscal_cost", "benefit")}
            guard = {**words, "ends_on": ends_on, "review_on": days}
        option.choose(why=step["choose"], guardrails=guard, **told)

    def advance(self, option, step, **told):
        words = {name: step.get(name, "") for name in LADDER}
        norm = self.norms.get(step.get("norm"))
        option.advance(stage=step["stage"], norm=norm, **words, **told)
