"""The programme itself, of which there is one, and what sources say of it as a whole."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import Criterion
from destraba.mesas.models import Programme

from ..chronicle import Chronicle
from ..kinds import COUNTRY, LONGEST, REF, Flag, Giving, Kind, Number, Ref, Taking, Text, in_order
from ..noun import Field, Noun
from ..provenance import SOURCE, UNKNOWN, one_or_many
from ..telling import Told

SOURCES = {
    "anyOf": [
        {"type": "string", "minLength": 1},
        {"type": "array", "items": {"type": "string", "minLength": 1}},
    ]
}
FACT = {
    "type": "object",
    "properties": {
        "ref": {"type": "string", "pattern": REF, "maxLength": 60},
        "on": {"anyOf": [{"type": "string", "format": "partial-date"}, {"const": UNKNOWN}]},
        "text": {"type": "string", "minLength": 1, "maxLength": LONGEST},
        SOURCE: SOURCES,
    },
    "required": ["ref", "text"],
    "additionalProperties": False,
}


class Facts(Kind):
    """What sources say; in the model, each as {"ref", "on", "text", "source": […], "unknown"}."""

    def __init__(self) -> None:
        super().__init__(type="array", items=FACT)

    @property
    def empty(self) -> list[Any]:
        return []

    def read(self, raw: Any) -> Any:
        """A year is a date too."""
        facts = raw if isinstance(raw, list) else []
        for fact in facts:
            if isinstance(fact, dict) and type(fact.get("on")) is int:
                fact["on"] = str(fact["on"])
        return raw

    def take(self, value: Any, taking: Taking) -> Any:
        return [_kept(fact) for fact in sorted(value, key=lambda fact: str(fact["ref"]))]

    def give(self, value: Any, giving: Giving) -> Any:
        return [_written(fact) for fact in sorted(value, key=lambda fact: str(fact["ref"]))]


class Weights(Kind):
    """How much each criterion weighs, 0 to 5."""

    def __init__(self) -> None:
        super().__init__(
            type="object",
            propertyNames={"enum": Criterion.values},
            additionalProperties={"type": "integer", "minimum": 0, "maximum": 5},
        )

    @property
    def empty(self) -> dict[str, int]:
        return {}

    def give(self, value: Any, giving: Giving) -> Any:
        return in_order(value)


class Rungs(Kind):
    """The ladder above the operating body, from below; days to answer on each rung."""

    def __init__(self) -> None:
        rung = {
            "type": "object",
            "properties": {
                "name": {"type": "string", "minLength": 1, "maxLength": 80},
                "days": {"type": "integer", "minimum": 1, "maximum": 366},
            },
            "required": ["name", "days"],
            "additionalProperties": False,
        }
        super().__init__(type="array", items=rung, maxItems=9)

    @property
    def empty(self) -> list[Any]:
        return []

    def give(self, value: Any, giving: Giving) -> Any:
        return [{"name": rung["name"], "days": rung["days"]} for rung in value]


class Kinds(Kind):
    """Short words, each once, in the order in which they are offered."""

    def __init__(self) -> None:
        word = {"type": "string", "minLength": 1, "maxLength": 80}
        super().__init__(type="array", items=word, maxItems=60, uniqueItems=True)

    @property
    def empty(self) -> list[Any]:
        return []


def _kept(fact: dict[str, Any]) -> dict[str, Any]:
    on = fact.get("on", "")
    sources = fact.get(SOURCE, [])
    kept = {
        "ref": fact["ref"],
        "on": "" if on == UNKNOWN else on,
        "text": fact["text"],
        SOURCE: [sources] if isinstance(sources, str) else list(sources),
    }
    return {**kept, UNKNOWN: ["on"]} if on == UNKNOWN else kept


def _written(fact: dict[str, Any]) -> dict[str, Any]:
    on = UNKNOWN if "on" in fact.get(UNKNOWN, []) else fact.get("on", "")
    sources = fact.get(SOURCE) or []
    told = {"ref": fact["ref"], "on": on, "text": fact["text"]}
    if sources:
        told[SOURCE] = sources if isinstance(sources, str) else one_or_many(sources)
    return {key: value for key, value in told.items() if value}


def happened(told: Told, chronicle: Chronicle) -> None:
    chronicle.arrive(told)


PROGRAMME = Noun(
    "programme",
    Programme,
    _("El programa: uno por instalación."),
    (
        Field("name", Text(160, must=True), _("Cómo se llama."), must=True),
        Field("country", Text(2, pattern=COUNTRY), _("País, por ISO 3166-1: PE, CL, AR.")),
        Field("convener", Ref("organizations"), _("Quién convoca.")),
        Field("convener_title", Text(160), _("El cargo de quien convoca.")),
        Field("cadence_days", Number(1, 366), _("Cada cuántos días sesiona una mesa.")),
        Field("time_zone", Text(60, format="time-zone"), _("En qué hora vive el programa.")),
        Field("language", Text(10), _("El idioma del programa.")),
        Field("letterhead", Text(), _("El membrete de los registros de acuerdos.")),
        Field("is_fictional", Flag(), _("true si es un ejemplo inventado.")),
        Field("week_hours", Number(1, 168), _("Las horas de una semana de trabajo completa.")),
        Field("focus_slots", Number(1, 12), _("Cuántos problemas en foco a la vez, por mesa.")),
        Field("norm_kinds", Kinds(), _("Cómo llama el país a sus normas.")),
        Field("referral_days", Number(1, 366), _("Los días para decir algo a quien eleva.")),
        Field("weights", Weights(), _("Cuánto pesa cada criterio al comparar candidatas.")),
        Field("rungs", Rungs(), _("Los peldaños del alto nivel, desde abajo, con su plazo.")),
        Field("facts", Facts(), _("Lo que las fuentes cuentan del programa entero.")),
    ),
    happened=happened,
)
