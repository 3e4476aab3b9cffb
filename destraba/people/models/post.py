import datetime

from django.db import models, transaction
from django.db.models import F

from destraba.kit.terms import ends_after_it_begins, must_be_in_order
from destraba.trail.models import Sourced, Tracked

from .organization import Organization
from .person import Person


class PostQuerySet(models.QuerySet["Post"]):
    def current(self, *, on: datetime.date) -> "PostQuerySet":
        return self.exclude(since_on__gt=on).exclude(until_on__lt=on)

    def latest_first(self) -> "PostQuerySet":
        """Those that last, and then those that ended last; an unknown day goes after the known."""
        ended = F("until_on").desc(nulls_first=True)
        return self.order_by(ended, F("since_on").desc(nulls_last=True), "pk")


class Post(Tracked, Sourced):
    """What a person is in an organisation, with dates."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="posts")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="posts")
    title = models.CharField(max_length=160)
    since_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["-since_on", "pk"]
        constraints = [ends_after_it_begins("post_ends_after_it_begins")]

    @classmethod
    @transaction.atomic
    def take(
        cls,
        person: Person,
        organization: Organization,
        *,
        title: str,
        since_on: datetime.date | None,
        by: Person | None,
        at: datetime.datetime,
    ) -> "Post":
        post = cls.objects.create(
            person=person, organization=organization, title=title, since_on=since_on
        )
        post.record("taken", by=by, at=at)
        return post

    def __str__(self) -> str:
        return f"{self.person}: {self.title}, {self.organization}"

    def stream(self) -> str:
        return "directory"

    @transaction.atomic
    def leave(self, *, on: datetime.date, by: Person | None, at: datetime.datetime) -> None:
        must_be_in_order(self.since_on, on)
        self.until_on = on
        self.save(update_fields=["until_on"])
        self.record("left", by=by, at=at)
