"""The address of a thing by its id. Django's `url` costs a millisecond for every forty links."""

from functools import cache

from django.urls import get_script_prefix, get_urlconf, reverse

# Stands for the id while the address of its kind is learnt.
ANY = 999_999_937


def address(name: str, pk: int) -> str:
    """`{% address "commitment" each.pk %}`: the same as `{% url %}`, for rows."""
    before, after = _around_id(name, get_script_prefix(), get_urlconf())
    return f"{before}{int(pk)}{after}"


@cache
def _around_id(name: str, _prefix: str, _urlconf: str | None) -> tuple[str, str]:
    before, _id, after = reverse(name, args=[ANY]).partition(str(ANY))
    return before, after
