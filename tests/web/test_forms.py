import datetime

import pytest
import time_machine
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from destraba.kit.refusal import Refused
from destraba.people.models import Territory
from destraba.web.forms import (
    DayField,
    LinkField,
    MomentField,
    SeveralField,
    SoughtField,
    UploadField,
    Words,
    not_gone,
    not_to_come,
    refusals_in,
)
from destraba.web.numbers import whole
from tests.conftest import NOON


class TooShort(Refused):
    pass


class SayingForm(forms.Form):
    words = forms.CharField()


class TellingForm(forms.Form):
    title = forms.CharField(max_length=5)
    why = Words("Por qué", max_length=5)


def test_no_box_cuts_in_silence_what_is_pasted():
    form = TellingForm({"title": "demasiado", "why": "demasiado"})

    page = str(form)

    assert "maxlength" not in page
    assert page.count("menos de 5 caracteres (tiene 9)") == 4
    assert page.count("demasiado") == 2


def test_what_is_looked_for_is_cut_and_never_wrong():
    assert SoughtField("Texto").clean("\x00 " + "a" * 300) == "a" * SoughtField.MOST
    assert SoughtField("Texto").clean(None) == ""


@pytest.mark.parametrize("said", ["www.ejemplo.test/norma", " https://www.ejemplo.test/norma "])
def test_an_address_of_the_web_is_taken_as_people_say_it(said):
    assert LinkField("Enlace").clean(said) == "https://www.ejemplo.test/norma"
    assert LinkField("Enlace").widget.input_type == "text"


@pytest.mark.parametrize("said", ["javascript:alert(1)", "la norma", "https://", "ftp//x"])
def test_what_is_no_address_is_answered_in_words(said):
    with pytest.raises(ValidationError, match="dirección de la web"):
        LinkField("Enlace").clean(said)


def test_an_empty_file_is_answered_in_our_words():
    with pytest.raises(ValidationError, match="El archivo está vacío"):
        UploadField().clean(SimpleUploadedFile("oficio.pdf", b""))


@pytest.mark.parametrize("day", ["0001-01-03", "1989-12-31", "2101-01-01", "9999-12-31"])
def test_a_day_of_another_age_is_answered_in_words(day):
    with pytest.raises(ValidationError, match="entre 1990 y 2100"):
        DayField().clean(day)
    with pytest.raises(ValidationError, match="entre 1990 y 2100"):
        MomentField().clean(f"{day}T00:00")


@pytest.mark.parametrize("day", ["1990-01-01", "2100-12-31"])
def test_a_day_of_ours_is_taken(day):
    assert DayField().clean(day).isoformat() == day
    assert MomentField().clean(f"{day}T23:59").date().isoformat() == day


def test_the_pickers_of_the_browser_know_the_bounds():
    assert DayField().widget.attrs["max"] == "2100-12-31"
    assert MomentField().widget.attrs["min"] == "1990-01-01T00:00"


@time_machine.travel(NOON, tick=False)
def test_today_has_come_and_is_not_gone():
    today = NOON.date()
    day = datetime.timedelta(days=1)

    not_to_come(today)
    not_gone(today)
    with pytest.raises(ValidationError, match="todavía no llega"):
        not_to_come(today + day)
    with pytest.raises(ValidationError, match="ya pasó"):
        not_gone(today - day)


def test_a_refusal_is_said_beside_its_field():
    form = SayingForm({"words": "sí"})

    with refusals_in(form, words=TooShort):
        raise TooShort("Diga algo más.")

    assert form.errors == {"words": ["Diga algo más."]}
    assert isinstance(form.refusal, TooShort)


@pytest.mark.parametrize("beside", [{}, {"other": TooShort}])
def test_a_refusal_of_no_field_is_said_above_the_form(beside):
    form = SayingForm({"words": "sí"})

    with refusals_in(form, **beside):
        raise TooShort("Diga algo más.")

    assert form.non_field_errors() == ["Diga algo más."]


def test_another_trouble_is_no_refusal():
    with pytest.raises(ValueError, match="otra cosa"), refusals_in(SayingForm({})):
        raise ValueError("otra cosa")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "pk", ["9" * 30, "9" * 5000, "\x00", "²", "x"], ids=lambda pk: str(len(pk))
)
def test_a_choice_that_no_row_could_be_is_answered_in_words(pk):
    with pytest.raises(ValidationError):
        SeveralField(Territory.objects.all()).clean([pk])


@pytest.mark.parametrize(
    ("text", "number"),
    [("7", 7), ("", None), ("-1", None), ("²", None), ("9" * 19, None), ("9" * 5000, None)],
    ids=lambda value: str(value)[:5],
)
def test_a_number_of_an_address_is_one_that_a_row_could_have(text, number):
    assert whole(text) == number
