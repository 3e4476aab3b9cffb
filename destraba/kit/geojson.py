"""The outline of a country's territories, read from a GeoJSON file and drawn plain and light."""

import json
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from .refusal import Refused

# What no database keeps.
HARMFUL = re.compile("[\x00\ud800-\udfff]")
ISO = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")
# Where official files keep the code and the name, the surest first.
CODES = ["iso_3166_2", "iso3166_2", "shapeiso", "code", "codigo", "iso", "ubigeo", "id"]
NAMES = ["name", "nombre", "shapename", "nombdep", "departamento", "provincia", "region"]
MOST_PLACES, MOST_POINTS = 400, 1_000_000
# The longer side of the drawing; a point lies on a whole number, so that neighbours still meet.
SIDE = 440
LONGEST_CODE, LONGEST_NAME = 20, 160

Point = tuple[float, float]


class NotAMap(Refused):
    """A file from which no map of territories can be drawn."""


@dataclass(frozen=True)
class Place:
    code: str
    name: str
    rings: list[list[Point]]


def read(content: bytes) -> list[Place]:
    """The places with a code that the file tells; NotAMap, in words, when it tells none."""
    features = _features(content)
    if len(features) > MOST_PLACES:
        raise NotAMap(_("Trae más de %d lugares: use el mapa del primer nivel.") % MOST_PLACES)
    found: dict[str, Place] = {}
    points = 0
    for feature in features:
        place = _place(feature)
        points += sum(map(len, place.rings))
        if points > MOST_POINTS:
            raise NotAMap(_("Trae demasiado detalle: simplifíquelo antes."))
        if place.code in found:
            place = Place(place.code, place.name, found[place.code].rings + place.rings)
        found[place.code] = place
    return list(found.values())


def draw(places: Iterable[Place]) -> dict[str, Any]:
    """{"width", "height", "shapes": {code: {"path", "at": [x, y]}}}, north upwards."""
    told = list(places)
    flat = _flattened(told)
    shapes: dict[str, Any] = {}
    for place, rings in zip(told, flat.rings, strict=True):
        rounded = [ring for ring in map(_rounded, rings) if len(ring) >= 3]
        if rounded:
            path = "".join(map(_path, rounded))
            shapes[place.code] = {"path": path, "at": _middle(max(rounded, key=_area))}
    return {"width": flat.width, "height": flat.height, "shapes": shapes}


def _features(content: bytes) -> list[Any]:
    try:
        told = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise NotAMap(_("No es un archivo GeoJSON: no se puede leer.")) from error
    features = told.get("features") if isinstance(told, dict) else None
    if not isinstance(features, list) or not features:
        raise NotAMap(_("No es un GeoJSON de lugares: falta la lista «features»."))
    return features


def _place(feature: Any) -> Place:
    told = feature.get("properties") if isinstance(feature, dict) else None
    known = told.items() if isinstance(told, dict) else ()
    properties = {str(key).lower(): value for key, value in known}
    code = _code(properties)
    if not code:
        raise NotAMap(
            _("Hay un lugar sin código: cada uno necesita en «properties» su código ISO 3166-2.")
        )
    name = next(filter(None, (_words(properties.get(key)) for key in NAMES)), code)
    rings = [ring for ring in _rings(feature.get("geometry")) if len(ring) >= 3]
    if not rings:
        raise NotAMap(_("«%s» no trae un polígono que se pueda dibujar.") % code)
    return Place(code, name[:LONGEST_NAME], rings)


def _code(properties: dict[str, Any]) -> str:
    """What looks like an ISO code anywhere, or else what is kept where codes are."""
    for value in properties.values():
        if isinstance(value, str) and ISO.fullmatch(value.strip()):
            return value.strip()
    code = next(filter(None, (_words(properties.get(key)) for key in CODES)), "")
    return code if re.fullmatch(r"[-\w]+", code) and len(code) <= LONGEST_CODE else ""


def _words(told: Any) -> str:
    """A text, or a number as one; whatever else a file may hold there says nothing."""
    return HARMFUL.sub("", str(told)).strip() if isinstance(told, str | int | float) else ""


def _rings(geometry: Any) -> Iterator[list[Point]]:
    kind = geometry.get("type") if isinstance(geometry, dict) else ""
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    polygons: Any = {"Polygon": [coordinates], "MultiPolygon": coordinates}.get(str(kind))
    try:
        for polygon in polygons or []:
            for ring in polygon:
                yield [_point(each) for each in ring]
    except (TypeError, ValueError, LookupError, OverflowError) as error:
        raise NotAMap(_("Las coordenadas deben ser grados de longitud y latitud.")) from error


def _point(told: Any) -> Point:
    longitude, latitude = float(told[0]), float(told[1])
    if not (abs(longitude) <= 180 and abs(latitude) <= 90):
        raise ValueError
    return longitude, latitude


@dataclass(frozen=True)
class _Flat:
    rings: list[list[list[Point]]]
    width: int
    height: int


def _flattened(places: list[Place]) -> _Flat:
    """Degrees become a plain drawing: longitude shrunk by the cosine of the middle latitude."""
    points = [point for place in places for ring in place.rings for point in ring]
    west, east = min(x for x, _y in points), max(x for x, _y in points)
    south, north = min(y for _x, y in points), max(y for _x, y in points)
    shrink = math.cos(math.radians((south + north) / 2))
    wide, high = max((east - west) * shrink, 1e-9), max(north - south, 1e-9)
    scale = SIDE / max(wide, high)
    rings = [
        [[((x - west) * shrink * scale, (north - y) * scale) for x, y in ring] for ring in each]
        for each in (place.rings for place in places)
    ]
    return _Flat(rings, max(round(wide * scale), 1), max(round(high * scale), 1))


def _rounded(ring: list[Point]) -> list[tuple[int, int]]:
    """On whole numbers, without repeating a point nor those in the middle of a straight line."""
    kept: list[tuple[int, int]] = []
    for x, y in ring:
        point = (round(x), round(y))
        if kept and point == kept[-1]:
            continue
        if len(kept) > 1 and _in_line(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    return kept[:-1] if len(kept) > 1 and kept[0] == kept[-1] else kept


def _in_line(one: tuple[int, int], two: tuple[int, int], three: tuple[int, int]) -> bool:
    ahead = (two[0] - one[0], two[1] - one[1])
    after = (three[0] - two[0], three[1] - two[1])
    is_straight = ahead[0] * after[1] == ahead[1] * after[0]
    return is_straight and ahead[0] * after[0] + ahead[1] * after[1] > 0


def _path(ring: list[tuple[int, int]]) -> str:
    """From each point to the next: shorter than where each of them is."""
    steps = [f"{after[0] - before[0]} {after[1] - before[1]}" for before, after in pairwise(ring)]
    return f"M{ring[0][0]} {ring[0][1]}l{' '.join(steps)}z".replace(" -", "-")


def _area(ring: list[tuple[int, int]]) -> float:
    return abs(sum(_cross(ring, n) for n in range(len(ring)))) / 2


def _cross(ring: list[tuple[int, int]], n: int) -> int:
    (x, y), (a, b) = ring[n - 1], ring[n]
    return x * b - a * y


def _middle(ring: list[tuple[int, int]]) -> list[int]:
    """The centre of its surface."""
    twice = sum(_cross(ring, n) for n in range(len(ring)))
    if not twice:
        return list(ring[0])
    sides = range(len(ring))
    x = sum((ring[n - 1][0] + ring[n][0]) * _cross(ring, n) for n in sides) / (3 * twice)
    y = sum((ring[n - 1][1] + ring[n][1]) * _cross(ring, n) for n in sides) / (3 * twice)
    return [round(x), round(y)]
