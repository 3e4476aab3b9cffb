"""Why each problem in focus happens, as the mesa supposed it; and what confirmed or refuted it."""

from destraba.mesas.models import Cause

MOST_A_DAY = 4


def tell(stage, chapter):
    for problem, told in chapter["causes"].items():
        for nth, (ref, parent, cause) in enumerate(each_of(problem, told["causes"])):
            day = told["day"] + nth // MOST_A_DAY
            stage.on(day, suppose, chapter["mesa"], problem, ref, parent, cause)
            for verb in ("confirmed", "refuted"):
                if verb in cause:
                    shown = cause[verb]
                    stage.upon(shown["day"], problem, show, chapter["mesa"], ref, verb, shown)


def each_of(problem, causes, parent=""):
    """Each with its ref, «p-01-1-2», and that of what it explains; each before those below it."""
    for nth, cause in enumerate(causes, 1):
        ref = f"{parent or f'{problem}-causa'}-{nth}"
        yield ref, parent, cause
        yield from each_of(problem, cause.get("below", []), ref)


def suppose(stage, mesa, problem, ref, parent, told, *, at):
    stage.causes[ref] = Cause.suppose(
        stage.problems[problem],
        ref=ref,
        parent=stage.causes.get(parent),
        text=told["text"],
        said_by=stage.organizations[told["who"]],
        would_refute=told.get("wrong", ""),
        by=stage.people[mesa["team"]],
        at=at,
    )


def show(stage, mesa, ref, verb, told, *, at):
    verbs = {"confirmed": Cause.confirm, "refuted": Cause.refute}
    verbs[verb](
        stage.causes[ref],
        evidence=told["evidence"],
        evidence_source=told.get("source", ""),
        by=stage.people[mesa["team"]],
        at=at,
    )
