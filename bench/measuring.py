"""One journey, by one client and by several: processor time, waiting time, bytes, refusals."""

import statistics
import threading
import time
from collections import Counter
from itertools import chain

from bench.client import Client

WARM_UP = 6
LONGEST = 20  # seconds per measure
FINE = {200, 302}


def signed_in(port, role):
    client = Client(port)
    answer = client.get(f"/entrar/demo/{role}/")
    if answer.status not in FINE:
        raise SystemExit(f"No se pudo entrar como {role}: {answer.status}")
    return client


def measure(serving, journey, *, clients, requests, beside=lambda: 0.0):
    """`beside` is the processor time of whoever else works for it, as a database server does."""
    players = [signed_in(serving.port, journey.role) for _nth in range(clients)]
    plays = [journey.act or journey.steps() for _player in players]
    for player, play in zip(players, plays, strict=True):
        for _nth in range(WARM_UP if clients == 1 else 1):
            play(player)
    answers = [[] for _player in players]
    before, before_beside, began = serving.processor_seconds(), beside(), time.perf_counter()
    threads = [
        threading.Thread(target=repeat, args=(player, play, requests // clients, kept))
        for player, play, kept in zip(players, plays, answers, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent, elapsed = serving.processor_seconds() - before, time.perf_counter() - began
    spent_beside = beside() - before_beside
    for player in players:
        player.close()
    return figures(list(chain(*answers)), spent, spent_beside, elapsed)


def repeat(player, play, times, kept):
    until = time.perf_counter() + LONGEST
    while len(kept) < times and time.perf_counter() < until:
        kept.append(play(player))


def figures(done, spent, spent_beside, elapsed):
    """`done` holds, for each time, the answers that it took."""
    waited = [sum(answer.seconds for answer in answers) * 1000 for answers in done]
    last = [answers[-1] for answers in done]
    statuses = Counter(answer.status for answers in done for answer in answers)
    return {
        "times": len(done),
        "cpu_ms": 1000 * spent / len(done),
        "database_cpu_ms": 1000 * spent_beside / len(done),
        "p50_ms": statistics.median(waited),
        "p95_ms": statistics.quantiles(waited, n=20)[-1] if len(waited) > 1 else waited[0],
        "per_second": len(done) / elapsed,
        "raw_bytes": round(statistics.mean(len(answer.body) for answer in last)),
        "wire_bytes": round(statistics.mean(answer.wire for answer in last)),
        "refused": sum(count for status, count in statuses.items() if status not in FINE),
        "statuses": dict(statuses),
    }
