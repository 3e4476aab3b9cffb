from functools import cache

from django.utils.safestring import SafeString
from lucide.templatetags.lucide import lucide


@cache
def icon(name: str, size: int = 18, kind: str = "") -> SafeString:
    """A decorative inline SVG in the colour of its text; the words stand beside it."""
    css = f"icon {kind}".strip()
    return SafeString(lucide(name, size=size, **{"class": css, "aria-hidden": "true"}))
