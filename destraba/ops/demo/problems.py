"""Problems are heard, named, put in focus, reworded, solved or dropped."""

from destraba.mesas.models import Problem


def tell(stage, chapter):
    mesa = chapter["mesa"]
    for ref, told in chapter["problems"].items():
        stage.on(told["day"], raise_, mesa, ref, told)
        for name, acronym in told.get("names", {}).items():
            stage.on(told["day"] + 2, call, mesa, ref, name, acronym)
        for acronym, part in told["entities"].items():
            stage.on(told["day"] + 5, involve, mesa, ref, acronym, part)
            if later := part.get("later"):
                stage.on(later["day"], involve, mesa, ref, acronym, {**part, **later})
        for step in told.get("then", []):
            stage.upon(step["day"], ref, move, mesa, ref, step)


def raise_(stage, mesa, ref, told, *, at):
    stage.problems[ref] = Problem.raise_at(
        stage.mesas[mesa["key"]],
        ref=ref,
        title=told["title"],
        statement=told["statement"],
        kind=told.get("kind", "bottleneck"),
        pace=told.get("pace", ""),
        failures=told.get("failures"),
        by=stage.people[told.get("by", mesa["team"])],
        at=at,
    )


def call(stage, mesa, ref, name, acronym, *, at):
    stage.problems[ref].also_call(
        name,
        organization=stage.organizations.get(acronym),
        by=stage.people[mesa["team"]],
        at=at,
    )


def involve(stage, mesa, ref, acronym, part, *, at):
    stage.problems[ref].involve(
        stage.organizations[acronym],
        role=part["role"],
        liaison=stage.person(part.get("liaison")),
        authority=stage.person(part.get("authority")),
        authority_to_find=part.get("to_find", False),
        by=stage.people[mesa["team"]],
        at=at,
    )


def move(stage, mesa, ref, step, *, at):
    """One step is {day, <verb>: why}; rewording says the new words, a fifth in focus why `more`."""
    problem = stage.problems[ref]
    by = stage.people[step.get("by", mesa["team"])]
    if "reword" in step:
        problem.reword(
            title=step.get("title", problem.title),
            statement=step.get("statement", problem.statement),
            pace=step.get("pace"),
            why=step["reword"],
            by=by,
            at=at,
        )
        return
    if "focus" in step:
        problem.focus(why=step["focus"], why_more=step.get("more", ""), by=by, at=at)
        return
    verb = next(each for each in ("wait", "solve", "drop", "reopen") if each in step)
    getattr(problem, verb)(why=step[verb], by=by, at=at)
