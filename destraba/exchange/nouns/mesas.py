from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import MesaKind, MesaState
from destraba.mesas.models import Mesa

from ..chronicle import Chronicle
from ..kinds import Choice, Codes, Number, PartialDate, Ref, Refs, Slug, Text
from ..noun import Field, Noun
from ..telling import Told

# ISIC Rev.4.
SECTIONS = list("ABCDEFGHIJKLMNOPQRSTU")


def happened(told: Told, chronicle: Chronicle) -> None:
    chronicle.arrive(told, "launched", on=told.row.launched_on)


MESAS = Noun(
    "mesas",
    Mesa,
    _("Las mesas ejecutivas."),
    (
        Field("ref", Slug(), _("Su referencia, que no cambia nunca."), must=True),
        Field("name", Text(200, must=True), _("Cómo se llama."), must=True),
        Field("kind", Choice(MesaKind), _("Sectorial, de factor o territorial.")),
        Field("parent", Ref("mesas"), _("La mesa nacional de una territorial."), late=True),
        Field("objective", Text(), _("Su objetivo a mediano plazo.")),
        Field("scope", Text(), _("Qué abarca y qué no.")),
        Field("sections", Codes(SECTIONS), _("Secciones CIIU (ISIC Rev. 4), una letra cada una.")),
        Field("territories", Refs("territories"), _("Dónde trabaja.")),
        Field("host", Ref("organizations"), _("Quién la acoge.")),
        Field("state", Choice(MesaState), _("Si es una propuesta, está en marcha…")),
        Field("launched_on", PartialDate(), _("Cuándo se lanzó; basta el año o el mes.")),
        Field("cadence_days", Number(1, 366), _("Cada cuántos días sesiona.")),
        Field("note", Text(), _("Lo que conviene saber de ella.")),
    ),
    happened=happened,
)
