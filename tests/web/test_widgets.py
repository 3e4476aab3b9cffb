"""What is drawn here is what Django's own templates draw, but for their empty lines."""

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting

from destraba.web.forms import Renderer
from destraba.web.widgets import Names

OPTIONS = [("", "todas"), ("1", "Mesa «A» & <b>"), (2, "Mesa B")]
GROUPS = [("", "–"), ("Sierra <1>", [("a", "Acuícola"), ("f", "Forestal")])]


@pytest.mark.parametrize(
    ("widget", "value"),
    [
        (forms.TextInput({"size": 9, "required": True, "hidden": False}), 'a "b" <c>'),
        (forms.TextInput(), None),
        (forms.NumberInput(), 1234),
        (forms.HiddenInput(), "7"),
        (forms.CheckboxInput(), True),
        (forms.Textarea({"rows": 2}), "uno\n<dos>"),
        (forms.Textarea(), None),
        (forms.Select(choices=OPTIONS), "2"),
        (forms.Select({"class": "x"}, choices=GROUPS), "f"),
        (forms.SelectMultiple(choices=OPTIONS), ["1", "2"]),
    ],
)
def test_a_widget_is_drawn_as_django_draws_it(widget, value):
    drawn = [
        widget.render("campo", value, {"id": "id_campo"}, renderer=renderer)
        for renderer in (Renderer(), TemplatesSetting())
    ]

    assert lines(drawn[0]) == lines(drawn[1])


@pytest.mark.parametrize("value", [None, "", "1", 2])
def test_a_list_of_names_has_the_options_of_a_select(value):
    names, select = Names(choices=OPTIONS), forms.Select(choices=OPTIONS)

    drawn, expected = (each.render("mesa", value, {"id": "m"}) for each in (names, select))

    assert lines(drawn.partition(">")[2]) == lines(expected.partition(">")[2])
    assert 'name="mesa"' in drawn
    assert 'id="m"' in drawn


def lines(text):
    return [line for line in text.splitlines() if line.strip()]
