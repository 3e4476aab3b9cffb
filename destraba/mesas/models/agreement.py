import datetime

from django.db import models, transaction
from django.utils.translation import gettext as _

from destraba.kit.refusal import Refused
from destraba.people.models import Organization, Person
from destraba.trail.models import Event, Sourced, Tracked

from .agenda import AgendaItem


class SaysNothing(Refused):
    pass


class Agreement(Tracked, Sourced):
    """What the table agreed on, without a vote. Who objects is noted beside it."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="agreements")
    text = models.TextField()
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    @classmethod
    @transaction.atomic
    def note(
        cls, item: AgendaItem, *, text: str, by: Person | None, at: datetime.datetime
    ) -> "Agreement":
        if not text.strip():
            raise SaysNothing(_("Escriba qué se acordó."))
        item.meeting.hold()
        item.meeting.must_be_in_progress()
        agreement = cls.objects.create(item=item, text=text.strip(), by=by, at=at)
        agreement.record("noted", by=by, at=at)
        return agreement

    def __str__(self) -> str:
        return self.text

    def search_text(self) -> str:
        return self.text

    def stream(self) -> str:
        return self.item.stream()

    @transaction.atomic
    def reword(self, *, text: str, by: Person, at: datetime.datetime) -> None:
        if not text.strip():
            raise SaysNothing(_("Escriba qué se acordó."))
        self.hold()
        changes = {"text": [self.text, text.strip()]}
        if self.text == text.strip():
            return
        self.text = text.strip()
        self.save(update_fields=["text"])
        self.record("reworded", by=by, at=at, changes=changes)

    @transaction.atomic
    def take_back(self, *, by: Person, at: datetime.datetime) -> None:
        """A slip of whoever writes: not agreed after all, said while its meeting goes on."""
        self.item.meeting.hold()
        self.item.meeting.must_be_in_progress()
        self.record("taken_back", by=by, at=at, changes={"text": [self.text, ""]})
        events = Event.objects.of_subject(self)
        events.untold().settle(at=at)
        events.hand_over(self.item)
        self.delete()

    @transaction.atomic
    def forget(self, objection: "Objection", *, by: Person, at: datetime.datetime) -> None:
        """The objection was noted by mistake, or its organisation no longer holds it."""
        told = {"objection": [objection.organization.short, ""]}
        self.record("objection_forgotten", by=by, at=at, why=objection.words, changes=told)
        objection.delete()

    @transaction.atomic
    def object(
        self,
        organization: Organization,
        *,
        words: str,
        by: Person | None,
        at: datetime.datetime,
    ) -> "Objection":
        """Note that an organisation does not share it, in its own words."""
        objection = Objection.objects.create(
            agreement=self, organization=organization, words=words, by=by, at=at
        )
        told = {"objection": ["", organization.short]}
        self.record("objected", by=by, at=at, why=words, changes=told)
        return objection


class Objection(Sourced):
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="objections")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="objections"
    )
    words = models.TextField(blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.organization.short}: {self.words}"
