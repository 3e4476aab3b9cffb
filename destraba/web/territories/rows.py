"""What waits, as rows of a table: the same things that the map counts."""

from dataclasses import dataclass

from destraba.mesas.waiting_below import Wait

# How the list may be put in order, by the word of its address.
ORDERS = {
    "dias": lambda row: (-row.days, row.territories, row.wait.mesa.name),
    "territorio": lambda row: (row.territories, -row.days),
    "mesa": lambda row: (row.wait.mesa.name, -row.days),
}


@dataclass(frozen=True)
class Row:
    wait: Wait
    codes: list[str]
    territories: str
    days: int


def rows_of(standing, *, on, code="", order="dias"):
    """All of them, or those of one territory."""
    names = {place.code: f"{place.name} ({place.code})" for place in standing.places}
    rows = [
        Row(
            wait=wait,
            codes=standing.codes[wait.mesa.pk],
            territories=", ".join(names[each] for each in standing.codes[wait.mesa.pk]),
            days=wait.days(on=on),
        )
        for wait in standing.waits
        if not code or code in standing.codes[wait.mesa.pk]
    ]
    return sorted(rows, key=ORDERS[order])
