"""A map of territories, read from what somebody uploads and drawn light."""

import json
import math
import re

import pytest

from destraba.kit.geojson import SIDE, NotAMap, draw, read
from tests.maps import SQUARES, collection, square


def test_each_place_is_read_with_its_code_and_name():
    assert [(each.code, each.name) for each in read(SQUARES)] == [
        ("QM-NO", "Norte"),
        ("QM-SU", "Sur"),
        ("QM-IS", "Islas"),
    ]


def test_it_is_drawn_north_upwards_and_neighbours_meet():
    drawing = draw(read(SQUARES))

    shapes = drawing["shapes"]
    assert max(drawing["width"], drawing["height"]) == SIDE
    assert shapes["QM-NO"]["at"][1] < shapes["QM-SU"]["at"][1]
    assert shapes["QM-SU"]["at"][0] < shapes["QM-IS"]["at"][0]
    assert corners(shapes["QM-NO"]) & corners(shapes["QM-SU"])
    for shape in shapes.values():
        assert re.fullmatch(r"M[\d -]+l[\d -]+z", shape["path"])


def corners(shape):
    start, steps = shape["path"].removeprefix("M").removesuffix("z").split("l")
    x, y = numbers(start)
    found = {(x, y)}
    told = numbers(steps)
    for across, down in zip(told[::2], told[1::2], strict=True):
        x, y = x + across, y + down
        found.add((x, y))
    return found


def numbers(text):
    return [int(each) for each in re.findall(r"-?\d+", text)]


def test_a_long_coast_is_drawn_with_few_points():
    round_about = [
        [-75 + math.cos(turn / 5000 * math.tau), -5 + math.sin(turn / 5000 * math.tau)]
        for turn in range(5001)
    ]
    feature = square("QM-NO", -75, -5)
    feature["geometry"]["coordinates"] = [round_about]

    (shape,) = draw(read(collection(feature)))["shapes"].values()

    assert len(shape["path"]) < 9_000


def test_a_place_in_two_features_is_one():
    islands = collection(square("QM-IS", -75, -5), square("QM-IS", -73, -5))

    (place,) = read(islands)

    assert len(place.rings) == 2


@pytest.mark.parametrize("name", ["code", "CODIGO", "ubigeo"])
def test_a_code_that_is_no_iso_one_is_found_where_codes_are_kept(name):
    feature = square("x", -75, -5)
    feature["properties"] = {name: 1601, "nombre": "Maynas"}

    (place,) = read(collection(feature))

    assert (place.code, place.name) == ("1601", "Maynas")


def broken(**told):
    return collection({**square("QM-NO", -75, -5), **told})


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe", "no se puede leer"),
        (b"hola", "no se puede leer"),
        (b"[" * 100_000, "no se puede leer"),
        (b"[]", "features"),
        (b'{"features": []}', "features"),
        (broken(properties={"a": None}), "sin código"),
        (broken(properties=None), "sin código"),
        (broken(properties=["QM-NO"]), "sin código"),
        (collection("nada"), "sin código"),
        (broken(geometry=None), "polígono"),
        (broken(geometry={"type": "Point", "coordinates": [1, 2]}), "polígono"),
        (broken(geometry={"type": "Polygon", "coordinates": [[]]}), "polígono"),
        (broken(geometry={"type": "Polygon", "coordinates": 3}), "grados"),
        (broken(geometry={"type": "Polygon", "coordinates": [[["a", "b"]]]}), "grados"),
        (broken(geometry={"type": "Polygon", "coordinates": [[[600000, 9e6]] * 4]}), "grados"),
        (broken(geometry={"type": "Polygon", "coordinates": [[[math.nan, 1]] * 4]}), "grados"),
        (broken(geometry={"type": "Polygon", "coordinates": [[{"x": 1, "y": 2}] * 4]}), "grados"),
        (broken(geometry={"type": "Polygon", "coordinates": [[[10**400, 1]] * 4]}), "grados"),
        (broken(properties={"code": '"><script>'}), "sin código"),
    ],
)
def test_what_is_no_map_is_refused_in_words(content, words):
    with pytest.raises(NotAMap, match=words):
        read(content)


def test_too_many_places_are_refused():
    many = collection(*(square(f"Q{n}", -75, -5) for n in range(500)))

    with pytest.raises(NotAMap, match="Trae más de"):
        read(many.replace(b"iso_3166_2", b"code"))


def test_a_place_too_small_to_be_seen_is_left_out_of_the_drawing():
    dot = square("QM-IS", -80, -5, side=1e-5)

    drawing = draw(read(json.dumps(json.loads(collection(dot, square("QM-NO", -75, -5)))).encode()))

    assert list(drawing["shapes"]) == ["QM-NO"]


@pytest.mark.parametrize(
    ("told", "name"),
    [("Nor\x00te", "Norte"), ("\ud800Norte", "Norte"), (["Norte"], "QM-NO"), ("\x00", "QM-NO")],
)
def test_a_name_that_no_database_keeps_is_cleaned_or_left(told, name):
    feature = square("QM-NO", -75, -5)
    feature["properties"]["name"] = told

    assert [each.name for each in read(collection(feature))] == [name]
