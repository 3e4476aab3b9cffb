"""Problems that changed shape, and the figures that were kept on two days."""

from destraba.mesas import public_figures
from destraba.mesas.models import FigureSnapshot


def tell(stage, country):
    for ref, steps in country.get("reshaping", {}).items():
        for step in steps:
            stage.on(step["day"], reshape, ref, step)
    for told in country.get("figure_snapshots", []):
        stage.on(told["day"], take, told)
        if "published" in told:
            stage.on(told["published"], publish, told["ref"])


def reshape(stage, ref, step, *, at):
    """One step is {day, by, why} and what happens: `merge` into another, or `park_until` a day."""
    problem = stage.problems[ref]
    problem.refresh_from_db()
    told = {"why": step["why"], "by": stage.people[step["by"]], "at": at}
    if "merge" in step:
        problem.merge_into(stage.problems[step["merge"]], **told)
    else:
        problem.park(until_on=stage.calendar.day(step["park_until"]), **told)


def take(stage, told, *, at):
    kept = {name: told[name] for name in ("title", "note", "ref")}
    public_figures.take(by=stage.people["coordinadora"], at=at, **kept)


def publish(stage, ref, *, at):
    snapshot = FigureSnapshot.objects.get(ref=ref)
    snapshot.publish(by=stage.people["coordinadora"], at=at)
