"""The browser of the journeys, Debian's Chromium, and how long one waits for what it does."""

import shutil

# Its shell without windows spares a third of what the browser works.
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def until(page, holds):
    """The browser goes on working meanwhile: twenty seconds at the most."""
    for _ in range(400):
        if holds():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it never came")
