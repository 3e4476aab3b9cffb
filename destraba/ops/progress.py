"""A bar on the terminal for long work; where there is no terminal, nothing."""

import contextlib
import gc

from rich.console import Console
from rich.progress import Progress


@contextlib.contextmanager
def bar():
    """Gives what the work calls: `tick(words, done, all)`."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=None)
        yield lambda words, done, total: progress.update(
            task, description=words, completed=done, total=total, refresh=True
        )


@contextlib.contextmanager
def hurry():
    """A command that makes many things and ends needs nobody to look for what it left behind."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
