"""One thing that somebody asked for by its address: what she may not see is not there."""

from typing import TypeVar

from django.http import Http404

Row = TypeVar("Row")


def the_one(rows: list[Row]) -> Row:
    """The only row of an answer; 404 when there is none."""
    if not rows:
        raise Http404
    return rows[0]
