"""What a tag answers depends only on what it is told and on the language: it is worked out once.

Fifty rows tell the same few days, states and organisations: half of what a list cost.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

from django.utils.translation import get_language

Told = ParamSpec("Told")
Answer = TypeVar("Answer")
MOST = 1024  # answers of each tag


def kept(draw: Callable[Told, Answer]) -> Callable[Told, Answer]:
    """`typed` tells text that is safe from text that is not, so one never passes for the other."""

    @lru_cache(maxsize=MOST, typed=True)
    def work_out(_language: str | None, *args: Any, **kwargs: Any) -> Answer:
        return draw(*args, **kwargs)

    known: Callable[..., Answer] = work_out

    @wraps(draw)
    def told(*args: Told.args, **kwargs: Told.kwargs) -> Answer:
        return known(get_language(), *args, **kwargs)

    return told
