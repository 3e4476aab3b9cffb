"""What goes up, with its brief and its warning, and what comes back: decided, returned, or not."""

from destraba.mesas.briefing import draft
from destraba.mesas.models import Brief, Elevation

ASKED = ("motive", "asked", "options", "cost")
CONSULTED = ("workers", "employers", "others")


def tell(stage, country):
    going_up = GoingUp()
    for ref, told in country.get("elevations", {}).items():
        stage.on(told["day"], going_up.prepare, ref, told)
        for step in told.get("then", []):
            stage.on(step["day"], going_up.move, ref, step)


class GoingUp:
    """Those told so far, by the name that the data give them."""

    def __init__(self):
        self.elevations, self.by = {}, {}

    def prepare(self, stage, ref, told, *, at):
        problem, self.by[ref] = stage.problems[told["problem"]], stage.people[told["by"]]
        consulted = told.get("consulted", {})
        elevation = Elevation.prepare(
            problem=problem,
            ref=ref,
            asked_of=stage.people[told["of"]],
            rung=told.get("rung", 1),
            wanted_by=stage.calendar.day(told["wanted"]),
            by=self.by[ref],
            at=at,
            **{name: told.get(name, "") for name in ASKED},
            **{f"consulted_{who}": consulted.get(who, "") for who in CONSULTED},
        )
        self.elevations[ref] = elevation
        text = draft(elevation, on=at.date())
        Brief.write(elevation, text=text, by=self.by[ref], at=at)

    def move(self, stage, ref, step, *, at):
        """One step is {day, <verb>: words}; a decision says the rest too."""
        elevation = self.elevations[ref]
        elevation.refresh_from_db()
        by = stage.people[step["by"]] if "by" in step else self.by[ref]
        if "decide" in step:
            self._decide(stage, elevation, step, by=by, at=at)
        elif "go_up" in step:
            elevation.go_up(by=by, at=at)
        elif "schedule" in step:
            meeting = stage.meetings.get(step.get("meeting"))
            elevation.schedule(words=step["schedule"], meeting=meeting, by=by, at=at)
        else:
            verb = next(each for each in ("warn", "receive", "study", "send_back") if each in step)
            getattr(elevation, verb)(words=step[verb], by=by, at=at)

    def _decide(self, stage, elevation, step, *, by, at):
        meeting = stage.meetings.get(step.get("meeting"))
        elevation.decide(
            ruling=step["ruling"],
            words=step["decide"],
            decider=stage.people[step["decider"]],
            decided_on=meeting.day if meeting else at.date(),
            made=[stage.commitments[each] for each in step.get("made", [])],
            meeting=meeting,
            by=by,
            at=at,
        )
