import datetime
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Count, Max, Q

from destraba.people.models import Person
from destraba.trail.models import Event

# A worker that dies while it delivers leaves the letter to another, this much later.
LEASE = datetime.timedelta(minutes=10)
# The time to the next attempt grows: 2, 8, 32 minutes, 2 hours, 8½ hours; then it is given up.
FIRST_PAUSE, GROWS, MOST_FAILURES = datetime.timedelta(minutes=2), 4, 6
SUBJECT_LENGTH = 200
# For how long a letter that was given up is news.
RECENT = datetime.timedelta(days=7)


class LetterQuerySet(models.QuerySet["Letter"]):
    def about(self, subject: models.Model, verbs: Iterable[str]) -> "LetterQuerySet":
        """The letters that told these verbs of a thing, the latest last; without what they say."""
        events = Event.objects.of_subject(subject).filter(verb__in=verbs)
        return self.filter(event__in=events).order_by("event", "pk").defer("body", "ics")

    def due(self, *, at: datetime.datetime) -> "LetterQuerySet":
        return self.filter(next_attempt_at__lte=at).order_by("next_attempt_at", "pk")

    def waiting(self) -> "LetterQuerySet":
        return self.exclude(next_attempt_at=None)

    def figures(self, *, at: datetime.datetime) -> dict[str, Any]:
        """How many wait to leave, and how many were given up lately, in one query."""
        failed = Q(sent_at=None, next_attempt_at=None, event__at__gte=at - RECENT)
        waiting = Q(next_attempt_at__isnull=False)
        return self.filter(failed | waiting).aggregate(
            waiting=Count("pk", filter=waiting),
            given_up=Count("pk", filter=failed),
            trouble=Max("trouble", filter=failed),
        )

    def claim(self, letter: "Letter", *, at: datetime.datetime) -> bool:
        """Take it to deliver; False when another worker took it first."""
        mine = self.filter(pk=letter.pk, next_attempt_at=letter.next_attempt_at)
        return mine.update(next_attempt_at=at + LEASE) == 1


class Letter(models.Model):
    """One e-mail to one person about one event: to be attempted, sent, or given up."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+")
    to = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    address = models.EmailField()
    # Where an answer written by hand goes: to who did what the letter tells.
    reply_to = models.EmailField(blank=True)
    subject = models.CharField(max_length=SUBJECT_LENGTH)
    body = models.TextField()
    ics = models.TextField(blank=True)
    # None once it was sent or given up.
    next_attempt_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "to"], name="one_letter_per_person")
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(next_attempt_at__isnull=False),
                name="letter_due",
            ),
            models.Index(
                fields=["event"],
                condition=Q(sent_at=None, next_attempt_at=None),
                name="letter_given_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.address}"

    @property
    def is_given_up(self) -> bool:
        return self.sent_at is None and self.next_attempt_at is None

    def arrive(self, *, at: datetime.datetime) -> None:
        self.sent_at, self.next_attempt_at = at, None
        self.save(update_fields=["sent_at", "next_attempt_at"])

    def fail(self, trouble: str, *, at: datetime.datetime) -> None:
        """Try again later, each time with more patience; at last, no more."""
        self.failures += 1
        self.trouble = trouble[:300]
        pause = FIRST_PAUSE * GROWS ** (self.failures - 1)
        self.next_attempt_at = at + pause if self.failures < MOST_FAILURES else None
        self.save(update_fields=["failures", "trouble", "next_attempt_at"])
