"""The territories: a map and a list that say the same, and the files that bring them."""

import csv
import datetime
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from destraba.documents.models import Document
from destraba.kit.vocabulary import Body
from destraba.mesas.models import Brief, Elevation, TerritoryMap
from destraba.mesas.waiting_below import standing
from destraba.people.models import Territory
from tests.below import articulator, sent
from tests.conftest import NOON
from tests.factories import (
    CommitmentFactory,
    MesaFactory,
    ProblemFactory,
)
from tests.maps import SQUARES

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def places(programme):
    told = {"QM-NO": "Norte", "QM-SU": "Sur", "QM-IS": "Islas"}
    return {
        code: Territory.enter(scheme="iso3166-2", code=code, name=name)
        for code, name in told.items()
    }


@pytest.fixture
def north(mesa, places):
    north = MesaFactory(name="Mesa Norte", kind="territorial", parent=mesa)
    town = {"scheme": "ubigeo", "code": "160101", "name": "Pueblo"}
    north.territories.set([Territory.enter(**town, parent=places["QM-NO"])])
    return north


@pytest.fixture
def articuladora(north):
    return articulator(north, body=Body.DEDICATED_TEAM)


@pytest.fixture
def waiting(mesa, north, places, articuladora, ministra):
    """The north waits for three things, the south for one; the islands for nothing."""
    before = {"by": articuladora, "at": NOON - 12 * DAY}
    sent(north, mesa, title="El puente", **before)
    elevation = Elevation.prepare(
        problem=ProblemFactory(mesa=north),
        asked="Que den el presupuesto",
        asked_of=ministra,
        wanted_by=TODAY + 9 * DAY,
        **before,
    )
    Brief.write(elevation, text="Breve", **before)
    elevation.warn(**before)
    elevation.go_up(by=articuladora, at=NOON - 40 * DAY)
    CommitmentFactory(mesa=north, promise="Dar licencias", due_on=TODAY - 5 * DAY)
    CommitmentFactory(mesa=north, due_on=TODAY + DAY)
    south = MesaFactory(name="Mesa Sur", kind="territorial", parent=mesa)
    south.territories.set([places["QM-SU"]])
    CommitmentFactory(mesa=south, promise="Traer agua", due_on=TODAY - DAY)


def page(client, person, query=""):
    client.force_login(person)
    return client.get(reverse("territories") + query)


def tiles(html):
    """What the map says: by code, how many wait and the longest."""
    told = re.findall(r'territorio=(QM-\w+)#lista".*?(?=</a>)', html, re.S)
    blocks = re.findall(r'<a class="(?:tile|shape).*?</a>', html, re.S)
    found = {}
    for block in blocks:
        code = re.search(r"territorio=(QM-\w+)#", block)[1]
        waits = re.search(r"(\d+) esperan?, (?:hasta )?(\d+) día", block)
        found[code] = (int(waits[1]), int(waits[2])) if waits else (0, 0)
    assert set(told) == set(found)
    return found


def listed(html):
    """What the list says, counted by code."""
    found = {}
    table = html[html.index("<tbody>") :]
    for row in re.findall(r"<tr>.*?</tr>", table, re.S):
        code = re.search(r"\((QM-\w+)\)", row)[1]
        days = int(re.search(r'class="num">(\d+)<', row)[1])
        count, longest = found.get(code, (0, 0))
        found[code] = (count + 1, max(longest, days))
    return found


def test_the_map_and_its_list_say_the_same(client, waiting, ministra):
    html = page(client, ministra).text

    said = tiles(html)
    assert said == {"QM-NO": (3, 40), "QM-SU": (1, 1), "QM-IS": (0, 0)}
    assert listed(html) == {code: told for code, told in said.items() if told[0]}


def test_drawn_shapes_say_it_too(client, waiting, ministra, coordinadora):
    upload = SimpleUploadedFile("pais.geojson", SQUARES)
    TerritoryMap.bring(upload, by=coordinadora, at=NOON)

    html = page(client, ministra).text

    assert html.count('class="shape') == 3
    assert tiles(html) == {"QM-NO": (3, 40), "QM-SU": (1, 1), "QM-IS": (0, 0)}
    assert "nada espera" in html
    assert "sin mesa" in html


def test_the_spreadsheet_says_it_whole(client, waiting, ministra):
    page(client, ministra)
    answer = client.get(reverse("territories-csv"))

    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert [(row["mesa"], row["días"]) for row in rows] == [
        ("Mesa Norte", "40"),
        ("Mesa Norte", "12"),
        ("Mesa Norte", "5"),
        ("Mesa Sur", "1"),
    ]
    assert rows[0]["qué espera"] == "elevado al alto nivel"


def test_one_territory_and_another_order_are_asked_for_by_the_address(client, waiting, ministra):
    south = page(client, ministra, "?territorio=QM-SU&orden=mesa").text
    nonsense = page(client, ministra, "?territorio=<x>&orden=pk").text

    assert listed(south) == {"QM-SU": (1, 1)}
    assert 'aria-sort="ascending"' in south
    assert listed(nonsense) == {"QM-NO": (3, 40), "QM-SU": (1, 1)}


def test_each_sees_what_is_hers(client, waiting, mesa, articuladora, facilitadora, enlace, ajena):
    assert tiles(page(client, articuladora).text)["QM-NO"] == (3, 40)
    assert tiles(page(client, articuladora).text)["QM-SU"] == (0, 0)
    # Above, what was handed up to them; not what is owed at the mesas below.
    assert tiles(page(client, facilitadora).text)["QM-NO"] == (1, 12)
    for person in (enlace, ajena):
        assert set(tiles(page(client, person).text).values()) == {(0, 0)}


def test_a_mesa_that_does_not_say_where_it_is_is_named(client, mesa, ministra):
    MesaFactory(name="Mesa Errante", kind="territorial", parent=mesa)

    assert "Mesa Errante" in page(client, ministra).text


def test_a_place_that_contains_itself_stops_nothing(programme, mesa, ministra, north, places):
    circle = Territory.enter(scheme="otro", code="X", name="Vuelta")
    Territory.objects.filter(pk=circle.pk).update(parent=circle)
    north.territories.set([circle])

    told = standing(ministra, country="", on=TODAY)

    assert told.codes[north.pk] == ["X"]


# ── what brings them ──


def bring(client, content, name="pais.geojson"):
    upload = SimpleUploadedFile(name, content)
    return client.post(reverse("territories-map"), {"file": upload})


def test_the_official_map_brings_its_territories(client, coordinadora):
    client.force_login(coordinadora)

    assert bring(client, SQUARES).status_code == 302
    bring(client, SQUARES)

    told = TerritoryMap.objects.get()
    assert set(told.drawing["shapes"]) == {"QM-NO", "QM-SU", "QM-IS"}
    assert told.document.name == "pais.geojson"
    assert Document.objects.count() == 1
    assert Territory.objects.get(code="QM-NO").key == "iso3166-2:QM-NO"


def test_a_territory_that_was_there_stays_as_it_was(client, places, coordinadora):
    client.force_login(coordinadora)
    Territory.objects.filter(code="QM-NO").update(name="El Norte")

    bring(client, SQUARES)

    assert Territory.objects.get(code="QM-NO").name == "El Norte"
    assert Territory.objects.count() == 3


@pytest.mark.parametrize("content", [b"hola", b"\x89PNG\r\n\x1a\n" + b"\0" * 99, b"{}"])
def test_what_is_no_map_is_refused_and_nothing_is_kept(client, coordinadora, content):
    client.force_login(coordinadora)

    answer = bring(client, content)

    assert answer.status_code == 422
    assert not TerritoryMap.objects.exists()
    assert not Document.objects.exists()


def test_the_list_is_pasted_line_by_line(client, coordinadora):
    client.force_login(coordinadora)
    url = reverse("territories-list")
    lines = "QM-NO Norte\n\nQM-SU;Valle del Sur\n160101\tPueblo\n"

    client.post(url, {"lines": lines})
    client.post(url, {"lines": lines})
    wrong = client.post(url, {"lines": "QM-IS Islas\nsolonombre"})

    told = {each.key: each.name for each in Territory.objects.all()}
    assert told == {
        "iso3166-2:QM-NO": "Norte",
        "iso3166-2:QM-SU": "Valle del Sur",
        "ubigeo:160101": "Pueblo",
    }
    assert wrong.status_code == 422
    assert "La línea 2" in wrong.text
    assert "QM-IS Islas" in wrong.text


def test_a_line_of_nothing_but_spaces_is_read_at_once(client, coordinadora):
    client.force_login(coordinadora)
    long = f"QM-IS Islas{' ' * 150_000}del Sur"

    wrong = client.post(reverse("territories-list"), {"lines": long})

    assert wrong.status_code == 422
    assert "La línea 1" in wrong.text


@pytest.mark.parametrize("name", ["territories-map", "territories-list"])
def test_only_who_coordinates_brings_them(client, facilitadora, ministra, name):
    for person in (facilitadora, ministra):
        client.force_login(person)
        assert client.get(reverse(name)).status_code == 404
        assert client.post(reverse(name), {}).status_code == 404
