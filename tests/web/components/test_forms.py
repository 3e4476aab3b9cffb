import re

import pytest
from django import forms
from django.template import engines
from django.template.loader import render_to_string

from destraba.web.forms import DayInput


class PromiseForm(forms.Form):
    promise = forms.CharField(label="Qué se promete", help_text="Una <acción> que se vea.")
    due_on = forms.DateField(label="Para cuándo", widget=DayInput)
    note = forms.CharField(label="Nota", required=False, widget=forms.Textarea)
    certainty = forms.ChoiceField(
        label="Certeza", choices=[("d", "determinada"), ("e", "estimada")], widget=forms.RadioSelect
    )
    tell = forms.BooleanField(label="Avisar por correo", required=False)
    file = forms.FileField(label="Evidencia", required=False)
    token = forms.CharField(widget=forms.HiddenInput, initial="abc")

    def clean(self):
        if "promise" not in self.cleaned_data:
            raise forms.ValidationError("Falta decir qué se promete.")


def ids(html):
    return set(re.findall(r'\bid="([^"]+)"', html))


@pytest.mark.parametrize("data", [None, {}])
def test_every_label_help_and_error_points_to_something(data):
    html = str(PromiseForm(data))

    pointed = re.findall(r'(?:\bfor|aria-describedby)="([^"]+)"', html)
    assert pointed
    assert {one for many in pointed for one in many.split()} <= ids(html)


def test_optional_fields_say_so_and_the_others_do_not():
    html = str(PromiseForm())

    assert re.search(r"Nota\s*<small>\(opcional\)</small>", html)
    assert not re.search(r"Qué se promete\s*<small>", html)


def test_the_summary_of_errors_comes_first_and_leads_to_each_field():
    html = str(PromiseForm({}))

    assert html.startswith('<div class="error-summary" role="alert" tabindex="-1" autofocus>')
    assert '<a href="#id_promise">' in html
    assert "Falta decir qué se promete." in html
    assert {link[1:] for link in re.findall(r'href="(#[^"]+)"', html)} <= ids(html)


def test_a_form_without_errors_has_no_summary():
    assert "error-summary" not in str(PromiseForm())


def test_help_is_text_not_markup():
    assert "&lt;acción&gt;" in str(PromiseForm())


def test_choices_are_a_group_with_its_legend():
    assert re.search(r"<fieldset[^>]*>\s*<legend>Certeza</legend>", str(PromiseForm()))


def test_hidden_fields_travel():
    assert 'name="token" value="abc"' in str(PromiseForm())


def test_a_day_is_asked_with_the_browsers_own_picker():
    form = PromiseForm({"due_on": "2026-12-02"})

    assert 'type="date" name="due_on" value="2026-12-02"' in str(form["due_on"])


def test_one_field_can_stand_alone():
    template = engines["django"].from_string("{{ form.promise.as_field_group }}")

    html = template.render({"form": PromiseForm({})})

    assert 'class="field wrong"' in html
    assert 'id="id_promise_error"' in html


def test_filters_are_a_form_that_asks():
    html = render_to_string(
        "web/components/filters.html", {"form": PromiseForm(), "clear_url": "/mesas/"}
    )

    assert 'method="get"' in html
    assert 'href="/mesas/"' in html
    assert "csrf" not in html
