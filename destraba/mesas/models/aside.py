"""Advice of the method that somebody set aside, with the reason (METHOD §4.1)."""

import datetime

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from destraba.kit.ref import new_ref
from destraba.kit.refusal import Refused
from destraba.people.models import Organization, Person
from destraba.trail.models import Sourced, Tracked

from .meeting import Meeting
from .mesa import Mesa
from .problem import Problem


class NoReason(Refused):
    pass


# How the timeline calls each signal: its code says nothing to who was not told it.
ADVICE = {
    "R05": gettext_lazy("altas autoridades, para lo que se eleva"),
    "R07": gettext_lazy("elevar lo que no se mueve"),
    "R30": gettext_lazy("elevar lo que pasa los límites"),
    "R35": gettext_lazy("elevar lo que una entidad no cumple"),
}


class SetAside(Tracked, Sourced):
    """A signal that does not apply to this problem, promise, entity or session; and why not."""

    ref = models.SlugField(max_length=60, unique=True, default=new_ref)
    mesa = models.ForeignKey(Mesa, on_delete=models.CASCADE, related_name="set_aside")
    # Its code in the method's list of signals: «R07».
    signal = models.CharField(max_length=4)
    problem = models.ForeignKey(
        Problem, null=True, blank=True, on_delete=models.CASCADE, related_name="set_aside"
    )
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.CASCADE, related_name="set_aside"
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    why = models.TextField()
    by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    @classmethod
    @transaction.atomic
    def keep(
        cls,
        mesa: Mesa,
        *,
        signal: str,
        why: str,
        problem: Problem | None = None,
        organization: Organization | None = None,
        meeting: Meeting | None = None,
        person: Person | None = None,
        ref: str = "",
        by: Person | None,
        at: datetime.datetime,
    ) -> "SetAside":
        """The reason stays; said twice, the first stands."""
        if not why.strip():
            raise NoReason(_("Diga por qué: la razón queda anotada."))
        mesa.hold()
        about = {
            "problem": problem,
            "organization": organization,
            "meeting": meeting,
            "person": person,
        }
        known = cls.objects.filter(mesa=mesa, signal=signal, **about).order_by("-pk").first()
        if known and known.why == why:
            return known
        told = {"ref": ref or new_ref(), "signal": signal, "why": why, **about}
        aside = cls.objects.create(mesa=mesa, **told, by=by, at=at)
        aside.record("kept", by=by, at=at, why=why)
        return aside

    def __str__(self) -> str:
        about = self.person or self.problem or self.organization or self.meeting or ""
        advice = str(ADVICE.get(self.signal, self.signal))
        return f"{advice} · {about}" if about else advice

    def stream(self) -> str:
        return self.mesa.stream()
