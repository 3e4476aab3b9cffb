from django.utils.translation import gettext_lazy as _

from destraba.people.models import Territory

from ..kinds import Ref, Text
from ..noun import Field, Noun

TERRITORIES = Noun(
    "territories",
    Territory,
    _("Lugares, por esquema y código."),
    (
        Field(
            "scheme",
            Text(20, must=True),
            _("De qué lista es el código: iso3166-2, ubigeo…"),
            must=True,
        ),
        Field("code", Text(20, must=True), _("Su código en esa lista."), must=True),
        Field("name", Text(160, must=True), _("Cómo se llama."), must=True),
        Field("parent", Ref("territories"), _("El lugar que lo contiene."), late=True),
    ),
)
