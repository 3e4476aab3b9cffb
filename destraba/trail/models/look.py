import datetime

from django.db import models


class ClockLook(models.Model):
    """The last time that the clock looked at the calendar. One row."""

    at = models.DateTimeField()

    @classmethod
    def note(cls, *, at: datetime.datetime) -> None:
        cls.objects.update_or_create(pk=1, defaults={"at": at})

    @classmethod
    def last(cls) -> datetime.datetime | None:
        return cls.objects.filter(pk=1).values_list("at", flat=True).first()
