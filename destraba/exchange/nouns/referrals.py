"""What territorial mesas handed up to a national one, and each step of its way back."""

import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from destraba.kit.vocabulary import Inducement, InterventionLevel, ReferralState
from destraba.kit.vocabulary import ReferralTurn as Kind
from destraba.mesas.models import LevelSaid, Referral, ReferralTurn

from ..chronicle import Chronicle
from ..fault import Faults
from ..kinds import Choice, Day, Moment, Ref, Refs, Slug, Taking, Text
from ..noun import Field, Noun
from ..rows import by
from ..telling import Told


def complete(told: list[Told], taking: Taking) -> None:
    """The clock of what waits: the day after something should have been said, or today."""
    for each in told:
        if each.is_new or {"state", "answer_by"} & each.changes.keys():
            each.derive("attend_on", _attend_on(each.row, taking))


def _attend_on(referral: Any, taking: Taking) -> datetime.date | None:
    if not referral.is_waiting:
        return None
    if referral.is_turn_below or not referral.answer_by:
        return taking.today
    return taking.day_after(referral.answer_by)


def of_another(told: list[Told], taking: Taking, faults: Faults) -> None:
    """A problem does not hang from itself."""
    for each in told:
        if each.row.national_problem is not None and each.row.national_problem == each.row.problem:
            words = _("es el mismo problema que se eleva: debe ser uno de la mesa nacional.")
            each.fault(faults, words, "national_problem")


def happened(told: Told, chronicle: Chronicle) -> None:
    chronicle.arrive(told, "sent", on=told.row.sent_on)


def turned(told: Told, chronicle: Chronicle) -> None:
    row = told.row
    if told.is_new and row.kind != Kind.SENT:
        verb = Kind.ACCEPTED if row.kind == Kind.JOINED else row.kind
        chronicle.tell(row.referral, str(verb), at=row.at, on=row.on, by=row.by, why=row.words)


BY = Field("by", Ref("people"), gettext_lazy("Quién lo anotó."))

TURNS = Noun(
    "turns",
    ReferralTurn,
    gettext_lazy("Cada paso de ida y de vuelta, en orden."),
    (
        Field("kind", Choice(Kind), gettext_lazy("Qué pasó."), must=True),
        Field("on", Day(), gettext_lazy("Qué día.")),
        Field("words", Text(), gettext_lazy("En qué palabras.")),
        Field("who", Text(200), gettext_lazy("De una solución: quién lo hace.")),
        Field("starts_on", Day(), gettext_lazy("De una solución: desde cuándo.")),
        Field("commitments", Refs("commitments"), gettext_lazy("Los compromisos que la cumplen.")),
        BY,
        Field("at", Moment(), gettext_lazy("Cuándo se anotó.")),
    ),
    within="referral",
    same=(by("kind", "at"), by("kind", "on", "words")),
    happened=turned,
)

LEVELS = Noun(
    "levels",
    LevelSaid,
    gettext_lazy("En una mesa territorial: de qué nivel es, cada vez que se dijo."),
    (
        Field("level", Choice(InterventionLevel), gettext_lazy("Qué nivel."), must=True),
        Field("solver", Text(300), gettext_lazy("Quién lo resuelve.")),
        Field("words", Text(), gettext_lazy("Por qué.")),
        Field("said_on", Day(), gettext_lazy("Qué día se dijo.")),
        Field("said_by", Ref("people"), gettext_lazy("Quién lo dijo.")),
    ),
    within="problem",
    same=(by("level", "words", "said_on", "said_by"), by("level", "said_on")),
)

REFERRALS = Noun(
    "referrals",
    Referral,
    gettext_lazy("Lo que una mesa territorial elevó a una nacional, con su respuesta."),
    (
        Field("ref", Slug(), gettext_lazy("Su referencia, que no cambia nunca."), must=True),
        Field("mesa", Ref("mesas"), gettext_lazy("La mesa territorial que espera."), must=True),
        Field("to", Ref("mesas"), gettext_lazy("La mesa nacional que responde."), must=True),
        Field("problem", Ref("problems"), gettext_lazy("El problema que se eleva."), must=True),
        Field("title", Text(200, must=True), gettext_lazy("Cómo se llamaba."), must=True),
        Field("level", Choice(InterventionLevel), gettext_lazy("De qué nivel es."), must=True),
        Field("asked", Text(must=True), gettext_lazy("Qué se pide."), must=True),
        Field("executor", Text(300), gettext_lazy("Quién debe ejecutarlo.")),
        Field("inducement", Choice(Inducement), gettext_lazy("Qué se espera, si es de segundo.")),
        Field("why", Text(), gettext_lazy("Por qué no se puede resolver allá.")),
        Field("wanted_by", Day(), gettext_lazy("Para qué día.")),
        Field("consulted", Text(), gettext_lazy("A quién se consultó.")),
        Field("contact", Text(200), gettext_lazy("Con quién hablar.")),
        Field("state", Choice(ReferralState), gettext_lazy("Dónde está.")),
        Field("sent_on", Day(), gettext_lazy("Qué día se elevó.")),
        Field("turn_since", Day(), gettext_lazy("Desde cuándo lo tiene quien debe hablar.")),
        Field("answer_by", Day(), gettext_lazy("Hasta qué día hay que decir algo.")),
        Field(
            "national_problem",
            Ref("problems"),
            gettext_lazy("El problema de la mesa nacional del que cuelga."),
        ),
    ),
    (TURNS,),
    complete=complete,
    check=of_another,
    happened=happened,
)
