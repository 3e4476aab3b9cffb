"""People, what they are in organisations and for the programme. Passwords never travel."""

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from destraba.kit.text import plain
from destraba.kit.vocabulary import ProgrammeRole
from destraba.people.models import Person, Post, Role

from ..chronicle import Chronicle
from ..fault import Faults
from ..kinds import Choice, Day, Email, Flag, Ref, Slug, Taking, Text
from ..noun import Field, Noun
from ..rows import by
from ..telling import Told


def complete(told: list[Told], taking: Taking) -> None:
    for each in told:
        each.derive("name_key", plain(each.row.name)[:160])
        if each.is_new:
            # Nobody signs in with what a file brought.
            each.row.password = make_password(None)


def once(told: list[Told], taking: Taking, faults: Faults) -> None:
    """An e-mail is one person's."""
    pairs = Person.objects.exclude(email=None).values_list("email", "ref")
    known = {str(email): ref for email, ref in pairs}
    for each in told:
        email = each.row.email
        owner = known.setdefault(email, each.row.ref) if email else each.row.ref
        if owner != each.row.ref:
            words = _("el correo «%(email)s» ya es de «%(ref)s».")
            each.fault(faults, words % {"email": email, "ref": owner}, "email")


def arrived(told: Told, chronicle: Chronicle) -> None:
    chronicle.arrive(told)


def was_given(told: Told, chronicle: Chronicle) -> None:
    chronicle.term(told, "given", "ended")


def was_taken(told: Told, chronicle: Chronicle) -> None:
    chronicle.term(told, "taken", "left")


SINCE = Field("since_on", Day(), gettext_lazy("Desde qué día."))
UNTIL = Field("until_on", Day(), gettext_lazy("Hasta qué día, incluido."))

ROLES = Noun(
    "roles",
    Role,
    gettext_lazy("Lo que es en todo el programa."),
    (
        Field("kind", Choice(ProgrammeRole), gettext_lazy("Qué función tiene."), must=True),
        SINCE,
        UNTIL,
    ),
    within="person",
    same=(by("kind", "since_on"), by("kind")),
    once=("kind", "since_on"),
    order=lambda row: (row.since_on, row.kind, row.pk),
    happened=was_given,
)

POSTS = Noun(
    "posts",
    Post,
    gettext_lazy("Sus cargos en organizaciones."),
    (
        Field("organization", Ref("organizations"), gettext_lazy("Dónde."), must=True),
        Field("title", Text(160, must=True), gettext_lazy("Qué cargo."), must=True),
        SINCE,
        UNTIL,
    ),
    within="person",
    same=(by("organization", "title", "since_on"), by("organization", "title")),
    happened=was_taken,
)

PEOPLE = Noun(
    "people",
    Person,
    gettext_lazy("Personas: quienes se sientan, responden o entran al sistema."),
    (
        Field("ref", Slug(), gettext_lazy("Su referencia, que no cambia nunca."), must=True),
        Field("name", Text(160, must=True), gettext_lazy("Nombre y apellido."), must=True),
        Field("email", Email(), gettext_lazy("Su correo, único: con él entra.")),
        Field("phone", Text(40), gettext_lazy("Su teléfono.")),
        Field("language", Text(10), gettext_lazy("El idioma en que prefiere leer: es, en, pt.")),
        Field("is_active", Flag(), gettext_lazy("false si ya no puede entrar."), absent=True),
    ),
    (ROLES, POSTS),
    complete=complete,
    check=once,
    happened=arrived,
)
