import re
from types import SimpleNamespace

import pytest
from django.contrib import messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.template import engines
from django.test import RequestFactory

from destraba.web.toasts import toast, undo_of

PAGE = """{% extends "web/layout/base.html" %}{% block title %}Mesas{% endblock %}
{% block heading %}Mesas <small>12</small>{% endblock %}
{% block content %}<p>Cuerpo</p>{% endblock %}"""
LUZ = SimpleNamespace(is_authenticated=True, pk=1234, name="Luz Quispe", email="luz@ejemplo.test")
NOBODY = SimpleNamespace(is_authenticated=False)


@pytest.fixture(autouse=True)
def _places(settings):
    settings.ROOT_URLCONF = "tests.web.components.places"


@pytest.fixture
def request_():
    request = RequestFactory().get("/mesas/")
    request.user = LUZ
    request._messages = CookieStorage(request)
    return request


def drawn(request, **context):
    return engines["django"].from_string(PAGE).render(context, request=request)


def test_a_page_has_one_heading_a_title_and_a_way_past_the_menu(request_):
    html = drawn(request_)

    assert html.count("<h1") == 1
    assert "<title>Mesas · Destraba</title>" in html
    assert re.search(r'<a class="skip" href="#main">.*<main id="main"', html, re.DOTALL)
    assert html.startswith("<!doctype html>")
    assert '<html lang="es">' in html


def test_identifiers_are_written_for_machines(request_):
    assert 'data-person="1234"' in drawn(request_)


def test_the_menu_leads_everywhere_and_says_where_we_are(request_):
    html = drawn(request_)

    for place in (
        "/mesas/",
        "/problemas/",
        "/compromisos/",
        "/directorio/",
        "/perfil/",
        "/metodo/",
    ):
        assert f'href="{place}"' in html
    assert '<a href="/mesas/" aria-current="page">' in html
    assert html.count("aria-current") == 1


def test_one_signs_out_by_a_form(request_):
    assert re.search(
        r'<form method="post" action="/salir/"><input[^>]+csrfmiddleware', drawn(request_)
    )


def test_search_is_a_form_that_asks(request_):
    assert re.search(r'role="search" action="/buscar/" method="get"', drawn(request_))


def test_whoever_has_not_signed_in_sees_no_menu(request_):
    request_.user = NOBODY

    html = drawn(request_)

    assert "main-nav" not in html
    assert "data-person" not in html


def test_the_fictional_country_says_that_it_is(request_):
    assert "País ficticio: datos de demostración" in drawn(request_, demo=True)
    assert "País ficticio" not in drawn(request_, demo=False)


def test_messages_are_announced_politely(request_):
    messages.success(request_, "Se guardó <todo>.")

    html = drawn(request_)

    assert re.search(r'<div class="toasts" role="status" aria-live="polite"', html)
    assert "Se guardó &lt;todo&gt;." in html


def test_a_message_may_offer_the_way_back(request_):
    toast(request_, "Compromiso cumplido.", undo="/compromisos/7/cumplimiento/deshacer/")

    html = drawn(request_)

    assert re.search(
        r'<form method="post" action="/compromisos/7/cumplimiento/deshacer/">.*Deshacer',
        html,
        re.DOTALL,
    )


def test_the_way_back_is_always_within_the_house():
    assert undo_of(SimpleNamespace(extra_tags="undo=//otra.test/")) == ""
    assert undo_of(SimpleNamespace(extra_tags="undo=https://otra.test/")) == ""
    assert undo_of(SimpleNamespace(extra_tags="undo=/compromisos/7/")) == "/compromisos/7/"
    assert undo_of(SimpleNamespace(extra_tags=None)) == ""


def test_htmx_may_not_evaluate_nor_write_styles(request_):
    html = drawn(request_)

    assert '"includeIndicatorStyles":false,"allowEval":false' in html
    assert "htmx-2" not in html
