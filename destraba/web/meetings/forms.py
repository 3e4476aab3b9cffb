import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import InvitationAnswer, MeetingKind
from destraba.mesas.models import Problem
from destraba.web.forms import DayField, LinkField

SHORTEST, LONGEST = 5, 480
KINDS = [
    (MeetingKind.PERIODIC, _("Sesión periódica")),
    (MeetingKind.INTERSESSION, _("Intersesión: pocas personas, una tarea")),
    (MeetingKind.PREMESA, _("Premesa: escuchar antes de lanzar la mesa")),
    (MeetingKind.HIGH_LEVEL, _("Sesión de alto nivel: decidir un problema")),
]


class HourInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


class Minutes(forms.IntegerField):
    def __init__(self, label, *, most=LONGEST, **kwargs):
        super().__init__(label=label, min_value=1, max_value=most, **kwargs)


class When(forms.Form):
    """Day, hour and place; `starts_at` comes out of the first two."""

    day = DayField(label=_("Día"))
    hour = forms.TimeField(label=_("Hora"), widget=HourInput)
    minutes = forms.IntegerField(
        label=_("Minutos que dura"), min_value=SHORTEST, max_value=LONGEST, initial=90
    )
    place = forms.CharField(label=_("Lugar"), max_length=200, required=False)
    link = LinkField(_("Enlace para conectarse"))

    def __init__(self, *args, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.now = now

    def clean(self):
        told = super().clean()
        if not {"day", "hour"} <= told.keys():
            return told
        starts_at = datetime.datetime.combine(told.pop("day"), told.pop("hour"))
        told["starts_at"] = timezone.make_aware(starts_at)
        if told["starts_at"] <= self.now:
            self.add_error("day", _("Ya pasó: elija un día y una hora por venir."))
        return told


class PlanForm(When):
    kind = forms.ChoiceField(label=_("Qué clase de sesión"), choices=KINDS)
    purpose = forms.CharField(
        label=_("Para qué"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Una frase: la leerán quienes sean invitados."),
    )
    why = forms.CharField(
        label=_("Por qué sesiona antes del lanzamiento"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Solo para una sesión periódica: el método la pone tras el lanzamiento."),
    )
    field_order = ["kind", "purpose", "day", "hour", "minutes", "place", "link", "why"]

    def __init__(self, *args, mesa, **kwargs):
        super().__init__(*args, **kwargs)
        if mesa.is_launched(on=timezone.localdate(self.now)):
            del self.fields["why"]


class DateForm(When):
    """Whoever was invited reads why; before that nobody needs a reason."""

    why = forms.CharField(
        label=_("Por qué cambia"), max_length=500, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        if not meeting.is_convened:
            del self.fields["why"]


class CancellationForm(forms.Form):
    why = forms.CharField(
        label=_("Por qué se cancela"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Lo leerán quienes fueron invitados."),
    )


class ItemForm(forms.Form):
    title = forms.CharField(label=_("Punto"), max_length=200)
    minutes = Minutes(_("Minutos"), initial=15)
    is_recurring = forms.BooleanField(label=_("Vuelve en cada sesión"), required=False)


class NewItemForm(ItemForm):
    """Its title may be left to the problem that it is about."""

    problem = forms.ModelChoiceField(
        Problem.objects.none(),
        label=_("Problema"),
        required=False,
        empty_label=_("ninguno en particular"),
    )
    field_order = ["title", "problem", "minutes", "is_recurring"]

    def __init__(self, *args, mesa, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        self.fields["problem"].queryset = Problem.objects.filter(mesa=mesa).alive()

    def clean(self):
        told = super().clean()
        if not told.get("title") and told.get("problem"):
            told["title"] = told["problem"].title
        if not told.get("title") and "title" not in self.errors:
            self.add_error("title", _("Escriba el punto o elija un problema."))
        return told


class MinutesForm(forms.Form):
    """The minutes of every item at once; a field is named by its item."""

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            label = _("Minutos de «%s»") % item.title
            name = self.name_of(item)
            self.fields[name] = Minutes(label, initial=item.minutes)
            self.fields[name].widget.attrs["class"] = "input"

    @staticmethod
    def name_of(item):
        return f"minutes-{item.pk}"

    def changed_items(self):
        """Each item with its new minutes."""
        for item in self.items:
            if (minutes := self.cleaned_data[self.name_of(item)]) != item.minutes:
                yield item, minutes


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("¿Viene?"),
        choices=[
            (InvitationAnswer.YES, _("Sí, confirma")),
            (InvitationAnswer.NO, _("No puede: se excusa")),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Con qué palabras"),
        required=False,
        max_length=300,
        help_text=_("Por qué no puede, o quién irá en su lugar."),
    )
