"""What a first view weighs: the page and all that it asks for."""

import re

FIRST, LATER = 100, 30  # kilobytes
ASSETS = re.compile(r'<(?:link|script|img)[^>]+(?:href|src)="(/static/[^"]+)"')


def weigh(client, path):
    """Bytes over the wire: the page, and its style, scripts and pictures, each once."""
    page = client.get(path)
    assets = sorted(set(ASSETS.findall(page.text)))
    return {
        "path": path,
        "later": page.wire,
        "first": page.wire + sum(client.get(asset).wire for asset in assets),
        "assets": len(assets),
    }
