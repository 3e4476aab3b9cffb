"""The bench is measured with what the product is today: its data and its addresses must hold."""

import datetime
import os

import pytest
from django.db.models import F
from django.test import Client

from bench.client import Answer
from bench.generate import programme
from bench.journeys import journeys
from bench.measuring import figures
from bench.report import growth, table
from bench.serving import family, stat
from bench.words import Teller
from destraba.mesas.models import Commitment, Mesa, Problem
from destraba.people.models import Person
from destraba.search.models import SearchDoc

TODAY = datetime.date(2026, 11, 22)


@pytest.fixture
def large(db):
    programme(120, seed=7, today=TODAY, mesas=3)


def test_it_makes_as_much_as_it_is_asked_for(large):
    assert [noun.objects.count() for noun in (Mesa, Problem, Commitment)] == [3, 120, 120]
    assert Person.objects.count() == 500
    assert Commitment.objects.open().exists()
    assert SearchDoc.objects.filter(kind="commitment").count() == 120
    assert not Commitment.objects.exclude(item__meeting__mesa=F("mesa")).exists()


def test_the_same_seed_says_the_same():
    first, second = (Teller(7).paragraph() for _nth in range(2))

    assert first == second


def test_every_page_that_is_measured_answers(large, settings):
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    client = Client(HTTP_HOST="127.0.0.1")
    walked = list(journeys())

    for journey in walked:
        client.force_login(Person.objects.get(ref=journey.role))
        assert client.get(journey.paths[0]).status_code == 200, journey.name
    assert len(walked) == 13


def test_it_counts_waiting_refusals_and_bytes():
    def answer(status, seconds):
        return Answer(status=status, seconds=seconds, wire=10, body=b"x" * 30, location="")

    told = figures(
        [[answer(302, 0.01), answer(200, 0.02)], [answer(500, 0.05)]],
        spent=0.1,
        spent_beside=0.02,
        elapsed=1.0,
    )

    assert told["cpu_ms"] == 50
    assert told["database_cpu_ms"] == 10
    assert told["refused"] == 1
    assert (told["raw_bytes"], told["wire_bytes"]) == (30, 10)


def test_it_knows_the_processes_that_descend_from_one():
    parent = int(stat("self")[1])

    assert {parent, os.getpid()} <= set(family(parent))
    assert parent not in family(os.getpid())


def test_the_report_says_which_targets_are_met(capsys):
    alone = {
        "cpu_ms": 12.0,
        "p50_ms": 12.0,
        "p95_ms": 15.0,
        "raw_bytes": 20_000,
        "wire_bytes": 5_000,
        "refused": 0,
    }
    told = {
        "engine": "sqlite",
        "memory_started_mb": {"workers": 50, "all": 90},
        "memory_worked_mb": {"workers": 160, "all": 210},
        "cold_start_seconds": 1.0,
        "view": {"first": 50_000, "later": 5_000},
        "export": None,
    }
    lists = {"bare_cpu_ms": 10.0, "target": 1.5, "queries": 8, "1": alone, "8": alone}
    slower = {**lists, "1": {**alone, "cpu_ms": 18.0}}

    results = [
        {**told, "size": "10000", "journeys": {"lista": lists}},
        {**told, "size": "100000", "journeys": {"lista": slower}},
    ]

    for each in results:
        table(each)
    growth(results)

    said = capsys.readouterr().out
    assert "1.20" in said
    assert "1.80" in said
    assert "1.50  NO CUMPLIDA" in said
    assert said.count("160.0 MB   meta ≤ 150 MB: NO CUMPLIDA") == 2
    assert said.count("memoria de todos los procesos, después de todo") == 2
