"""Every figure leads to its list, and counts exactly its rows; snapshots of them are for good."""

import datetime
import html
import re
from io import BytesIO
from random import Random

import pytest
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn

from destraba.kit.vocabulary import FigureCode, ProblemState
from destraba.mesas import public_figures
from destraba.mesas.models import FigureSnapshot, Option, Problem
from destraba.web.downloads import WORD
from tests.conftest import NOON
from tests.factories import (
    CommitmentFactory,
    MesaFactory,
    OrganizationFactory,
    ProblemFactory,
    unblock,
)

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
# A number that leads somewhere: «<a href="/problemas/?…">12», «de 30», «3 vencidos».
LINKED = re.compile(
    r'<a [^>]*href="'
    r'(/(?:problemas|compromisos|mesas)/[^"]*\?[^"]*|/compromisos/|/mesas/\d+/problemas/)"'
    r"[^>]*>\s*(?:<(?!/)[^>]+>)*\s*(?:de )?(\d+)\b"
)


def days(count):
    return datetime.timedelta(days=count)


@pytest.fixture
def country(facilitadora, mesa):
    """Two mesas with problems in every state and on every rung, and promises of all kinds."""
    random, organization = Random(7), OrganizationFactory(acronym="MINECO")
    for place in (mesa, MesaFactory(name="Pesca"), MesaFactory(name="Cerrada", state="closed")):
        for number in range(56 if place is mesa else 12):
            state = random.choice(ProblemState.values)
            moved = TODAY - days(random.randrange(90))
            problem = ProblemFactory(mesa=place, state=state, title=f"P{number}", moved_on=moved)
            if number % 3 == 0:
                problem.involve(organization, role="must_act", by=None, at=NOON)
            rung = random.choice(["", "agreed", "published", "in_operation", "shown", "verified"])
            climb(problem, rung, on=str(TODAY - days(random.randrange(40))))
        for _each in range(20):
            CommitmentFactory(
                mesa=place,
                responsible=organization,
                state=random.choice(["open", "open", "fulfilled", "withdrawn"]),
                due_on=TODAY + days(random.randrange(-20, 20)),
            )
    return organization


def climb(problem, rung, *, on):
    if rung in ("shown", "verified"):
        unblock(problem, on=on, at=NOON)
        if rung == "verified":
            option = problem.options.get()
            option.advance(stage=rung, words="", evidence="n = 40", by=None, at=NOON)
    elif rung:
        option = Option.propose(problem, title="Una", by=None, at=NOON)
        option.choose(why="Sí", by=None, at=NOON)
        option.advance(stage=rung, words="", by=None, at=NOON)


def counted(client, url):
    """How many rows a list has, page after page."""
    found, page = 0, 1
    while True:
        answer = client.get(url, {**_query(url), "pagina": page})
        rows = answer.context["page"]
        found += len(rows)
        if not rows.has_next():
            return found
        page += 1


def _query(url):
    return dict(pair.split("=") for pair in url.partition("?")[2].split("&") if pair)


@pytest.mark.parametrize("who", ["coordinadora", "ministra", "facilitadora"])
def test_every_figure_counts_exactly_the_rows_of_its_list(client, country, request, mesa, who):
    client.force_login(request.getfixturevalue(who))
    pages = [
        reverse("week"),
        reverse("mesas"),
        reverse("mesa", args=[mesa.pk]),
        reverse("mesa-problems", args=[mesa.pk]),
        reverse("organization", args=[country.pk]),
    ]
    if who != "facilitadora":
        pages += [reverse("figures"), reverse("handovers")]
    seen = set()

    for page in pages:
        text = client.get(page).text
        for url, number in LINKED.findall(text):
            url = html.unescape(url)
            assert counted(client, url) == int(number), (page, url)
            seen.add(url)

    assert len(seen) > (20 if who != "facilitadora" else 8)


def test_every_figure_of_today_is_as_many_as_what_is_behind_it(country):
    counts = public_figures.counts_now(on=TODAY)

    rows = public_figures.rows_now(on=TODAY)

    assert counts == {code: len(behind) for code, behind in rows.items()}
    assert all(counts.values())


def test_a_snapshot_keeps_numbers_rows_and_rule_and_does_not_change(client, country, coordinadora):
    client.force_login(coordinadora)
    before = public_figures.counts_now(on=TODAY)
    told = {"title": "Cifras al 22 de noviembre", "note": "Para el informe", "ref": "corte-1"}

    answer = client.post(reverse("figures-new"), told)
    again = client.post(reverse("figures-new"), told)

    assert answer.url == again.url
    Problem.objects.filter(state="in_focus").first().drop(why="No", by=coordinadora, at=NOON)
    snapshot = FigureSnapshot.objects.get()
    assert snapshot.counts == before
    page = client.get(answer.url).text
    assert "está en operación" in page
    behind = reverse("figures-behind", args=[snapshot.pk, "in_focus"])
    assert client.get(behind).context["count"] == before["in_focus"]
    assert counted(client, behind) == before["in_focus"]


def test_two_snapshots_tell_what_entered_what_left_and_why(client, mesa, coordinadora):
    one = ProblemFactory(mesa=mesa, title="La primera", state="in_focus")
    take = public_figures.take
    first = take(title="Uno", by=coordinadora, at=NOON - days(30))
    one.drop(why="Ya no hace falta", by=coordinadora, at=NOON - days(10))
    two = ProblemFactory(mesa=mesa, title="La segunda")
    two.focus(why="Es la que más pesa", by=coordinadora, at=NOON - days(5))
    option = Option.propose(two, title="Después", by=coordinadora, at=NOON - days(4))
    option.choose(why="No la puso en foco", by=coordinadora, at=NOON - days(4))
    second = take(title="Dos", by=coordinadora, at=NOON)
    client.force_login(coordinadora)

    page = client.get(reverse("figures-comparison", args=[second.pk]), {"con": first.pk})

    [change] = page.context["changes"]
    assert (change.code, change.before, change.after) == ("in_focus", 1, 1)
    assert [each.row["title"] for each in change.entered] == ["La segunda"]
    assert [each.event.why for each in change.left] == ["Ya no hace falta"]
    assert "Es la que más pesa" in page.text
    assert "No la puso en foco" not in page.text


def test_publishing_is_an_act_and_its_undoing_has_a_reason(client, coordinadora, mesa):
    snapshot = public_figures.take(title="Uno", by=coordinadora, at=NOON)
    client.force_login(coordinadora)

    client.post(reverse("figures-publication", args=[snapshot.pk]))
    again = client.post(reverse("figures-publication", args=[snapshot.pk]))

    assert again.status_code == 409
    snapshot.refresh_from_db()
    assert snapshot.published_on == TODAY
    refused = client.post(reverse("figures-withdrawal", args=[snapshot.pk]), {"why": " "})
    assert refused.status_code == 422
    client.post(reverse("figures-withdrawal", args=[snapshot.pk]), {"why": "Faltaba una mesa"})
    snapshot.refresh_from_db()
    assert snapshot.published_on is None
    page = client.get(reverse("figures-snapshot", args=[snapshot.pk])).text
    assert "Faltaba una mesa" in page


def test_it_is_carried_away_with_no_formula_in_it(client, coordinadora, mesa):
    ProblemFactory(mesa=mesa, title="=1+1")
    snapshot = public_figures.take(title="Uno", by=coordinadora, at=NOON)
    client.force_login(coordinadora)

    sheet = client.get(reverse("figures-csv", args=[snapshot.pk])).text

    assert '"\'=1+1"' in sheet
    assert "en operación" in sheet


def test_a_snapshot_is_handed_out_with_its_numbers_its_rule_and_what_was_behind(
    client, coordinadora, mesa
):
    for number in range(32):
        ProblemFactory(mesa=mesa, title=f"P{number}", state="in_focus")
    snapshot = public_figures.take(title="Uno", note="Para *el*", by=coordinadora, at=NOON)
    client.force_login(coordinadora)

    answer = client.get(reverse("figures-docx", args=[snapshot.pk]))

    assert answer["Content-Type"] == WORD
    told = words_of(answer.content)
    assert "Uno" in told
    assert "Para *el*" in told
    assert f"{FigureCode.IN_FOCUS.label.capitalize()} · 32" in told
    assert f"P29 ({mesa.name})" in told
    assert "y 2 más: están en el CSV del corte" in told
    assert "está en operación" in told
    assert "No está publicado" in told


def test_two_snapshots_are_handed_out_with_what_moved_and_why(client, coordinadora, mesa):
    one = ProblemFactory(mesa=mesa, title="La primera", state="in_focus")
    first = public_figures.take(title="Uno", by=coordinadora, at=NOON - days(30))
    one.drop(why="Ya no hace falta", by=coordinadora, at=NOON - days(10))
    second = public_figures.take(title="Dos", by=coordinadora, at=NOON)
    FigureSnapshot.objects.filter(pk=first.pk).update(rule="Otra regla")
    client.force_login(coordinadora)

    url = reverse("figures-comparison-docx", args=[second.pk])
    told = words_of(client.get(url, {"con": first.pk}).content)

    assert "de «Uno» a «Dos»" in told
    assert f"{FigureCode.IN_FOCUS.label.capitalize()} · 1 → 0" in told
    assert "Salieron: 1" in told
    assert f"La primera ({mesa.name}) – Se descartó, " in told
    assert "«Ya no hace falta»" in told
    assert "«Otra regla»" in told
    assert client.get(url).status_code == 404


def words_of(paper):
    """All that the document says, cell by cell too."""
    body = Document(BytesIO(paper)).element.body
    return "\n".join("".join(each.itertext()) for each in body.iter(qn("w:p")))


@pytest.mark.parametrize("who", ["facilitadora", "ajena"])
def test_who_does_not_see_everything_finds_no_figures(client, request, who, coordinadora, mesa):
    snapshot = public_figures.take(title="Uno", by=coordinadora, at=NOON)
    client.force_login(request.getfixturevalue(who))

    for name in ("snapshot", "csv", "docx", "comparison", "comparison-docx", "withdrawal"):
        assert client.get(reverse(f"figures-{name}", args=[snapshot.pk])).status_code == 404
    assert client.get(reverse("figures")).status_code == 404
    assert client.get(reverse("figures-new")).status_code == 404


def test_the_convener_reads_and_takes_none(client, ministra, coordinadora, mesa):
    snapshot = public_figures.take(title="Uno", by=coordinadora, at=NOON)
    client.force_login(ministra)

    assert client.get(reverse("figures-snapshot", args=[snapshot.pk])).status_code == 200
    assert client.get(reverse("figures-new")).status_code == 404
    assert client.post(reverse("figures-publication", args=[snapshot.pk])).status_code == 404


def test_a_snapshot_without_a_name_is_asked_for_it(client, coordinadora):
    client.force_login(coordinadora)

    answer = client.post(reverse("figures-new"), {"title": " ", "note": "Para el informe"})

    assert answer.status_code == 422
    assert "Para el informe" in answer.text


def test_a_number_that_no_snapshot_has_is_not_found(client, coordinadora, mesa):
    snapshot = public_figures.take(title="Uno", by=coordinadora, at=NOON)
    client.force_login(coordinadora)

    for one, other in ((10**30, snapshot.pk), (snapshot.pk, 10**17), (snapshot.pk, 10**30)):
        url = reverse("figures-comparison", args=[one])
        assert client.get(url, {"con": other}).status_code == 404
