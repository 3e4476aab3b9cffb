"""How every form looks: `{{ form }}` and `{{ field.as_field_group }}` come out in our markup."""

from django import forms
from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    form_template_name = "web/components/form.html"
    field_template_name = "web/components/field.html"


class DayInput(forms.DateInput):
    """The browser's own date picker."""

    input_type = "date"

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")
