from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from destraba.mesas.models.cause import LONGEST
from destraba.people.models import Organization
from destraba.web.forms import OnceField, UploadField, lines
from destraba.web.rewriting import Rewriting

TITLE = 70


class CauseForm(forms.Form):
    """A cause, who says so, and what would show that we are wrong."""

    text = forms.CharField(label=_("La causa"), max_length=LONGEST)
    said_by = forms.ModelChoiceField(
        Organization.objects.none(),
        label=_("Quién lo dice"),
        required=False,
        empty_label=_("nadie en particular"),
    )
    would_refute = forms.CharField(
        label=_("Qué mostraría que nos equivocamos"),
        required=False,
        max_length=2000,
        widget=lines(2),
    )

    def __init__(self, *args, problem, cause=None, **kwargs):
        super().__init__(*args, **kwargs)
        known = Q(seats__mesa=problem.mesa_id) | Q(problem_roles__problem=problem)
        if cause and cause.said_by_id:
            known |= Q(pk=cause.said_by_id)
        self.fields["said_by"].queryset = Organization.objects.filter(known).distinct()


class WhyForm(CauseForm):
    ref = OnceField()

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = asked


class WordingForm(Rewriting, CauseForm):
    why = forms.CharField(
        label=_("Por qué cambia"),
        required=False,
        max_length=2000,
        widget=lines(2),
        help_text=_("Si reemplaza algo ya dicho. Para completar lo que faltaba no hace falta."),
    )


class EvidenceForm(forms.Form):
    evidence = forms.CharField(max_length=5000, required=False, widget=lines(3))
    evidence_source = forms.CharField(
        label=_("De dónde sale"),
        required=False,
        max_length=400,
        help_text=_("Un enlace, o la cita: «encuesta de la mesa, marzo de 2026, n = 60»."),
    )
    upload = UploadField(label=_("El documento"), required=False)

    def __init__(self, *args, ask, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["evidence"].label = ask


class DoubtForm(forms.Form):
    why = forms.CharField(max_length=2000, widget=lines(3))

    def __init__(self, *args, ask, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["why"].label = ask


class PlaceForm(forms.Form):
    """From which cause it hangs: any but itself and those below it."""

    parent = forms.TypedChoiceField(
        label=_("Qué explica"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args, grove, cause, **kwargs):
        super().__init__(*args, **kwargs)
        able = [
            branch
            for top in grove.branches()
            for branch in top.walk()
            if not grove.is_within(branch.cause.pk, cause.pk)
        ]
        self.fields["parent"].choices = [
            ("", _("el problema mismo")),
            *((each.cause.pk, f"{each.number} {each.cause.text[:TITLE]}") for each in able),
        ]
