"""Rows for a spreadsheet, written so that no cell is taken for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

# With any of these a cell becomes a formula, or hides one.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
# A spreadsheet takes the file for UTF-8 when it begins so.
MARK = "\ufeff"


def neutral(text: str) -> str:
    """An apostrophe before whatever a spreadsheet would run."""
    return f"'{text}" if text.lstrip(" \u00a0").startswith(DANGEROUS) else text


def to_csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL)
    for row in [head, *rows]:
        writer.writerow([neutral(str("" if cell is None else cell)) for cell in row])
    return MARK + written.getvalue()
