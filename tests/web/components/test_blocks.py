import datetime

from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory

from destraba.web.components.shapes import Moment

NOON = datetime.datetime(2026, 11, 22, 17, tzinfo=datetime.UTC)


def drawn(template, **context):
    return render_to_string(template, context, request=RequestFactory().get("/"))


def test_an_empty_place_says_what_to_do():
    html = drawn(
        "web/components/empty.html",
        icon="inbox",
        title="Sin compromisos",
        url="/n/",
        label="Anotar",
    )

    assert "Sin compromisos" in html
    assert '<a class="button small" href="/n/">Anotar</a>' in html


def test_an_empty_place_may_have_nothing_to_offer():
    assert "<a" not in drawn("web/components/empty.html", title="Nada todavía")


def test_a_timeline_tells_who_when_and_why():
    moments = [
        Moment("Se cumplió", NOON, "Luz Quispe", "Oficio 214", "/c/1/", "ok", is_new=True),
        Moment("Se registró", "2026-03", details=("Antes: «ventanilla»",)),
    ]

    html = drawn("web/components/timeline.html", moments=moments)

    assert '<li class="ok new">' in html
    assert '<a href="/c/1/">Se cumplió</a>' in html
    assert "«Oficio 214»" in html
    assert "· Luz Quispe" in html
    assert "mar 2026" in html
    assert "Antes: «ventanilla»" in html


def test_a_row_is_moved_by_plain_buttons():
    html = drawn(
        "web/components/move.html", form_id="orden", id=1234, name="Crédito", first=True, last=False
    )

    assert 'form="orden" name="move" value="1234:up"' in html
    assert 'aria-label="Bajar «Crédito»"' in html
    assert html.count(" disabled") == 1


def test_the_words_of_a_rearranged_list_travel_with_it():
    template = engines["django"].from_string('{% load components %}<ol {% sortable "orden" %}>')

    assert 'data-sortable="orden" data-said="«{name}»' in template.render({})


def test_a_text_that_saves_itself_is_a_plain_form_too():
    html = drawn(
        "web/components/autosave.html",
        url="/notas/7/",
        id="said-7",
        name_label="Qué se dijo",
        text="\n<Hola>",
        version=1234,
    )

    assert 'method="post" action="/notas/7/"' in html
    assert 'name="base" value="1234"' in html
    assert '<label for="said-7">Qué se dijo</label>' in html
    assert ">\n\n&lt;Hola&gt;</textarea>" in html
    assert "csrfmiddlewaretoken" in html


def test_a_conflict_offers_mine_theirs_and_both_and_loses_nothing():
    html = drawn(
        "web/components/conflict.html",
        url="/notas/7/",
        mine="Lo mío",
        theirs="Lo de Iván",
        by="Iván Soto",
        at=NOON,
        version=3,
    )

    assert "Iván Soto" in html
    assert html.count('name="base" value="3"') == 3
    assert "hidden>\nLo de Iván\n\nLo mío</textarea>" in html
    assert "hidden>\nLo mío</textarea>" in html
    assert "hidden>\nLo de Iván</textarea>" in html
