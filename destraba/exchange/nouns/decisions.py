"""What somebody with power decided: to have mesas, to launch one or not, to skip a step."""

from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import ConvenerPower, DecisionKind, LaunchStep
from destraba.mesas.models import Decision

from ..chronicle import Chronicle
from ..kinds import Choice, Codes, PartialDate, Ref, Slug, Text
from ..noun import Field, Noun
from ..telling import Told


def happened(told: Told, chronicle: Chronicle) -> None:
    chronicle.arrive(told, "taken", on=told.row.decided_on)


DECISIONS = Noun(
    "decisions",
    Decision,
    _("Las decisiones de quien tiene poder: convocar, lanzar o no, saltar un paso."),
    (
        Field("ref", Slug(), _("Su referencia, que no cambia nunca."), must=True),
        Field("mesa", Ref("mesas"), _("De qué mesa; sin él, de todo el programa.")),
        Field("kind", Choice(DecisionKind), _("Qué se decidió."), must=True),
        Field("step", Choice(LaunchStep), _("El paso que se saltó, si fue eso.")),
        Field("decided_on", PartialDate(), _("Cuándo; basta el año o el mes.")),
        Field("decider", Text(160), _("Quién decidió: su nombre o su cargo.")),
        Field("person", Ref("people"), _("Quién es, si está en el directorio.")),
        Field("norm", Text(200), _("La norma que la respalda, como se cita.")),
        Field("norm_url", Text(400, format="uri"), _("Dónde se lee la norma.")),
        Field("powers", Codes(ConvenerPower.values), _("Con qué poderes cuenta quien convoca.")),
        Field("words", Text(), _("Lo que dijo, con sus palabras.")),
        Field("why", Text(), _("Por qué.")),
    ),
    happened=happened,
)
