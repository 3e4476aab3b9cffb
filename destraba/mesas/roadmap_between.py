"""What happened at a mesa between two of its roadmaps, for their story; a few questions."""

import datetime
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone

from destraba.trail.models import Event

from .models import Mesa, Option, Problem, RoadmapRevision, Trial
from .roadmap_story import AIMED, EXITS, SOLUTIONS, Happening, Snapshot, Story, story_of

AGREED = "roadmaprevision.agreed"
CHANGED = ("problem.focused", "problem.reworded", "problem.tagged")
VERBS = (AIMED, *EXITS, *CHANGED, *SOLUTIONS)
TOLD = ("verb", "subject_id", "about", "why", "by__name", "at", "changes")


def story_between(mesa: Mesa, earlier: RoadmapRevision, later: RoadmapRevision) -> Story:
    """From the earlier to the later one; both with all that they say."""
    happened = _happened(mesa, earlier, later)
    return story_of(_snapshot(earlier), _snapshot(later), happened)


def _snapshot(revision: RoadmapRevision) -> Snapshot:
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
    between = Event.objects.of_streams([mesa.stream()]).filter(
        verb__in=VERBS, at__gt=since, at__lte=until
    )
    rows = list(between.order_by("at", "pk").values(*TOLD))
    refs = _refs(rows)
    return [_happening(row, refs) for row in rows]


def _moment(
    revision: RoadmapRevision, agreed: dict[int, datetime.datetime]
) -> datetime.datetime | None:
    """When it was agreed; of one that came without its moment, the end of its day."""
    if moment := agreed.get(revision.pk):
        return moment
    if not revision.agreed_on:
        return None
    return timezone.make_aware(datetime.datetime.combine(revision.agreed_on, datetime.time.max))


def _refs(rows: list[dict[str, Any]]) -> dict[tuple[str, int], str]:
    """Of which problem each subject is, by its noun and its id."""
    nouns: tuple[tuple[str, QuerySet[Any], str], ...] = (
        ("problem", Problem.objects.all(), "ref"),
        ("option", Option.objects.all(), "problem__ref"),
        ("trial", Trial.objects.all(), "option__problem__ref"),
    )
    found: dict[tuple[str, int], str] = {}
    for noun, things, path in nouns:
        ids = {row["subject_id"] for row in rows if row["verb"].startswith(f"{noun}.")}
        told = things.filter(pk__in=ids).order_by().values_list("pk", F(path))
        found |= {(noun, pk): ref for pk, ref in told}
    return found


def _happening(row: dict[str, Any], refs: dict[tuple[str, int], str]) -> Happening:
    noun = row["verb"].partition(".")[0]
    return Happening(
        verb=row["verb"],
        problem=refs.get((noun, row["subject_id"]), ""),
        about=row["about"],
        why=row["why"],
        who=row["by__name"] or "",
        at=row["at"],
        fields=frozenset(row["changes"]),
        after=row["changes"].get("verdict", ["", ""])[1],
    )
