"""The page that shows a country's official subdivisions, and brings them."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from destraba.kit.iso3166 import subdivisions
from destraba.mesas.models import Programme, TerritoryMap
from destraba.mesas.official_places import bring_official
from destraba.people.models import Territory
from tests.conftest import NOON
from tests.factories import MesaFactory
from tests.maps import collection, square

pytestmark = pytest.mark.django_db
REGION, CITY = "1-región", "1-municipio"
COMMUNITY, PROVINCE = "1-comunidad autónoma", "2-provincia"


@pytest.fixture(autouse=True)
def _entered(client, programme, coordinadora):
    client.force_login(coordinadora)


def of_country(code):
    Programme.objects.update(country=code)


def see(client, country=""):
    return client.get(reverse("territories-official"), {"pais": country} if country else {})


def bring(client, country, *kinds, **more):
    url = f"{reverse('territories-official')}?pais={country}"
    return client.post(url, {"kinds": kinds}, **more)


def boxes(text):
    """Its boxes, by what each says, and whether it comes ticked."""
    found = re.findall(r'<label[^>]*><input type="checkbox"([^>]*)>\s*([^<]*)', text)
    return {html.unescape(words).strip(): "checked" in rest for rest, words in found}


# ── what is seen first ──


def test_the_programmes_country_is_shown_with_how_many_of_each_kind(client):
    of_country("PE")

    page = see(client)

    assert page.status_code == 200
    assert "26 subdivisiones" in page.text
    assert boxes(page.text) == {"Región: 25 por agregar": True, "Municipio: 1 por agregar": True}
    assert "Madre de Dios" in page.text
    assert not Territory.objects.exists()


def test_where_there_are_two_levels_the_person_chooses(client):
    of_country("ES")

    assert boxes(see(client).text) == {
        "Nivel 1 · Comunidad autónoma: 17 por agregar": True,
        "Nivel 1 · Ciudad autónoma: 2 por agregar": True,
        "Nivel 2 · Provincia: 50 por agregar": False,
    }


def test_another_country_may_be_seen_and_the_page_says_that_the_map_is_of_the_programmes(client):
    of_country("PE")

    text = see(client, "cl").text

    assert "16 subdivisiones" in text
    assert "El país del programa es PE" in text


def test_what_is_here_already_and_under_another_name_is_said(client):
    of_country("PE")
    Territory.enter(scheme="iso3166-2", code="PE-CUS", name="Qosqo <ombligo>")

    text = see(client).text

    assert "Región: 24 de 25 por agregar" in boxes(text)
    assert "1 ya está con otro nombre" in text
    assert "PE-CUS: aquí «Qosqo &lt;ombligo&gt;»; en la lista oficial, «Cusco»" in text


def test_of_a_fictional_country_it_says_that_there_is_no_list(client):
    of_country("XA")

    page = see(client)

    assert page.status_code == 200
    assert "«XA» es un código de uso libre" in page.text
    assert "No existe una lista oficial" in page.text
    assert not boxes(page.text)


@pytest.mark.parametrize(
    ("country", "words"),
    [
        ("XK", "«XK» es un código de uso libre"),
        ("VA", "no da subdivisiones a Santa Sede"),
        ("ZQ", "«ZQ» no es un país"),
        ("<b>" * 999, "no es un país"),
    ],
)
def test_a_country_without_a_list_is_answered_in_words(client, country, words):
    page = see(client, country)

    assert page.status_code == 422
    assert words in page.text
    assert len(page.text) < 60_000


def test_a_programme_that_has_said_no_country_is_asked_for_it(client):
    of_country("")

    page = see(client)

    assert page.status_code == 200
    assert "elija…" in page.text
    assert "ISO 3166 no se" not in page.text


# ── what is brought ──


def test_what_was_ticked_enters_and_the_territories_show_it(client):
    of_country("PE")

    page = bring(client, "PE", REGION, follow=True)

    assert "25 subdivisiones nuevas." in page.text
    assert "25 territorios sin mesa" in page.text
    assert Territory.objects.count() == 25
    assert not Territory.objects.filter(code="PE-LMA").exists()


def test_the_second_time_none_is_added_and_the_page_says_so(client):
    of_country("PE")
    bring(client, "PE", REGION)

    again = bring(client, "PE", REGION, follow=True)
    more = bring(client, "PE", REGION, CITY, follow=True)

    assert "Ya estaban todas: no se agregó ninguna." in again.text
    assert "1 subdivisión nueva. 25 ya estaban." in more.text
    assert Territory.objects.count() == 26
    assert "Ya están todas: no falta ninguna." in see(client).text


@pytest.mark.parametrize("kinds", [[""], ["2-provincia"], ["1-región", "x"]])
def test_what_the_country_does_not_have_is_refused_and_nothing_enters(client, kinds):
    page = bring(client, "PE", *kinds)

    assert page.status_code == 422
    assert "Ese país no tiene" in page.text
    assert not Territory.objects.exists()


def test_nothing_ticked_is_refused_in_words(client):
    url = f"{reverse('territories-official')}?pais=PE"

    page = client.post(url, {"sent": "1"})

    assert page.status_code == 422
    assert "Marque al menos una." in page.text


@pytest.mark.parametrize("country", ["XA", "ZQ", ""])
def test_nothing_can_be_brought_of_a_country_without_a_list(client, country):
    assert bring(client, country, REGION).status_code == 422
    assert not Territory.objects.exists()


def test_only_who_coordinates_brings_them(client, facilitadora, ministra, asesor, ajena):
    for person in (facilitadora, ministra, asesor, ajena):
        client.force_login(person)
        assert see(client, "PE").status_code == 404
        assert bring(client, "PE", REGION).status_code == 404
    assert not Territory.objects.exists()


def test_only_who_coordinates_finds_the_way_from_the_programme(client, ministra):
    of_country("PE")
    link = f'href="{reverse("territories-official")}"'

    assert link in client.get(reverse("programme")).text
    assert link in client.get(reverse("territories")).text
    client.force_login(ministra)
    assert link not in client.get(reverse("programme")).text
    assert link not in client.get(reverse("territories")).text


# ── and how the territories look with them ──


def shown(client):
    """Codes of the map, those with a mesa apart from those without one."""
    text = client.get(reverse("territories")).text
    idle = text.partition('class="idle"')[2].partition("</ol>")[0]
    busy = text.partition('class="tiles"')[2].partition("</ol>")[0]
    drawn = text.partition('<svg class="country"')[2].partition("</svg>")[0]
    return [set(re.findall(r"territorio=([\w-]+)#", part)) for part in (busy, idle, drawn)]


def test_of_two_levels_the_first_is_shown_and_what_lies_inside_counts_there(client, mesa):
    of_country("ES")
    bring(client, "ES", COMMUNITY, PROVINCE)
    below = MesaFactory(name="Mesa Costera", kind="territorial", parent=mesa)
    below.territories.set(Territory.objects.filter(code__in=["ES-BI", "ES-GA"]))

    busy, idle, _drawn = shown(client)

    assert busy == {"ES-PV", "ES-GA"}
    assert len(idle) == 15
    assert "ES-BI" not in idle


def test_where_the_second_level_was_drawn_the_map_is_of_it(client, mesa, coordinadora):
    of_country("ES")
    bring_official(subdivisions("ES"), by=coordinadora, at=NOON)
    upload_map(square("ES-BI", 0, 0), square("ES-SS", 1, 0), by=coordinadora)
    below = MesaFactory(name="Mesa Costera", kind="territorial", parent=mesa)
    below.territories.set(Territory.objects.filter(code="ES-BI"))

    busy, idle, drawn = shown(client)

    assert drawn == {"ES-BI", "ES-SS"}
    # Álava was left out of the drawing; its community is told by its parts.
    assert "ES-VI" in idle
    assert "ES-PV" not in idle
    assert "ES-GA" in idle
    assert busy == set()


def upload_map(*squares, by):
    from_file = SimpleUploadedFile("pais.geojson", collection(*squares))
    TerritoryMap.bring(from_file, by=by, at=NOON)
