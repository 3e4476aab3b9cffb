"""Norms: what was issued, when, by whom, and where it can be read."""

from django.utils.translation import gettext_lazy as _

from destraba.mesas.models import Norm

from ..chronicle import Chronicle
from ..kinds import PartialDate, Ref, Slug, Text
from ..noun import Field, Noun
from ..telling import Told


def happened(told: Told, chronicle: Chronicle) -> None:
    chronicle.arrive(told)


NORMS = Noun(
    "norms",
    Norm,
    _("Las normas que una solución necesitó: tipo, número, fecha, quién la dictó."),
    (
        Field("ref", Slug(), _("Su referencia, que no cambia nunca."), must=True),
        Field("mesa", Ref("mesas"), _("De qué mesa."), must=True),
        Field("kind", Text(80), _("Qué tipo de norma es, como lo llama el país.")),
        Field("number", Text(80), _("Su número.")),
        Field("title", Text(300), _("Cómo se titula.")),
        Field("dated", PartialDate(), _("De qué fecha es.")),
        Field("body", Ref("organizations"), _("Quién la dictó, si está en el directorio.")),
        Field("body_name", Text(200), _("Quién la dictó, en palabras, si no está.")),
        Field("link", Text(400, format="uri"), _("Dónde se lee.")),
    ),
    happened=happened,
)
