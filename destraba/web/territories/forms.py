import re

from django import forms
from django.utils.translation import gettext_lazy as _

from destraba.kit.geojson import LONGEST_CODE, LONGEST_NAME
from destraba.web.forms import UploadField, Words

LINE = re.compile(r"([-\w]+)[\s,;]+(\S.*)")
MOST = 2_000


class TerritoriesForm(forms.Form):
    """One territory a line, code and name: pasted from the official list."""

    lines = Words(
        _("Un territorio por línea: su código y su nombre"),
        rows=12,
        max_length=200_000,
        help_text=_("El código ISO 3166-2 («XA-NO Selva Norte») o el UBIGEO («160101 Iquitos»)."),
    )

    def clean_lines(self):
        """As pairs of a code and a name."""
        told = []
        for number, line in enumerate(self.cleaned_data["lines"].splitlines(), 1):
            if line.strip():
                told.append(_pair(number, line))
        if len(told) > MOST:
            words = _("Son más de %(most)s: tráigalos con el archivo del programa.")
            raise forms.ValidationError(words, params={"most": MOST})
        return told


def _pair(number, line):
    found = LINE.fullmatch(line.strip())
    if not found or len(found[1]) > LONGEST_CODE or len(found[2]) > LONGEST_NAME:
        words = _("La línea %(n)s no tiene un código y un nombre: «%(line)s».")
        raise forms.ValidationError(words, params={"n": number, "line": line[:60]})
    return found[1], found[2]


class CountryForm(forms.Form):
    """Asked by the address, so that what it shows can be opened again."""

    pais = forms.ChoiceField(label=_("País"))

    def __init__(self, *args, countries, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pais"].choices = [("", _("elija…")), *countries]


class KindsForm(forms.Form):
    """Which of the official subdivisions: by their level and kind."""

    kinds = forms.MultipleChoiceField(
        label=_("Cuáles traer"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Marque al menos una."),
            "invalid_choice": _("Ese país no tiene «%(value)s»: elija de la lista."),
        },
    )

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = [(each.key, each.label) for each in groups]
        if any(each.of_many for each in groups):
            self.fields["kinds"].help_text = _(
                "Cada una queda dentro de la que la contiene. Si trae dos niveles, Territorios "
                "muestra el primero, o el que dibuje su mapa."
            )
        self.fields["kinds"].initial = [each.key for each in groups if each.is_wanted]


class MapForm(forms.Form):
    file = UploadField(
        label=_("Mapa oficial en GeoJSON"),
        help_text=_(
            "Polígonos en grados, cada uno con su código ISO 3166-2 en «properties»; hasta 10 MB."
        ),
        widget=forms.FileInput({"accept": ".geojson,.json,application/geo+json"}),
    )
