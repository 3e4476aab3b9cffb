"""Seats, and who fills them."""

from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import AppointmentRole, Body, SeatKind
from destraba.mesas.models import Appointment, Seat

from ..chronicle import Chronicle
from ..kinds import Choice, Day, Ref, Slug, Text
from ..noun import Field, Noun
from ..rows import by
from ..telling import Told


def happened(told: Told, chronicle: Chronicle) -> None:
    chronicle.arrive(told, "offered", on=told.row.since_on)
    if told.is_new or "until_on" in told.changes:
        chronicle.tell(told.row, "withdrawn", on=told.row.until_on)


def was_appointed(told: Told, chronicle: Chronicle) -> None:
    chronicle.term(told, "made", "ended")


APPOINTMENTS = Noun(
    "appointments",
    Appointment,
    _("Quiénes lo ocupan, y desde cuándo hasta cuándo."),
    (
        Field("person", Ref("people"), _("Quién."), must=True),
        Field(
            "role", Choice(AppointmentRole), _("Titular, alterno, enlace o articulador."), must=True
        ),
        Field("since_on", Day(), _("Desde qué día.")),
        Field("until_on", Day(), _("Hasta qué día, incluido.")),
    ),
    within="seat",
    same=(by("person", "role", "since_on"), by("person", "role")),
    happened=was_appointed,
)

SEATS = Noun(
    "seats",
    Seat,
    _("El lugar de una organización en una mesa: sigue cuando cambian las personas."),
    (
        Field("ref", Slug(), _("Su referencia, que no cambia nunca."), must=True),
        Field("mesa", Ref("mesas"), _("En qué mesa."), must=True),
        Field("organization", Ref("organizations"), _("De qué organización."), must=True),
        Field("body", Choice(Body), _("Cuerpo operativo, de alto nivel o equipo dedicado.")),
        Field("kind", Choice(SeatKind), _("Permanente, o para un problema.")),
        Field("problem", Ref("problems"), _("El problema para el que se invitó.")),
        Field("label", Text(120), _("Qué parte de la organización es.")),
        Field("since_on", Day(), _("Desde qué día tiene el asiento.")),
        Field("until_on", Day(), _("Hasta qué día, incluido.")),
    ),
    (APPOINTMENTS,),
    happened=happened,
)
