"""What the high level proposed, how each mesa took it, and what came back; advice set aside."""

from destraba.mesas.models import Guideline, SetAside


def tell(stage, country):
    coming_down = ComingDown()
    for ref, told in country.get("guidelines", {}).items():
        stage.on(told["day"], coming_down.propose, ref, told)
        for step in told.get("then", []):
            stage.on(step["day"], coming_down.move, ref, step)
    for told in country.get("set_aside", []):
        stage.on(told["day"], set_aside, told)


class ComingDown:
    """Those told so far, by the name that the data give them."""

    def __init__(self):
        self.guidelines = {}

    def propose(self, stage, ref, told, *, at):
        meeting = stage.meetings.get(told.get("said_at"))
        mesas = [stage.mesas[each] for each in told["mesas"]]
        made = Guideline.propose(
            mesas,
            text=told["text"],
            why=told["why"],
            wanted_by=stage.calendar.day(told["wanted"]),
            proposer=stage.people[told["of"]],
            said_at=meeting,
            said_in=told.get("said_in", ""),
            refs=[ref, *(f"{ref}-{each}" for each in told["mesas"][1:])],
            by=stage.people[told["by"]],
            at=at,
        )
        self.guidelines |= {guideline.ref: guideline for guideline in made}

    def move(self, stage, ref, step, *, at):
        """One step is {day, by, <verb>: words}."""
        guideline = self.guidelines[ref]
        guideline.refresh_from_db()
        told = {"by": stage.people[step["by"]], "at": at}
        if "link" in step:
            problem = stage.problems[step["problem"]]
            guideline.link(problem, words=step["link"], **told)
        else:
            verb = next(each for each in ("report", "give_back", "decline") if each in step)
            getattr(guideline, verb)(words=step[verb], **told)


def set_aside(stage, told, *, at):
    problem, by = stage.problems[told["problem"]], stage.people[told["by"]]
    SetAside.keep(
        problem.mesa,
        ref=told["ref"],
        signal=told["signal"],
        problem=problem,
        why=told["why"],
        by=by,
        at=at,
    )
