"""The record of agreements: what was written when a meeting closed. A record, not a formal act."""

import datetime
from itertools import groupby
from typing import Any

from django.db import models
from django.db.models import Max
from django.utils import timezone

from destraba.kit.vocabulary import Body, Constituency
from destraba.people.models import Person

from .agenda import AgendaItem
from .attendance import Attendance
from .commitment import Commitment
from .meeting import Meeting
from .programme import Programme
from .session_trail import moved_in


class MeetingRecordQuerySet(models.QuerySet["MeetingRecord"]):
    def in_brief(self) -> "MeetingRecordQuerySet":
        """Which versions there are, without what they say."""
        mine = ["meeting_id", "version", "why", "at"]
        return self.select_related("by").only(*mine, "by__name")

    def write(
        self, meeting: Meeting, *, by: Person | None, at: datetime.datetime, why: str = ""
    ) -> "MeetingRecord":
        """Freeze what the meeting left as its next version."""
        last = self.filter(meeting=meeting).aggregate(last=Max("version"))["last"] or 0
        return self.create(
            meeting=meeting, version=last + 1, content=_content(meeting), why=why, by=by, at=at
        )


class MeetingRecord(models.Model):
    """An immutable version of the record. `content` is what HTML and DOCX both show."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="records")
    version = models.PositiveSmallIntegerField()
    content = models.JSONField()
    why = models.TextField(blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = MeetingRecordQuerySet.as_manager()

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "version"], name="one_record_per_version")
        ]

    def __str__(self) -> str:
        return f"{self.meeting} v{self.version}"

    @classmethod
    def draft(cls, meeting: Meeting) -> dict[str, Any]:
        """What the record would say if the meeting closed now."""
        return _content(meeting)


def _content(meeting: Meeting) -> dict[str, Any]:
    programme = Programme.current()
    following = meeting.planned_following()
    moved = moved_in(meeting, until=meeting.closed_at)
    items = [_item(item) for item in _items(meeting)]
    return {
        "programme": programme.name,
        "letterhead": programme.letterhead,
        "mesa": meeting.mesa.name,
        "meeting": str(meeting),
        "kind": meeting.kind,
        "starts_at": _iso(meeting.starts_at),
        "closed_at": _iso(meeting.closed_at),
        "place": meeting.place,
        "purpose": meeting.purpose,
        "attendance": _attendance(meeting),
        "items": items,
        "moved": _apart(moved, items),
        "apart": [_promise(each) for each in meeting.commitments.with_facts().filter(item=None)],
        "next": {
            "meeting": str(following or ""),
            "starts_at": _iso(following.starts_at if following else None),
        },
    }


def _apart(moved: dict[str, Any], items: list[dict[str, Any]]) -> dict[str, Any]:
    """What changed of a problem is told at its item; here stays what was on no agenda."""
    treated = {item["ref"]: item for item in reversed(items) if item["ref"]}
    for problem in moved["problems"]:
        if item := treated.get(problem["ref"]):
            item["moved"] = problem["told"]
    apart = [each for each in moved["problems"] if each["ref"] not in treated]
    return {"problems": apart, "mesa": moved["mesa"]}


def _attendance(meeting: Meeting) -> list[dict[str, Any]]:
    """The dedicated team first, then by constituency; guests last."""
    told = [_presence(each) for each in meeting.attendances.with_people()]
    order = ["dedicated_team", *Constituency.values, "guest"]
    told.sort(key=lambda each: (order.index(each["group"]), each["organization"]))
    return [
        {"group": group, "people": list(people)}
        for group, people in groupby(told, key=lambda each: each["group"])
    ]


def _presence(attendance: Attendance) -> dict[str, Any]:
    organization = attendance.organization
    return {
        "group": _group(attendance),
        "organization": organization.name if organization else "",
        "short": organization.short if organization else "",
        "person": attendance.person.name if attendance.person else attendance.guest_name,
        "presence": attendance.presence,
        "on_behalf_of": attendance.on_behalf_of.name if attendance.on_behalf_of else "",
    }


def _group(attendance: Attendance) -> str:
    if attendance.seat is None:
        return "guest"
    if attendance.seat.body == Body.DEDICATED_TEAM:
        return "dedicated_team"
    return attendance.seat.constituency


def _items(meeting: Meeting) -> "models.QuerySet[AgendaItem]":
    made_here = Commitment.objects.with_facts()
    return meeting.items.with_facts().prefetch_related(
        "agreements__objections__organization",
        models.Prefetch("commitments", queryset=made_here),
    )


def _item(item: AgendaItem) -> dict[str, Any]:
    notes = {note.kind: note.text for note in item.notes.all()}
    return {
        "title": item.title,
        "problem": item.problem.title if item.problem else "",
        "ref": item.problem.ref if item.problem else "",
        "moved": [],
        "state": item.state,
        "came_from": str(item.came_from.meeting) if item.came_from else "",
        "carried_times": item.carried_times,
        "said": notes.get("said", ""),
        "learned": notes.get("learned", ""),
        "agreements": [
            {
                "text": agreement.text,
                "objections": [
                    {"organization": each.organization.name, "words": each.words}
                    for each in agreement.objections.all()
                ],
            }
            for agreement in item.agreements.all()
        ],
        "commitments": [_promise(each) for each in item.commitments.all()],
    }


def _promise(commitment: Commitment) -> dict[str, Any]:
    return {
        "promise": commitment.promise,
        "responsible": commitment.responsible.name if commitment.responsible else "",
        "contact": commitment.contact.name if commitment.contact else "",
        "follower": commitment.follower.name if commitment.follower else "",
        "due_on": _iso(commitment.due_on),
        "certainty": commitment.certainty,
    }


def _iso(moment: datetime.date | datetime.datetime | None) -> str:
    if isinstance(moment, datetime.datetime):
        moment = timezone.localtime(moment)
    return moment.isoformat() if moment else ""
