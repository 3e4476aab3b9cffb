"""The criteria as the pages say them: a short name, and the question that each one asks."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import Criterion


@dataclass(frozen=True)
class Asked:
    """A criterion: its code, its short name for a column, its question for who scores."""

    code: str
    short: str | Promise
    question: str | Promise

    @property
    def label(self) -> str:
        return str(Criterion(self.code).label)


ASKED = [
    Asked(
        Criterion.TECHNICAL,
        _("Técnica"),
        _("¿Sus trabas se resuelven más con trabajo técnico que con una disputa política?"),
    ),
    Asked(
        Criterion.MANAGEABLE,
        _("Manejable"),
        _("¿Caben sus actores y sus temas en una mesa que el equipo pueda seguir cada quincena?"),
    ),
    Asked(
        Criterion.NATIONAL,
        _("Nacional"),
        _("¿Lo que hay que cambiar está, casi todo, en manos del gobierno nacional?"),
    ),
    Asked(
        Criterion.EARLY_WINS,
        _("Victorias"),
        _("¿Se ve ya alguna traba que pueda quitarse en los primeros meses?"),
    ),
    Asked(
        Criterion.PRODUCTIVITY,
        _("Productividad"),
        _("¿Cuánto podrían crecer la productividad y el empleo si las trabas se quitan?"),
    ),
    Asked(
        Criterion.DEFICITS,
        _("Déficits"),
        _("¿Cuánto déficit de trabajo decente hay aquí que una mesa podría reducir?"),
    ),
    Asked(
        Criterion.PRIVATE_CAPACITY,
        _("Empresas"),
        _("¿Hay gremios o empresas que conozcan sus trabas y puedan sostener el trabajo?"),
    ),
    Asked(
        Criterion.WORKERS,
        _("Trabajadores"),
        _("¿Hay organizaciones de trabajadores que puedan sentarse y hablar por ellos?"),
    ),
    Asked(
        Criterion.EXCLUDED,
        _("Excluidos"),
        _("¿Alcanza a mujeres, jóvenes, pueblos indígenas, productores rurales u otros grupos?"),
    ),
    Asked(
        Criterion.TRANSITION,
        _("Ambiente"),
        _("¿Ayuda al ambiente y a una transición justa, o al menos no los daña?"),
    ),
    Asked(
        Criterion.BREADTH,
        _("Amplitud"),
        _("¿Es tan amplia como se puede, y aún comparten sus miembros los detalles?"),
    ),
]
