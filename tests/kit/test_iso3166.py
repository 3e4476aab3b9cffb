"""The official lists of countries and subdivisions, read only when asked for."""

import subprocess
import sys
from collections import Counter

from django.utils.translation import override

from destraba.kit import iso3166
from destraba.kit.subdivision_kinds import KINDS


def kinds_of(country):
    return Counter((each.level, str(each.kind)) for each in iso3166.subdivisions(country))


def test_a_country_of_one_level():
    told = iso3166.subdivisions("PE")

    assert kinds_of("PE") == {(1, "región"): 25, (1, "municipio"): 1}
    loreto = next(each for each in told if each.code == "PE-LOR")
    assert (loreto.name, loreto.level, loreto.parent) == ("Loreto", 1, "")


def test_a_country_of_two_levels_says_what_contains_what():
    told = {each.code: each for each in iso3166.subdivisions("ES")}

    assert kinds_of("ES")[2, "provincia"] == 50
    assert told["ES-BI"].parent == "ES-PV"
    levels = [each.level for each in told.values()]
    assert levels == sorted(levels)


def test_names_are_as_people_write_them_not_as_an_index_does():
    spain = {each.code: each.name for each in iso3166.subdivisions("ES")}
    britain = {each.code: each.name for each in iso3166.subdivisions("GB")}
    colombia = {each.code: each.name for each in iso3166.subdivisions("CO")}

    assert spain["ES-CT"] == "Catalunya / Cataluña"
    assert spain["ES-GA"] == "Galicia"
    assert spain["ES-AS"] == "Principado de Asturias"
    assert spain["ES-VC"] == "Comunidad Valenciana"
    assert britain["GB-CRF"] == "Cardiff / Caerdydd"
    assert colombia["CO-SAP"] == "San Andrés, Providencia y Santa Catalina"


def test_every_country_of_the_list_has_subdivisions_that_fit_a_territory():
    for country, name in iso3166.countries():
        told = iso3166.subdivisions(country)
        assert told, name
        assert all(len(each.code) <= 20 and len(each.name) <= 160 for each in told)
        assert all(each.parent == "" or each.level > 1 for each in told)


def test_every_kind_has_its_word_in_spanish():
    told = {each.type for each in iso3166._iso().subdivisions}

    assert told == KINDS.keys()


def test_countries_are_named_in_the_language_of_whoever_reads():
    assert iso3166.country_name("PE") == "Perú"
    assert iso3166.country_name("BO") == "Bolivia"
    with override("en"):
        assert iso3166.country_name("PE") == "Peru"
    assert ("ES", "España") in iso3166.countries()


def test_a_code_that_iso_gives_to_nobody_has_no_list():
    for free in ("XA", "XK", "QM", "AA", "ZZ"):
        assert iso3166.is_free(free)
        assert not iso3166.country_name(free)
        assert iso3166.subdivisions(free) == []
    for other in ("PE", "QA", "ZW", "", "XAX"):
        assert not iso3166.is_free(other)
    assert iso3166.subdivisions("") == []
    assert iso3166.subdivisions("VA") == []


def test_starting_up_does_not_open_the_list():
    told = (
        "import django, sys; django.setup();"
        "from django.urls import get_resolver; get_resolver().reverse_dict;"
        "assert 'destraba.kit.iso3166' in sys.modules;"
        "sys.exit('pycountry' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", told], check=False).returncode == 0
