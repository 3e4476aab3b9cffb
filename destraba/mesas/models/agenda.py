import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Case, Exists, F, Max, OuterRef, Q, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from destraba.kit.later import rows_of
from destraba.kit.refusal import Refused
from destraba.kit.text import plain
from destraba.kit.vocabulary import WAITING_ABOVE, CommitmentState, ItemState
from destraba.people.models import Person
from destraba.trail.models import Event, Sourced, Tracked

from .meeting import Meeting
from .problem import Problem


class AgendaClosed(Refused):
    pass


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def in_brief(self) -> "AgendaItemQuerySet":
        """Only what an agenda shows of each item: what, how long, and where it comes from."""
        mine = ["meeting_id", "problem_id", "title", "minutes", "state"]
        origin = ["is_recurring", "carried_times", "came_from__meeting__number"]
        return self.select_related("came_from__meeting").only(
            *mine, *origin, "came_from__meeting__kind"
        )

    def with_facts(self) -> "AgendaItemQuerySet":
        """Each item with its problem, where it comes from, and its latest notes."""
        return self.select_related("problem", "came_from__meeting").prefetch_related("notes")

    def with_owed(self) -> "AgendaItemQuerySet":
        """Annotate `is_owed`: an action of its thread, or of its problem, is still open."""
        open_ones = rows_of(self.model, "commitments").filter(state=CommitmentState.OPEN)
        of_thread = open_ones.annotate(one_thread=Coalesce("item__root_id", "item_id")).filter(
            one_thread=OuterRef("one_thread")
        )
        of_problem = open_ones.filter(problem=OuterRef("problem"))
        return self.annotate(one_thread=Coalesce("root_id", "pk")).annotate(
            is_owed=Case(
                When(Exists(of_thread) | Exists(of_problem), then=True),
                default=False,
                output_field=models.BooleanField(),
            )
        )

    def to_carry_over(self, following: Meeting | None) -> "AgendaItemQuerySet":
        """Not discussed, recurring, or with an action still open; to another session of the
        high level, only what still waits for its decision (R06)."""
        open_ones = self.with_owed().filter(
            Q(state=ItemState.PENDING) | Q(is_recurring=True) | Q(is_owed=True)
        )
        if following is None or not following.is_high_level:
            return open_ones
        up = Q(problem__elevations__state__in=WAITING_ABOVE)
        up |= Q(problem__commitments__elevations__state__in=WAITING_ABOVE)
        return open_ones.filter(pk__in=AgendaItem.objects.filter(up).values("pk"))

    def carry_over(self, following: Meeting) -> None:
        """Put what carries over on the following agenda, before anything new, once.

        What somebody already put there on the same matter becomes its continuation.
        """
        there = list(following.items.all())
        fresh = []
        for item in self.to_carry_over(following):
            twin = next((each for each in there if each.is_about_the_same_as(item)), None)
            if twin is None:
                fresh.append(item)
            elif twin.came_from_id is None:
                twin.continue_from(item)
        following.items.update(position=F("position") + len(fresh))
        self.bulk_create(
            item.carried_to(following, position) for position, item in enumerate(fresh, 1)
        )

    def stop_clock(self, *, at: datetime.datetime) -> None:
        """Whatever is being discussed has been discussed."""
        for item in self.filter(state=ItemState.CURRENT):
            item.finish(at=at)


class AgendaItem(Tracked, Sourced):
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    minutes = models.PositiveSmallIntegerField(default=15)
    problem = models.ForeignKey(
        Problem, null=True, blank=True, on_delete=models.PROTECT, related_name="items"
    )
    # It comes back every session, like the follow-up of commitments.
    is_recurring = models.BooleanField(default=False)
    # The item where the mesa reviews its open commitments.
    is_follow_up = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=ItemState, default=ItemState.PENDING)
    started_at = models.DateTimeField(null=True)
    spent = models.DurationField(default=datetime.timedelta)
    came_from = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="carried"
    )
    # The first item of the thread that this one continues.
    root = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="continuations"
    )
    carried_times = models.PositiveSmallIntegerField(default=0)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(state=ItemState.CURRENT),
                name="one_item_at_hand",
            )
        ]

    @classmethod
    @transaction.atomic
    def add(
        cls,
        meeting: Meeting,
        *,
        title: str,
        minutes: int = 15,
        problem: Problem | None = None,
        is_recurring: bool = False,
        is_follow_up: bool = False,
        by: Person | None,
        at: datetime.datetime,
    ) -> "AgendaItem":
        """A new item at the end of the agenda, also while the meeting is in progress."""
        _must_be_ahead(meeting)
        last = meeting.items.aggregate(last=Max("position"))["last"] or 0
        item = cls.objects.create(
            meeting=meeting,
            position=last + 1,
            title=title,
            minutes=minutes,
            problem=problem,
            is_recurring=is_recurring,
            is_follow_up=is_follow_up,
        )
        item.record("added", by=by, at=at)
        return item

    @classmethod
    @transaction.atomic
    def open_with(
        cls, meeting: Meeting, *, title: str, minutes: int, by: Person, at: datetime.datetime
    ) -> "AgendaItem":
        """The session begins with this; one that began with the same words before the colon is
        brought up to date, not put twice. That of the session before, never told, becomes it."""
        begins = title.partition(":")[0]
        same = Q(title__startswith=f"{begins}:")
        stale = Q(title__startswith=begins.rpartition(" ")[0] + " ", came_from__isnull=False)
        item = meeting.items.filter(same | stale).first()
        if item:
            told: dict[str, Any] = {"minutes": item.minutes, "is_recurring": item.is_recurring}
            item.change(title=title, **told, by=by, at=at)
        else:
            item = cls.add(meeting, title=title, minutes=minutes, by=by, at=at)
        item.move(to=1)
        return item

    def __str__(self) -> str:
        return self.title

    def stream(self) -> str:
        return self.meeting.stream()

    @property
    def thread_id(self) -> int:
        """What all the carried copies of one item share."""
        return self.root_id or self.pk

    def is_about_the_same_as(self, other: "AgendaItem") -> bool:
        """The same thread, the same problem, or both the same recurring matter."""
        if self.thread_id == other.thread_id:
            return True
        if self.problem_id or other.problem_id:
            return self.problem_id == other.problem_id
        both_follow_up = self.is_follow_up and other.is_follow_up
        return both_follow_up or plain(self.title) == plain(other.title)

    def continue_from(self, item: "AgendaItem") -> None:
        """It was put there anew, and goes on with what `item` left open."""
        self.came_from, self.root_id = item, item.thread_id
        self.carried_times = item.carried_times + 1
        self.save(update_fields=["came_from", "root", "carried_times"])

    def carried_to(self, following: Meeting, position: int) -> "AgendaItem":
        """The unsaved item that continues this one at the following meeting."""
        return AgendaItem(
            meeting=following,
            position=position,
            title=self.title,
            minutes=self.minutes,
            problem=self.problem,
            is_recurring=self.is_recurring,
            is_follow_up=self.is_follow_up,
            came_from=self,
            root_id=self.thread_id,
            carried_times=self.carried_times + 1,
        )

    def spent_by(self, at: datetime.datetime) -> datetime.timedelta:
        """Time on it so far, the running turn included."""
        running = at - self.started_at if self.started_at else datetime.timedelta()
        return self.spent + running

    @transaction.atomic
    def start(self, *, at: datetime.datetime) -> None:
        """It is the one at hand; the one before is done with."""
        self.meeting.hold()
        self.hold()
        if self.state == ItemState.CURRENT:
            return
        self.meeting.items.exclude(pk=self.pk).stop_clock(at=at)
        self.state, self.started_at = ItemState.CURRENT, at
        self.save(update_fields=["state", "started_at"])

    @transaction.atomic
    def finish(self, *, at: datetime.datetime) -> None:
        self.spent, self.started_at = self.spent_by(at), None
        self.state = ItemState.DISCUSSED
        self.save(update_fields=["state", "started_at", "spent"])

    @transaction.atomic
    def leave_for_later(self, *, at: datetime.datetime) -> None:
        """Not discussed after all: it will carry over."""
        self.spent, self.started_at = self.spent_by(at), None
        self.state = ItemState.PENDING
        self.save(update_fields=["state", "started_at", "spent"])

    @transaction.atomic
    def change(
        self, *, title: str, minutes: int, is_recurring: bool, by: Person, at: datetime.datetime
    ) -> None:
        _must_be_ahead(self.meeting)
        told: dict[str, Any] = {"title": title, "minutes": minutes, "is_recurring": is_recurring}
        changes = {
            field: [getattr(self, field), value]
            for field, value in told.items()
            if getattr(self, field) != value
        }
        if not changes:
            return
        for field, value in told.items():
            setattr(self, field, value)
        self.save(update_fields=list(told))
        self.record("changed", by=by, at=at, changes=changes)

    def move(self, *, to: int) -> None:
        """Take place `to` (1 is the first) on the agenda; the others make room."""
        others = self.meeting.items.exclude(pk=self.pk).values_list("pk", flat=True)
        order = list(others)
        order.insert(max(0, to - 1), self.pk)
        AgendaItem.arrange(self.meeting, order)

    @classmethod
    @transaction.atomic
    def arrange(cls, meeting: Meeting, order: list[int]) -> None:
        """Put the items of these ids in this order; whichever is not named stays at the end."""
        Meeting.objects.select_for_update().get(pk=meeting.pk)
        _must_be_ahead(meeting)
        places = {pk: place for place, pk in enumerate(order)}
        items = sorted(meeting.items.all(), key=lambda item: places.get(item.pk, len(order)))
        for position, item in enumerate(items, 1):
            item.position = position
        cls.objects.bulk_update(items, ["position"])

    @transaction.atomic
    def drop(self, *, by: Person, at: datetime.datetime) -> None:
        """Take it off the agenda before anybody wrote on it."""
        _must_be_ahead(self.meeting)
        self.hold()
        # What it was put with, to open the session, is no more than the item itself.
        put = Event.objects.of_subject(self).values("at")
        said = self.notes.exclude(text="").exclude(versions__version=1, versions__at__in=put)
        if self.commitments.exists() or self.agreements.exists() or said.exists():
            raise AgendaClosed(_("Ya se escribió en este punto: no se puede quitar."))
        self.record("dropped", by=by, at=at)
        self.delete()


def _must_be_ahead(meeting: Meeting) -> None:
    meeting.hold()
    if not meeting.is_ahead:
        raise AgendaClosed(_("La sesión ya terminó: su agenda no se cambia."))
