"""Many questions about one instant, while others go on working."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

# What a transaction is to be asked first so that it sees no change, and holds nobody up.
STILL = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"


@contextmanager
def one_instant() -> Iterator[None]:
    """What is asked within sees the database as it is now; within a transaction, as that does."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with _reading():
            yield
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(STILL)
            yield


@contextmanager
def _reading() -> Iterator[None]:
    """A transaction that only reads: Django's own takes the right to write, and others wait."""
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("COMMIT")
