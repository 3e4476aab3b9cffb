"""Problems that changed shape, and the figures that were kept on two days."""

from destraba.mesas import public_figures
from destraba.mesas.models import FigureSnapshot, Part


def tell(stage, country):
    for ref, steps in country.get("reshaping", {}).items():
        for step in steps:
            stage.upon(step["day"], ref, reshape, ref, step)
    for told in country.get("figure_snapshots", []):
        stage.on(told["day"], take, told)
        if "published" in told:
            stage.on(told["published"], publish, told["ref"])


def reshape(stage, ref, step, *, at):
    """One step is {day, by, why} and what happens: `merge` into another, `split`, `park_until`."""
    problem = stage.problems[ref]
    problem.refresh_from_db()
    told = {"why": step["why"], "by": stage.people[step["by"]], "at": at}
    if "merge" in step:
        problem.merge_into(stage.problems[step["merge"]], **told)
    elif "split" in step:
        into = [part(stage, problem, name, each) for name, each in step["split"].items()]
        born = problem.split(into=into, **told)
        stage.problems |= dict(zip(step["split"], born, strict=True))
    else:
        problem.park(until_on=stage.calendar.day(step["park_until"]), **told)


def part(stage, problem, ref, told):
    """What it is called, and what of the whole goes with it."""
    organizations = [stage.organizations[each] for each in told["entities"]]
    entities = problem.entities.filter(organization__in=organizations)
    return Part(
        ref=ref,
        title=told["title"],
        statement=told["statement"],
        commitments=[stage.commitments[each].pk for each in told.get("promises", [])],
        entities=list(entities.values_list("pk", flat=True)),
    )


def take(stage, told, *, at):
    kept = {name: told[name] for name in ("title", "note", "ref")}
    public_figures.take(by=stage.people["coordinadora"], at=at, **kept)


def publish(stage, ref, *, at):
    snapshot = FigureSnapshot.objects.get(ref=ref)
    snapshot.publish(by=stage.people["coordinadora"], at=at)
