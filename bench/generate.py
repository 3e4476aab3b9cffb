"""A large fictional programme: 50 mesas, 500 people and so many problems and commitments.

The measured pages do not care how rows came to be, so these come in bulk, past the verbs; the
same seed and day give the same rows. The smallest size is the demo itself, told by its verbs.
"""

import datetime

from django.db import connection, transaction
from django.utils import timezone
from rich.console import Console
from rich.progress import track

from bench.cast import directory
from bench.history import MesaHistory
from bench.words import Teller
from destraba.kit.vocabulary import MesaKind
from destraba.mesas.models import Mesa, Programme
from destraba.ops import demo
from destraba.search.models import SearchDoc

MESAS = 50
CONSOLE = Console(stderr=True)


def generate(size: str, *, seed: int = 7, today: datetime.date | None = None) -> None:
    today = today or timezone.localdate()
    if size == "demo":
        demo.build(today=today)
    else:
        programme(int(size), seed=seed, today=today)
    # PostgreSQL would do it by itself, a minute later; on SQLite the attendant does, every day.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@transaction.atomic
def programme(rows: int, *, seed: int, today: datetime.date, mesas: int = MESAS) -> None:
    """So many problems and as many commitments, shared out among the mesas."""
    teller = Teller(seed)
    at = timezone.make_aware(datetime.datetime.combine(today, datetime.time(8)))
    Programme.set_up(name="Programa de medida", is_fictional=True, by=None, at=at)
    cast = directory(teller, today=today)
    launched = enumerate(launch(cast, mesas))
    for number, mesa in track(launched, "Generando …", total=mesas, console=CONSOLE):
        history = MesaHistory(mesa, cast, teller, number=number, today=today)
        history.tell(rows // mesas)


def launch(cast, mesas):
    made = Mesa.objects.bulk_create(
        Mesa(
            ref=f"b-mesa-{number}",
            name=f"Mesa Ejecutiva {number:02}",
            kind=MesaKind.TERRITORIAL if number % 10 == 9 else MesaKind.SECTORAL,
            objective=cast.teller.paragraph(1),
            scope=cast.teller.paragraph(1),
            launched_on="2020",
            host=cast.organizations[0],
        )
        for number in range(mesas)
    )
    SearchDoc.refresh_all(made)
    return made
