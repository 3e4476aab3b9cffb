"""The map: the shapes that the programme brought, and a tile for each territory without one.

Where no mesa works there is nothing to tell: those go last, and small.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from destraba.mesas.waiting_below import Place

# What has waited a month is said in another tone.
LONG = 30


@dataclass(frozen=True)
class Tile:
    place: Place
    days: int
    path: str = ""
    at: tuple[int, int] = (0, 0)

    @property
    def tone(self):
        if not self.place.mesas:
            return "none"
        if not self.place.waits:
            return "calm"
        return "long" if self.days >= LONG else "waits"

    @property
    def icon(self):
        return {"none": "minus", "calm": "check", "waits": "clock", "long": "triangle-alert"}[
            self.tone
        ]

    @property
    def waiting(self):
        """«3 esperan, hasta 24 días»; nothing that colour alone would say."""
        count = len(self.place.waits)
        if not self.place.mesas:
            return _("sin mesa")
        if not count:
            return _("nada espera")
        days = ngettext("%(n)d día", "%(n)d días", self.days) % {"n": self.days}
        words = ngettext("%(n)d espera, %(days)s", "%(n)d esperan, hasta %(days)s", count)
        return words % {"n": count, "days": days}

    @property
    def label(self):
        count = len(self.place.mesas)
        mesas = ngettext("%(n)d mesa", "%(n)d mesas", count) % {"n": count}
        return f"{self.place.name}: {mesas}, {self.waiting}"


@dataclass(frozen=True)
class Map:
    shapes: list[Tile]
    tiles: list[Tile]
    idle: list[Tile]
    width: int = 0
    height: int = 0


def map_of(standing, drawing, *, on):
    """`drawing` is that of `TerritoryMap`, or nothing."""
    shapes = drawing.get("shapes", {}) if drawing else {}
    drawn, plain = [], []
    for place in standing.places:
        days, shape = place.oldest(on=on), shapes.get(place.code)
        if shape:
            drawn.append(Tile(place, days, shape["path"], tuple(shape["at"])))
        else:
            plain.append(Tile(place, days))
    size = {"width": drawing["width"], "height": drawing["height"]} if drawn else {}
    busy = [each for each in plain if each.place.mesas]
    return Map(drawn, busy, [each for each in plain if not each.place.mesas], **size)
