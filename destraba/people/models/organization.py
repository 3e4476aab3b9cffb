import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from destraba.kit.ref import new_ref
from destraba.kit.refusal import Refused
from destraba.kit.text import plain
from destraba.kit.vocabulary import Constituency, OrganizationLevel
from destraba.trail.models import Sourced, Tracked

from .person import Person
from .territory import Territory

LONGEST_NAME, LONGEST_ACRONYM = 200, 40


class AlreadyKnown(Refused):
    """An organisation of that name or acronym exists: `existing` is the one to offer."""

    def __init__(self, existing: "Organization") -> None:
        super().__init__(_("Ya existe «%s» en el directorio: use esa.") % existing.name)
        self.existing = existing


class OutOfOrder(Refused):
    """A name would end before the one that came before it."""


class OrganizationQuerySet(models.QuerySet["Organization"]):
    def known_as(self, text: str) -> "OrganizationQuerySet":
        """Those that bear, or bore, this name or acronym, however it is accented."""
        key = plain(text)
        if not key:
            return self.none()
        called = Q(name_key=key[:LONGEST_NAME]) | Q(acronym_key=key)
        past = OrganizationName.objects.filter(called)
        return self.filter(called | Q(pk__in=past.values("organization")))

    def with_a_word_like(self, words: list[str]) -> "OrganizationQuerySet":
        """Those with a word of their name, or an acronym, that begins like one of these."""
        alike = Q()
        for word in words:
            alike |= Q(name_key__startswith=word) | Q(name_key__contains=f" {word}")
            alike |= Q(acronym_key__startswith=word)
        return self.filter(alike) if words else self.none()


class Organization(Tracked, Sourced):
    ref = models.SlugField(max_length=60, unique=True, default=new_ref)
    name = models.CharField(max_length=LONGEST_NAME)
    acronym = models.CharField(max_length=LONGEST_ACRONYM, blank=True)
    name_key = models.CharField(max_length=LONGEST_NAME, db_index=True, editable=False)
    acronym_key = models.CharField(max_length=LONGEST_ACRONYM, db_index=True, editable=False)
    constituency = models.CharField(max_length=12, choices=Constituency, blank=True)
    level = models.CharField(max_length=12, choices=OrganizationLevel, blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )
    territory = models.ForeignKey(Territory, null=True, blank=True, on_delete=models.PROTECT)
    is_anchor = models.BooleanField(default=False)
    # Codes of ExcludedGroup that it represents.
    groups = models.JSONField(default=list, blank=True)
    note = models.TextField(blank=True)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        ordering = ["name_key"]

    @classmethod
    @transaction.atomic
    def register(
        cls,
        *,
        name: str,
        constituency: str,
        acronym: str = "",
        level: str = OrganizationLevel.NATIONAL,
        parent: "Organization | None" = None,
        territory: Territory | None = None,
        is_anchor: bool = False,
        groups: list[str] | None = None,
        note: str = "",
        ref: str = "",
        by: Person | None,
        at: datetime.datetime,
    ) -> "Organization":
        """It enters the directory; refused, with the one that exists, when it is there already."""
        _must_be_new(name, acronym)
        organization = cls.objects.create(
            ref=ref or new_ref(),
            name=name,
            acronym=acronym,
            constituency=constituency,
            level=level,
            parent=parent,
            territory=territory,
            is_anchor=is_anchor,
            groups=groups or [],
            note=note,
        )
        organization.record("registered", by=by, at=at)
        return organization

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_key, self.acronym_key = _keys(self.name, self.acronym)
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return self.name

    @property
    def short(self) -> str:
        """What people call it: its acronym, or else its name."""
        return self.acronym or self.name

    def search_text(self) -> str:
        return f"{self.name}\n{self.acronym}"

    def stream(self) -> str:
        return "directory"

    def name_on(self, day: datetime.date) -> str:
        """The name that it bore that day (one query)."""
        past = self.names.filter(until_on__gt=day).exclude(since_on__gt=day)
        bore = past.order_by("until_on").first()
        return bore.name if bore else self.name

    @transaction.atomic
    def rename(
        self,
        *,
        name: str,
        acronym: str,
        on: datetime.date,
        by: Person | None,
        at: datetime.datetime,
        why: str = "",
    ) -> None:
        """A new name from a day on; the old one is kept, valid until then."""
        _must_be_new(name, acronym, besides=self)
        self.refresh_from_db(fields=["name", "acronym"])
        last = self.names.order_by("-until_on").first()
        if last and on <= last.until_on:
            told = {"name": last.name, "day": date_format(last.until_on, "SHORT_DATE_FORMAT")}
            raise OutOfOrder(
                _("Se llamó «%(name)s» hasta el %(day)s: elija un día posterior.") % told
            )
        self.names.create(
            name=self.name,
            acronym=self.acronym,
            since_on=last.until_on if last else None,
            until_on=on,
        )
        changes = {"name": [self.name, name], "acronym": [self.acronym, acronym]}
        self.name, self.acronym = name, acronym
        self.save(update_fields=["name", "acronym", "name_key", "acronym_key"])
        self.record("renamed", by=by, at=at, why=why, changes=changes)


def _keys(name: str, acronym: str) -> tuple[str, str]:
    """As they are compared; a ligature opened («ﬁ» → «fi») may be longer than its column."""
    return plain(name)[:LONGEST_NAME], plain(acronym)[:LONGEST_ACRONYM]


def _must_be_new(name: str, acronym: str, *, besides: Organization | None = None) -> None:
    """Refused when another bears, or bore, one of them. Whoever asks meanwhile waits."""
    # Two transactions do not see each other: each passes here alone, by the lock of one row.
    kind = ContentType.objects.select_for_update(no_key=True)
    kind.get(app_label="people", model="organization")
    others = Organization.objects.exclude(pk=besides.pk) if besides else Organization.objects.all()
    for known in filter(None, [name, acronym]):
        if twin := others.known_as(known).first():
            raise AlreadyKnown(twin)


class OrganizationName(Sourced):
    """A name that it bore until a day (MINAGRI, before MIDAGRI)."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=LONGEST_NAME)
    acronym = models.CharField(max_length=LONGEST_ACRONYM, blank=True)
    name_key = models.CharField(max_length=LONGEST_NAME, db_index=True, editable=False)
    acronym_key = models.CharField(max_length=LONGEST_ACRONYM, db_index=True, editable=False)
    since_on = models.DateField(null=True)
    until_on = models.DateField()

    class Meta:
        ordering = ["until_on"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_key, self.acronym_key = _keys(self.name, self.acronym)
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return self.name
