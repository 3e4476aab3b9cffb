import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from destraba.kit.ref import new_ref
from destraba.kit.refusal import Refused
from destraba.kit.text import plain
from destraba.kit.vocabulary import Constituency, OrganizationLevel
from destraba.trail.models import Sourced, Tracked

from .person import Person
from .territory import Territory


class AlreadyKnown(Refused):
    """An organisation of that name or acronym exists: `existing` is the one to offer."""

    def __init__(self, existing: "Organization") -> None:
        super().__init__(_("Ya existe «%s» en el directorio: use esa.") % existing.name)
        self.existing = existing


class OrganizationQuerySet(models.QuerySet["Organization"]):
    def known_as(self, text: str) -> "OrganizationQuerySet":
        """Those that bear, or bore, this name or acronym, however it is accented."""
        key = plain(text)
        past = OrganizationName.objects.filter(Q(name_key=key) | Q(acronym_key=key))
        return self.filter(
            Q(name_key=key) | Q(acronym_key=key) | Q(pk__in=past.values("organization"))
        )

    def with_a_word_like(self, words: list[str]) -> "OrganizationQuerySet":
        """Those with a word of their name, or an acronym, that begins like one of these."""
        alike = Q()
        for word in words:
            alike |= Q(name_key__startswith=word) | Q(name_key__contains=f" {word}")
            alike |= Q(acronym_key__startswith=word)
        return self.filter(alike) if words else self.none()


class Organization(Tracked, Sourced):
    ref = models.SlugField(max_length=60, unique=True, default=new_ref)
    name = models.CharField(max_length=200)
    acronym = models.CharField(max_length=40, blank=True)
    name_key = models.CharField(max_length=200, db_index=True, editable=False)
    acronym_key = models.CharField(max_length=40, db_index=True, editable=False)
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
        for known in filter(None, [name, acronym]):
            if twin := cls.objects.known_as(known).first():
                raise AlreadyKnown(twin)

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
        self.name_key, self.acronym_key = plain(self.name), plain(self.acronym)
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
        last = self.names.order_by("-until_on").first()
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


class OrganizationName(Sourced):
    """A name that it bore until a day (MINAGRI, before MIDAGRI)."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    acronym = models.CharField(max_length=40, blank=True)
    name_key = models.CharField(max_length=200, db_index=True, editable=False)
    acronym_key = models.CharField(max_length=40, db_index=True, editable=False)
    since_on = models.DateField(null=True)
    until_on = models.DateField()

    class Meta:
        ordering = ["until_on"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_key, self.acronym_key = plain(self.name), plain(self.acronym)
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return self.name
