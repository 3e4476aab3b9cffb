"""The preliminary list: which mesas there could be, and how each person sees them."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from destraba.kit.vocabulary import CandidateState, Criterion, IsicSection, MesaKind
from destraba.mesas.models import Candidate, Score
from destraba.mesas.models.candidate import HIGHEST, LOWEST

from ..chronicle import Chronicle
from ..fault import Faults
from ..kinds import Choice, Codes, Day, Flag, Number, PartialDate, Ref, Refs, Slug, Taking, Text
from ..noun import Field, Noun
from ..rows import by, mark
from ..telling import Told


def one_mesa_each(told: list[Told], taking: Taking, faults: Faults) -> None:
    """A mesa comes from one candidate, and only a chosen one has become a mesa."""
    here = {each.row.pk for each in told if each.row.pk}
    others = Candidate.objects.exclude(mesa=None).exclude(pk__in=here)
    met = set(others.values_list("mesa_id", flat=True))
    for each in told:
        mesa = mark(each.row, "mesa")
        if mesa is not None and mesa in met:
            each.fault(faults, _("esa mesa viene ya de otra candidata."), "mesa")
        elif mesa is not None:
            met.add(mesa)


def happened(told: Told, chronicle: Chronicle) -> None:
    row: Any = told.row
    chronicle.arrive(told, "put_forward", on=row.put_on)
    acts = {CandidateState.CHOSEN: "chosen", CandidateState.SET_ASIDE: "set_aside"}
    if told.is_new and row.state in acts:
        changes = {"decider": ["", row.settled_by]} if row.settled_by else {}
        why, on = row.settled_why, row.settled_on
        chronicle.tell(row, acts[row.state], on=on, why=why, changes=changes)


def was_scored(told: Told, chronicle: Chronicle) -> None:
    row: Any = told.row
    if told.is_new:
        changes = {"score": ["", row.told()]}
        on, why = row.scored_on, row.reason
        chronicle.tell(row.candidate, "scored", on=on, by=row.person, why=why, changes=changes)


SCORES = Noun(
    "scores",
    Score,
    gettext_lazy("Cómo la ve cada persona, criterio por criterio."),
    (
        Field("person", Ref("people"), gettext_lazy("Quién."), must=True),
        Field("criterion", Choice(Criterion), gettext_lazy("Por qué criterio."), must=True),
        Field(
            "value",
            Number(LOWEST, HIGHEST),
            gettext_lazy("De 1 (muy poco) a 5 (mucho)."),
            must=True,
        ),
        Field("reason", Text(), gettext_lazy("Por qué.")),
        Field("scored_on", Day(), gettext_lazy("Qué día.")),
    ),
    within="candidate",
    same=(by("criterion", "person"),),
    once=("criterion", "person"),
    happened=was_scored,
)

CANDIDATES = Noun(
    "candidates",
    Candidate,
    gettext_lazy("La lista preliminar: las mesas que podría haber."),
    (
        Field("ref", Slug(), gettext_lazy("Su referencia, que no cambia nunca."), must=True),
        Field("name", Text(200, must=True), gettext_lazy("Cómo se llama."), must=True),
        Field("kind", Choice(MesaKind), gettext_lazy("De qué tipo sería.")),
        Field("scope", Text(), gettext_lazy("Qué abarcaría y qué no.")),
        Field(
            "sections",
            Codes(IsicSection.values),
            gettext_lazy("Secciones CIIU (ISIC Rev. 4), una letra cada una."),
        ),
        Field("territories", Refs("territories"), gettext_lazy("Dónde trabajaría.")),
        Field("asked_by", Ref("organizations"), gettext_lazy("Quién la pide.")),
        Field("asked_in_words", Text(), gettext_lazy("Con qué palabras la pide.")),
        Field(
            "existing_tables",
            Text(),
            gettext_lazy("Otras mesas que ya se ocupan de lo mismo."),
        ),
        Field(
            "no_existing_tables",
            Flag(),
            gettext_lazy("true si se buscó y no hay ninguna."),
        ),
        Field(
            "state",
            Choice(CandidateState),
            gettext_lazy("En la lista, elegida o para más adelante."),
        ),
        Field("mesa", Ref("mesas"), gettext_lazy("La mesa en que se convirtió.")),
        Field("put_on", PartialDate(), gettext_lazy("Cuándo entró en la lista.")),
        Field(
            "settled_on",
            PartialDate(),
            gettext_lazy("Cuándo se eligió o quedó para más adelante."),
        ),
        Field("settled_by", Text(160), gettext_lazy("Quién lo decidió: su nombre o su cargo.")),
        Field("settled_why", Text(), gettext_lazy("Por qué.")),
    ),
    (SCORES,),
    check=one_mesa_each,
    happened=happened,
)
