from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator
from django.template import Context
from django.test import RequestFactory, override_settings

from destraba.web.components.links import crumbs, help_link, nav_link, pagination, tab

here = override_settings(ROOT_URLCONF="tests.web.components.places")


def at(address):
    return Context({"request": RequestFactory().get(address)})


@here
@pytest.mark.parametrize(
    ("address", "is_current"),
    [
        ("/mesas/", True),
        ("/mesas/7/asientos/", True),
        ("/sesiones/3/", True),
        ("/problemas/", False),
    ],
)
def test_the_navigation_knows_where_we_are(address, is_current):
    html = nav_link(at(address), "mesas", "users-round", "Mesas", "/sesiones/")

    assert ('aria-current="page"' in html) == is_current


@here
def test_the_home_is_current_only_at_home():
    assert "aria-current" in nav_link(at("/"), "week", "sun", "Mi semana")
    assert "aria-current" not in nav_link(at("/mesas/"), "week", "sun", "Mi semana")


@here
def test_a_place_that_nobody_serves_is_not_offered():
    assert nav_link(at("/"), "forecast", "sun", "Pronóstico") == ""


@here
def test_help_opens_the_paragraph_of_the_method():
    assert 'href="/metodo/sesiones/"' in help_link("sesiones")


@override_settings(ROOT_URLCONF="tests.web.components.empty_urls")
def test_without_a_manual_there_is_no_link_to_it():
    assert help_link("sesiones") == ""


def test_the_breadcrumb_ends_where_we_are():
    html = crumbs("Mesas", "/mesas/", "<Forestal>")

    assert '<a href="/mesas/">Mesas</a>' in html
    assert "<li>&lt;Forestal&gt;</li>" in html


def test_a_tab_marks_itself():
    assert 'aria-current="page"' in tab(at("/mesas/7/?q=a"), "/mesas/7/", "Resumen")
    assert "aria-current" not in tab(at("/mesas/7/"), "/mesas/7/problemas/", "Problemas", 12)
    assert "<small>12</small>" in tab(at("/"), "/x/", "Problemas", 12)


def test_pages_keep_what_the_view_vouches_for():
    page = Paginator(range(150), 50).page(2)

    html = pagination(page, {"estado": "abiertos", "texto": "", "mesa": ["1", "2"]})

    assert "Página 2 de 3" in html
    assert 'href="?estado=abiertos&amp;mesa=1&amp;mesa=2&amp;pagina=1"' in html
    assert "pagina=3" in html


def test_one_page_needs_no_pages():
    assert pagination(Paginator(range(5), 50).page(1)) == ""


def test_pages_that_nobody_counted_have_no_total():
    page = SimpleNamespace(number=1, has_previous=lambda: False, has_next=lambda: True)

    html = pagination(page)

    assert "Página 1<" in html
    assert 'rel="prev"' not in html
