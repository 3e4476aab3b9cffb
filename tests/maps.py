"""Small maps, in GeoJSON."""

import json


def square(code, west, south, *, name="", side=1):
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    properties = {"iso_3166_2": code, "name": name or code}
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features):
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


# Two neighbours and one apart.
SQUARES = collection(
    square("QM-NO", -75, -5, name="Norte"),
    square("QM-SU", -75, -6, name="Sur"),
    square("QM-IS", -71, -6, name="Islas"),
)
