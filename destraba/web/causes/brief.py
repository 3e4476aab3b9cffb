"""A few lines of a problem's causes, for its own page."""

from destraba.kit.prepared import prepared
from destraba.mesas.models import Cause
from destraba.mesas.models.grove import Grove

MOST = 12


def in_brief(problem):
    """The first causes, each with those just below it, and how many more there are; one query."""
    grove = Grove(_drawn(problem) if "causes" in problem.held else [])
    near, left = [], MOST
    for top in grove.branches():
        if left > 0:
            below = top.children[: left - 1]
            near.append((top.cause, [each.cause for each in below]))
            left -= 1 + len(below)
    shown = sum(1 + len(below) for _cause, below in near)
    return {"causes": near, "more_causes": len(grove) - shown}


@prepared
def _drawn(problem):
    return Cause.objects.filter(problem=problem).as_drawn()
