"""How long a mesa takes to unblock: from the day a problem came to the day it counts as solved."""

import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from destraba.kit.prepared import prepared
from destraba.trail.models import Event

from .models import Mesa, Problem
from .solved import solved, works_on

# The speed of a mesa is told by the problems that it solved last.
MEASURED = 50
A_DAY = "YYYY-MM-DD"


def days_to_unblock(mesa: Mesa) -> list[int]:
    """For the problems solved last, by the rule; of those whose two days are known. One query.

    A problem that was born of dividing another has come since the other did.
    """
    days = _came_and_worked(mesa, ContentType.objects.get_for_model(Problem))
    return [_days(came_at, on) for came_at, on in days if came_at and len(on or "") == len(A_DAY)]


@prepared
def _came_and_worked(mesa: Mesa, kind: ContentType) -> QuerySet[Problem, Any]:
    came = Event.objects.filter(
        Q(subject_id=OuterRef("pk")) | Q(subject_id=OuterRef("split_from")),
        subject_type=kind,
        verb="problem.raised",
    )
    its = solved(Problem.objects.filter(mesa=mesa)).annotate(
        came_at=Subquery(came.order_by("at", "pk").values("at")[:1]), works_on=works_on("pk")
    )
    latest = its.order_by(F("moved_on").desc(nulls_last=True), "-pk")
    return latest.values_list("came_at", "works_on")[:MEASURED]


def _days(came_at: datetime.datetime, on: str) -> int:
    return (datetime.date.fromisoformat(on) - timezone.localdate(came_at)).days
