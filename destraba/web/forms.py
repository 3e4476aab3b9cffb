"""How every form looks, which days it takes, and how the domain's no comes back in it."""

from contextlib import contextmanager

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIterator
from django.forms.renderers import TemplatesSetting
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from destraba.kit.ref import new_ref
from destraba.kit.refusal import Refused

from .numbers import whole
from .widgets import DRAWN, Fixed, Names

# Beyond them it is a slip of the keyboard, and no clock or calendar can count with it.
FIRST_YEAR, LAST_YEAR = 1990, 2100


class Renderer(TemplatesSetting):
    """`{{ form }}` and `{{ field.as_field_group }}` come out in our markup."""

    form_template_name = "web/components/form.html"
    field_template_name = "web/components/field.html"

    def render(self, template_name, context, request=None):
        if widget := context.get("widget"):
            # With it a browser cuts what is pasted and says nothing: here all comes back, in words.
            widget["attrs"].pop("maxlength", None)
        if draw := DRAWN.get(template_name):
            return draw(context["widget"])
        return super().render(template_name, context, request)


class FixedChoiceField(forms.ChoiceField):
    """A choice of a filter, the same for everyone: its list is neither copied nor drawn again."""

    widget = Fixed

    def __deepcopy__(self, memo):
        return super(forms.ChoiceField, self).__deepcopy__(memo)


class NamesIterator(ModelChoiceIterator):
    """Keys and names straight from the database: a whole row for each cost more than the list."""

    def __iter__(self):
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        yield from self.queryset.values_list("pk", "name")


class NamedChoiceField(forms.ModelChoiceField):
    """To choose among things that are shown by their name."""

    iterator = NamesIterator
    widget = Names


class SeveralField(forms.ModelMultipleChoiceField):
    """To choose several rows. A number that no row could have is a wrong choice, as any other."""

    def clean(self, value):
        for each in value or ():
            if str(each).isdecimal() and whole(str(each)) is None:
                words = self.error_messages["invalid_choice"]
                raise ValidationError(words, code="invalid_choice", params={"value": each})
        return super().clean(value)


def lines(rows):
    """A box of so many lines."""
    return forms.Textarea({"rows": rows})


class Words(forms.CharField):
    """Some lines in the person's own words."""

    def __init__(self, label, *, rows=3, max_length=5000, **kwargs):
        super().__init__(label=label, max_length=max_length, widget=lines(rows), **kwargs)


class ListFilter(forms.Form):
    """What is asked of a list. What cannot be understood is as if it had not been asked."""

    def kept(self):
        """What the links to its other pages keep."""
        return {
            name: getattr(value, "pk", value) for name, value in self.cleaned_data.items() if value
        }


class SoughtField(forms.CharField):
    """What is looked for in a list. It is never wrong: what is too long is cut."""

    MOST = 100

    def __init__(self, label):
        super().__init__(label=label, required=False)

    def to_python(self, value):
        return super().to_python((value or "").replace("\x00", ""))[: self.MOST]


class LinkField(forms.URLField):
    """An address of the web, also as people say it: a browser's own box wants the https too."""

    widget = forms.TextInput({"inputmode": "url", "autocapitalize": "none", "spellcheck": "false"})
    default_error_messages = {
        "invalid": _("No parece una dirección de la web: escríbala como «www.ejemplo.test/norma».")
    }

    def __init__(self, label):
        super().__init__(label=label, required=False, max_length=400, assume_scheme="https")


class UploadField(forms.FileField):
    default_error_messages = {
        "required": _("Elija un archivo."),
        "missing": _("Elija un archivo."),
        "invalid": _("El archivo no llegó: elíjalo otra vez."),
        "empty": _("El archivo está vacío."),
    }


class OnceField(forms.SlugField):
    """The reference that the page gives to what is about to be made: sent twice, it is one."""

    widget = forms.HiddenInput

    def __init__(self):
        super().__init__(max_length=60, required=False, initial=new_ref)

    def clean(self, value):
        return super().clean(value) or new_ref()


class DayInput(forms.DateInput):
    """The browser's own date picker."""

    input_type = "date"

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """The browser's own picker of a day and an hour."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


def in_our_time(day):
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        years = {"first": FIRST_YEAR, "last": LAST_YEAR}
        raise ValidationError(_("El año debe estar entre %(first)s y %(last)s."), params=years)


def not_to_come(day):
    if day > timezone.localdate():
        raise ValidationError(_("Ese día todavía no llega."))


def not_gone(day):
    if day < timezone.localdate():
        raise ValidationError(_("Ese día ya pasó: elija uno por venir."))


class DayField(forms.DateField):
    widget = DayInput
    default_validators = [in_our_time]

    def widget_attrs(self, widget):
        return {"min": f"{FIRST_YEAR}-01-01", "max": f"{LAST_YEAR}-12-31"}


class MomentField(forms.DateTimeField):
    widget = MomentInput
    default_validators = [in_our_time]

    def widget_attrs(self, widget):
        return {"min": f"{FIRST_YEAR}-01-01T00:00", "max": f"{LAST_YEAR}-12-31T23:59"}


@contextmanager
def refusals_in(form, **beside):
    """What the domain refuses is said in the form, and nothing typed is lost.

    `beside` names the field of each refusal: `refusals_in(form, due_on=NotLater)`. Any other is
    said above the form. The page may ask more of it: `form.refusal`.
    """
    try:
        yield
    except Refused as refusal:
        form.refusal = refusal
        told = [name for name in beside.keys() & form.fields if isinstance(refusal, beside[name])]
        form.add_error(told[0] if told else None, str(refusal))
