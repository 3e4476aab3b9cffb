"""The small forms of the cockpit. Those that choose among people or things are given them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import AppointmentRole, Certainty, Presence
from destraba.mesas.models import Problem
from destraba.web.forms import DayField
from destraba.web.known import KnownOrganization

UNMARKED = "none"
SOMEBODY_ELSE = "other"
MOST_PROBLEMS = 100


class TapForm(forms.Form):
    presence = forms.ChoiceField(choices=Presence, required=False)

    def told(self):
        return {"presence": self.cleaned_data["presence"]}


class PresenceForm(forms.Form):
    """Who came for a seat, and on whose behalf."""

    presence = forms.ChoiceField(
        label=_("Asistencia"),
        choices=[*Presence.choices, (UNMARKED, _("sin marcar"))],
        initial=Presence.PRESENT,
        widget=forms.RadioSelect,
    )
    who = forms.ChoiceField(label=_("Quién vino"))
    guest_name = forms.CharField(
        label=_("Nombre de la otra persona"), max_length=160, required=False
    )
    on_behalf_of = forms.ChoiceField(label=_("En representación de"), required=False)

    def __init__(self, *args, seat, mark, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(each.person_id): each.person for each in seat.current_appointments}
        roles = [
            (str(each.person_id), f"{each.person}, {AppointmentRole(each.role).label}")
            for each in sorted(seat.current_appointments, key=_holder_first)
        ]
        self.fields["who"].choices = [*roles, (SOMEBODY_ELSE, _("otra persona"))]
        self.fields["on_behalf_of"].choices = [("", _("nadie más")), *roles]
        self.initial = (
            _as_marked(mark) if mark else {"who": roles[0][0] if roles else SOMEBODY_ELSE}
        )

    def clean(self):
        told = super().clean()
        came = told.get("presence") == Presence.PRESENT
        if came and told.get("who") == SOMEBODY_ELSE and not told.get("guest_name"):
            self.add_error("guest_name", _("Escriba quién vino."))
        if told.get("who") == told.get("on_behalf_of"):
            told["on_behalf_of"] = ""
        return told

    def told(self):
        told = self.cleaned_data
        person = self.people.get(told["who"])
        return {
            "presence": "" if told["presence"] == UNMARKED else told["presence"],
            "person": person,
            "guest_name": "" if person else told["guest_name"],
            "on_behalf_of": self.people.get(told["on_behalf_of"]),
        }


def _holder_first(appointment):
    return [*AppointmentRole.values].index(appointment.role)


def _as_marked(mark):
    return {
        "presence": mark.presence,
        "who": str(mark.person_id or SOMEBODY_ELSE),
        "guest_name": mark.guest_name,
        "on_behalf_of": str(mark.on_behalf_of_id or ""),
    }


class OfTable(forms.Form):
    """Suggests the organisations that sit at the table."""

    def __init__(self, *args, seats, **kwargs):
        super().__init__(*args, **kwargs)
        self.organizations = sorted({seat.organization.short for seat in seats})


class GuestForm(OfTable):
    guest_name = forms.CharField(label=_("Nombre"), max_length=160)
    organization = KnownOrganization(
        label=_("Organización"),
        required=False,
        error_messages={"unknown": _("No está en el directorio: revise el nombre o déjelo vacío.")},
    )


class ObjectionForm(OfTable):
    organization = KnownOrganization(
        label=_("Quién objeta"),
        error_messages={"unknown": _("No está en el directorio: revise el nombre.")},
    )
    words = forms.CharField(
        label=_("En sus palabras"), max_length=2000, widget=forms.Textarea({"rows": 3})
    )


class ItemForm(forms.Form):
    problem = forms.ChoiceField(label=_("Problema"), required=False)
    title = forms.CharField(
        label=_("Título"),
        max_length=200,
        required=False,
        help_text=_("Vacío: el del problema."),
    )
    minutes = forms.IntegerField(label=_("Minutos"), min_value=1, max_value=480, initial=15)

    def __init__(self, *args, table, **kwargs):
        super().__init__(*args, **kwargs)
        taken = {item.problem_id for item in table.items}
        alive = Problem.objects.filter(mesa=table.meeting.mesa_id).alive()
        found = alive.order_by("state", "-moved_on")[:MOST_PROBLEMS]
        self.problems = {str(each.pk): each for each in found if each.pk not in taken}
        choices = [(key, each.title) for key, each in self.problems.items()]
        self.fields["problem"].choices = [("", _("ninguno en particular")), *choices]

    def clean(self):
        told = super().clean()
        problem = self.problems.get(told.get("problem", ""))
        title = told.get("title") or (problem.title if problem else "")
        if not title:
            self.add_error("title", _("Diga de qué trata el punto."))
        return {**told, "problem": problem, "title": title}


class AgreementForm(forms.Form):
    text = forms.CharField(
        label=_("Qué se acordó"), max_length=4000, widget=forms.Textarea({"rows": 2})
    )


class PromiseForm(forms.Form):
    """The parts of a promise, as they were read from its line or corrected by hand."""

    promise = forms.CharField(
        label=_("Qué se promete"),
        max_length=300,
        error_messages={"required": _("Falta decir qué se promete.")},
    )
    responsible = forms.ChoiceField(
        label=_("Responde"),
        error_messages={"required": _("Falta quién responde: escriba @ y su nombre.")},
    )
    contact = forms.ChoiceField(label=_("Contacto"), required=False)
    due_on = DayField(
        label=_("Para cuándo"),
        error_messages={"required": _("Falta para cuándo: por ejemplo +10d o 2 dic.")},
    )
    certainty = forms.ChoiceField(label=_("Certeza"), choices=Certainty)
    follower = forms.ChoiceField(
        label=_("Da seguimiento"),
        error_messages={"required": _("Falta quién le da seguimiento.")},
    )
    problem = forms.ChoiceField(label=_("Problema"), required=False)

    def __init__(self, *args, known, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = known
        for name, choices in known.choices().items():
            self.fields[name].choices = choices

    def clean(self):
        told = super().clean()
        return {**told, **self.known.chosen(told)}
