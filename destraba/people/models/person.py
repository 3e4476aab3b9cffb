import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from destraba.kit.later import rows_of
from destraba.kit.prepared import prepared
from destraba.kit.ref import new_ref
from destraba.kit.refusal import Refused
from destraba.kit.terms import is_within
from destraba.kit.text import initials, plain
from destraba.kit.vocabulary import ProgrammeRole
from destraba.trail.models import Sourced, Tracked

LONGEST_NAME = 160


class EmailTaken(Refused):
    pass


class NotInvited(Refused):
    """No letter would reach her, or she needs none."""


class PersonQuerySet(models.QuerySet["Person"]):
    def named(self, text: str) -> "PersonQuerySet":
        key = plain(text)[:LONGEST_NAME]
        return self.filter(name_key=key) if key else self.none()

    def with_a_word_like(self, words: list[str]) -> "PersonQuerySet":
        """Those with a word of their name that begins like one of these."""
        alike = Q()
        for word in words:
            alike |= Q(name_key__startswith=word) | Q(name_key__contains=f" {word}")
        return self.filter(alike) if words else self.none()


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, email: str | None) -> "Person":
        return self.get(email__iexact=email)


class Person(AbstractBaseUser, Tracked, Sourced):
    """Somebody who sits at a table and answers; with an e-mail and a password, who signs in."""

    ref = models.SlugField(max_length=60, unique=True, default=new_ref)
    name = models.CharField(max_length=LONGEST_NAME)
    name_key = models.CharField(max_length=LONGEST_NAME, db_index=True, editable=False)
    email = models.EmailField(null=True, unique=True)
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=10, blank=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = PersonManager.from_queryset(PersonQuerySet)()

    class Meta:
        ordering = ["name_key"]

    @classmethod
    @transaction.atomic
    def register(
        cls,
        *,
        name: str,
        email: str | None = None,
        phone: str = "",
        password: str | None = None,
        ref: str = "",
        by: "Person | None",
        at: datetime.datetime,
    ) -> "Person":
        """A person becomes known; without a password she cannot sign in."""
        email = email.strip().lower() if email else None
        if email and cls.objects.filter(email=email).exists():
            raise EmailTaken(_("Ya hay una persona con el correo %s.") % email)

        person = cls(ref=ref or new_ref(), name=name, email=email, phone=phone)
        person.set_password(password)
        person.save()
        person.record("registered", by=by, at=at)
        return person

    def save(self, *args: Any, **kwargs: Any) -> None:
        # A ligature opened («ﬁ» → «fi») may be longer than the column.
        self.name_key = plain(self.name)[:LONGEST_NAME]
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        return initials(self.name)

    @cached_property
    def programme_roles(self) -> frozenset[str]:
        """All that she ever had, and sifted here: it is asked by every page."""
        today = timezone.localdate()
        told = _roles_of(self)
        return frozenset(kind for kind, *term in told if is_within(today, *term))

    @property
    def sees_everything(self) -> bool:
        """Convener, coordinators and advisers see every mesa of the programme."""
        return bool(self.programme_roles)

    @property
    def only_reads(self) -> bool:
        """An adviser sees everything and changes nothing, but where she runs a mesa."""
        return ProgrammeRole.ADVISER in self.programme_roles

    @property
    def runs_everything(self) -> bool:
        return ProgrammeRole.COORDINATOR in self.programme_roles

    def search_text(self) -> str:
        return self.name

    def stream(self) -> str:
        return "directory"

    @transaction.atomic
    def choose(
        self, *, name: str, phone: str, language: str, by: "Person", at: datetime.datetime
    ) -> None:
        """Change one's own profile; what it said before is kept in the trail."""
        changes = {
            field: [getattr(self, field), value]
            for field, value in {"name": name, "phone": phone, "language": language}.items()
            if getattr(self, field) != value
        }
        if not changes:
            return
        self.name, self.phone, self.language = name, phone, language
        self.save(update_fields=["name", "name_key", "phone", "language"])
        self.record("changed", by=by, at=at, changes=changes)

    @transaction.atomic
    def take_password(self, password: str, *, by: "Person | None", at: datetime.datetime) -> None:
        """From now on she signs in with it; what it was is kept nowhere."""
        self.set_password(password)
        self.save(update_fields=["password"])
        self.record("password_taken", by=by, at=at)

    @transaction.atomic
    def invite(self, *, by: "Person", at: datetime.datetime) -> None:
        """A letter went to her, with a link to choose her password; the link is kept nowhere."""
        self.must_be_invitable()
        self.record("invited", by=by, at=at)

    def must_be_invitable(self) -> None:
        """Raise NotInvited, with words, when no letter can lead her in."""
        told = {"name": self.name}
        if not self.email:
            words = _("%(name)s no tiene correo en el directorio: sin él no puede entrar.")
            raise NotInvited(words % told)
        if not self.is_active:
            raise NotInvited(_("%(name)s ya no puede entrar.") % told)
        if self.has_usable_password():
            words = _("%(name)s ya entra con su contraseña; si la olvidó, pide otra al entrar.")
            raise NotInvited(words % told)


@prepared
def _roles_of(person: Person) -> models.QuerySet[Any, tuple[str, Any, Any]]:
    roles = rows_of(Person, "roles").filter(person=person)
    return roles.order_by().values_list("kind", "since_on", "until_on")
