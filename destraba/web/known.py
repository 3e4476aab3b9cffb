"""An organisation as people write it: by the name or acronym that the directory knows."""

from django import forms
from django.utils.translation import gettext_lazy as _

from destraba.people.models import Organization

MOST_OFFERED = 300


class KnownOrganization(forms.CharField):
    """The one in the directory that bears, or bore, what is written; `offered` is the id of the
    list of suggestions that its page has."""

    default_error_messages = {
        "unknown": _("«%(text)s» no está en el directorio: regístrela primero.")
    }

    def __init__(self, *, offered="organizations", **kwargs):
        attrs = {"list": offered, "autocomplete": "off"} if offered else {}
        super().__init__(max_length=200, widget=forms.TextInput(attrs), **kwargs)

    def clean(self, value):
        text = super().clean(value)
        found = Organization.objects.known_as(text).first() if text else None
        if text and not found:
            words = self.error_messages["unknown"]
            raise forms.ValidationError(words, code="unknown", params={"text": text})
        return found


def offered():
    """The names for its list of suggestions."""
    return Organization.objects.values_list("name", flat=True)[:MOST_OFFERED]
