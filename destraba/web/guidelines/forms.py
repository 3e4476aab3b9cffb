from django import forms
from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import TO_COME, MeetingKind, ProgrammeRole
from destraba.mesas.models import Appointment, Meeting, Mesa, Problem, may_propose
from destraba.people.models import Person, Role
from destraba.web.forms import (
    DayField,
    NamedChoiceField,
    SeveralField,
    Words,
    not_gone,
    not_to_come,
)


class ProposalForm(forms.Form):
    """What the high level proposes: to whom, what, why, and by when it wants to read of it."""

    mesas = SeveralField(
        Mesa.objects.none(), label=_("A qué mesas"), widget=forms.CheckboxSelectMultiple
    )
    text = Words(
        _("Qué se propone"),
        help_text=_("Qué quiere que cambie, no cómo: la mesa dirá cómo lo toma."),
    )
    why = Words(_("Por qué"), rows=2)
    wanted_by = DayField(label=_("Para cuándo quiere saber qué resultó"), validators=[not_gone])
    said_at = forms.ModelChoiceField(
        Meeting.objects.none(),
        label=_("En qué sesión de alto nivel se dijo"),
        required=False,
        empty_label=_("en ninguna"),
    )
    said_in = forms.CharField(
        label=_("O dónde se dijo"),
        max_length=300,
        required=False,
        help_text=_("«En su despacho, el martes, con la viceministra»."),
    )
    proposer = NamedChoiceField(
        Person.objects.none(), label=_("Quién lo propone"), empty_label=_("elija…")
    )
    proposed_on = DayField(label=_("Qué día lo dijo"), validators=[not_to_come])

    field_order = ["mesas", "proposer", "proposed_on", "said_at", "said_in"]

    def __init__(self, *args, person, today, **kwargs):
        super().__init__(*args, **kwargs)
        mesas = Mesa.objects.filter(may_propose(person)).order_by("name")
        self.fields["mesas"].queryset = mesas
        self.is_on_behalf = person.runs_everything
        if self.is_on_behalf:
            self._ask_who(mesas, today)
        else:
            for name in ("said_at", "said_in", "proposer", "proposed_on"):
                del self.fields[name]

    def _ask_who(self, mesas, today):
        above = Appointment.objects.current(on=today).filter(
            seat__mesa__in=mesas, seat__body="high_level"
        )
        roles = Role.objects.filter(kind=ProgrammeRole.CONVENER)
        powers = Person.objects.filter(pk__in=above.values("person"))
        powers |= Person.objects.filter(pk__in=roles.values("person"))
        self.fields["proposer"].queryset = powers.order_by("name_key")
        high = Meeting.objects.filter(mesa__in=mesas, kind=MeetingKind.HIGH_LEVEL)
        high = high.exclude(starts_at=None).select_related("mesa").order_by("-starts_at")
        self.fields["said_at"].queryset = high
        self.fields["said_at"].label_from_instance = lambda each: f"{each} · {each.mesa}"

    def clean(self):
        told = super().clean()
        if self.is_on_behalf and not (told.get("said_at") or (told.get("said_in") or "").strip()):
            self.add_error("said_in", _("Diga dónde lo dijo, o en qué sesión: queda su origen."))
        return told


class ProblemForm(forms.Form):
    title = forms.CharField(
        label=_("Cuál es el problema, en una frase"),
        max_length=200,
        help_text=_("El lineamiento queda como su descripción; después se reformula."),
    )
    words = Words(_("Qué decir a quien lo propuso"), rows=2, required=False)

    def __init__(self, *args, guideline, **kwargs):
        super().__init__(*args, **kwargs)


class LinkForm(forms.Form):
    problem = forms.ModelChoiceField(
        Problem.objects.none(), label=_("Con qué problema"), empty_label=_("elija…")
    )
    words = Words(_("Qué decir a quien lo propuso"), rows=2, required=False)

    def __init__(self, *args, guideline, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["problem"].queryset = Problem.objects.filter(mesa=guideline.mesa_id).alive()


class ThemeForm(forms.Form):
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        label=_("En la agenda de qué sesión"),
        empty_label=None,
        help_text=_("Entra al final de su agenda; allí se le da orden y minutos."),
    )
    words = Words(_("Qué decir a quien lo propuso"), rows=2, required=False)

    def __init__(self, *args, guideline, **kwargs):
        super().__init__(*args, **kwargs)
        coming = Meeting.objects.filter(
            mesa=guideline.mesa_id, kind=MeetingKind.PERIODIC, state__in=TO_COME
        )
        self.fields["meeting"].queryset = coming.order_by("starts_at", "pk")


class WordsForm(forms.Form):
    words = Words(_("En sus palabras"))

    def __init__(self, *args, guideline, ask, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].label = ask
