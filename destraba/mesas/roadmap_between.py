"""What happened at a mesa between two of its roadmaps, for their story; a few questions."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from destraba.trail.models import Event

from .models import Mesa, RoadmapRevision
from .models.problems_of import Named, Subject, problems_of
from .models.roadmap import AGREED
from .roadmap_story import AIMED, EXITS, SOLUTIONS, STEPS, Happening, Snapshot, Story, story_of

CHANGED = ("problem.focused", "problem.reworded", "problem.tagged")
VERBS = (AIMED, *EXITS, *CHANGED, *SOLUTIONS, *STEPS)
TOLD = ("verb", "subject_id", "about", "why", "by__name", "at", "changes")


def story_between(mesa: Mesa, earlier: RoadmapRevision, later: RoadmapRevision) -> Story:
    """From the earlier to the later one; both with all that they say."""
    happened = _happened(mesa, earlier, later)
    return story_of(snapshot_of(earlier), snapshot_of(later), happened)


def snapshot_of(revision: RoadmapRevision) -> Snapshot:
    return Snapshot(
        number=revision.number,
        agreed_on=revision.agreed_on,
        objective=revision.objective,
        why=revision.why,
        focus=revision.content.get("focus", []),
        waiting=revision.content.get("waiting", []),
    )


def _happened(mesa: Mesa, earlier: RoadmapRevision, later: RoadmapRevision) -> list[Happening]:
    """After the one was agreed, and up to the other with all that its agreement changed."""
    told = Event.objects.filter(verb=AGREED, subject_id__in=[earlier.pk, later.pk])
    agreed = dict(told.order_by("-at").values_list("subject_id", "at"))
    since, until = (_moment(each, agreed) for each in (earlier, later))
    if since is None or until is None:
        return []
    return happened_at(mesa, since=since, until=until)


def happened_at(
    mesa: Mesa, *, since: datetime.datetime, until: datetime.datetime
) -> list[Happening]:
    """What happened to its plan after the one moment and up to the other, in two questions."""
    between = Event.objects.of_streams([mesa.stream()]).filter(
        verb__in=VERBS, at__gt=since, at__lte=until
    )
    rows = list(between.order_by("at", "pk").values(*TOLD))
    named = problems_of((_noun(row), row["subject_id"]) for row in rows)
    return [_happening(row, named) for row in rows]


def _moment(
    revision: RoadmapRevision, agreed: dict[int, datetime.datetime]
) -> datetime.datetime | None:
    """When it was agreed; of one that came without its moment, the end of its day."""
    return agreed.get(revision.pk) or end_of(revision.agreed_on)


def end_of(day: datetime.date | None) -> datetime.datetime | None:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.max)) if day else None


def _noun(row: dict[str, Any]) -> str:
    return str(row["verb"]).partition(".")[0]


def _happening(row: dict[str, Any], named: Mapping[Subject, Named]) -> Happening:
    problem = named.get((_noun(row), row["subject_id"]))
    return Happening(
        verb=row["verb"],
        problem=problem.ref if problem else "",
        about=row["about"],
        why=row["why"],
        who=row["by__name"] or "",
        at=row["at"],
        fields=frozenset(row["changes"]),
        into=row["changes"].get("into", ["", ""])[1],
        **_moved(row["changes"]),
    )


def _moved(changes: dict[str, Any]) -> dict[str, str]:
    """Which state, verdict or day it left, and which one it has."""
    told: list[Any] = next(
        (changes[name] for name in ("verdict", "state", "due_on") if name in changes), []
    )
    before, after = told or ("", "")
    return {"before": str(before or ""), "after": str(after or "")}
