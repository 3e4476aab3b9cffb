"""Why a problem happens: drawn, told in words, and changed without leaving the page."""

import re
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from destraba.mesas.models import Cause, ChangeSpace
from destraba.mesas.models.cause import MOST
from destraba.web.causes.paper import Block, Piece, leafed, sliced
from destraba.web.causes.wrapping import lines, width
from tests.conftest import NOON
from tests.factories import OrganizationFactory, ProblemFactory

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
PANEL = {**HTMX, "HX-Target": "panel"}
BOARD = {**HTMX, "HX-Target": "causes"}


@pytest.fixture
def problem(mesa):
    return ProblemFactory(mesa=mesa, title="El registro tarda 90 días")


@pytest.fixture
def why(problem, facilitadora):
    def suppose(text, parent=None, **more):
        told = {"by": facilitadora, "at": NOON, **more}
        return Cause.suppose(problem, text=text, parent=parent, **told)

    return suppose


def at(name, problem, *more, query=""):
    return reverse(name, args=[problem.pk, *more]) + query


@pytest.mark.parametrize("view", ["arbol", "espina"])
def test_who_sees_the_mesa_reads_its_causes_drawn_and_in_words(
    client, enlace, facilitadora, problem, why, view
):
    gremio = OrganizationFactory(acronym="GREMEX")
    top = why("El plano se <pide> dos veces", said_by=gremio)
    low = why("Cada región pide el suyo", top)
    low.refute(evidence="Ya no", by=facilitadora, at=NOON)
    client.force_login(enlace)

    page = client.get(at("problem-causes", problem, query=f"?vista={view}")).text

    assert page.count('role="treeitem"') == 3
    assert "1.1 Cada región pide el suyo: refutada" in page
    assert "1 El plano se &lt;pide&gt; dos veces: supuesta; lo dice GREMEX" in page
    assert "<pide>" not in page
    assert 'aria-level="3" aria-posinset="1" aria-setsize="1"' in page
    assert "Agregar la causa" not in page
    assert not re.search(r"\sstyle=|\son\w+=", page)


def test_a_stranger_finds_no_causes(client, ajena, problem, why):
    cause = why("El plano")
    client.force_login(ajena)

    assert client.get(at("problem-causes", problem)).status_code == 404
    assert client.get(at("cause", problem, cause.pk)).status_code == 404
    assert client.get(at("cause-story", problem, cause.pk)).status_code == 404


@pytest.mark.parametrize("who", ["ajena", "asesor", "enlace"])
def test_only_the_team_changes_them(client, cast, problem, why, who):
    cause = why("El plano")
    client.force_login(getattr(cast, who))

    for name, *more in [
        ("cause-new",),
        ("cause-order",),
        ("cause-wording", cause.pk),
        ("cause-place", cause.pk),
        ("cause-step", cause.pk, "refutacion"),
        ("cause-removal", cause.pk),
    ]:
        sent = {"text": "Otra", "evidence": "x", "move": f"{cause.pk}:up"}
        assert client.post(at(name, problem, *more), sent).status_code == 404

    assert Cause.objects.get().state == "supposed"


def test_a_cause_of_another_problem_is_not_reached_through_this_one(
    client, facilitadora, problem, why, mesa
):
    cause, other = why("El plano"), ProblemFactory(mesa=mesa)
    client.force_login(facilitadora)

    assert client.get(at("cause", other, cause.pk)).status_code == 404
    told = {"text": "X"}
    query = f"?bajo={cause.pk}"
    assert client.post(at("cause-new", other, query=query), told).status_code == 404
    assert client.post(at("cause-order", other), {"move": f"{cause.pk}:up"}).status_code == 404
    assert client.get(at("cause-step", problem, cause.pk, "cualquiera")).status_code == 404


def test_why_is_asked_again_and_again_without_scripts(client, facilitadora, problem):
    client.force_login(facilitadora)
    address = at("cause-new", problem)

    empty = client.post(address, {"text": "", "would_refute": "Lo que ya escribí"})
    first = client.post(address, {"text": "El plano se pide dos veces"})
    cause = Cause.objects.get()
    client.post(f"{address}?bajo={cause.pk}", {"text": "Cada región pide el suyo"})

    assert empty.status_code == 422
    assert "Lo que ya escribí" in empty.text
    assert first.url == at("cause", problem, cause.pk, query="?vista=arbol")
    assert Cause.objects.get(parent=cause).text == "Cada región pide el suyo"


def test_with_htmx_the_board_comes_back_with_the_new_cause_chosen(client, facilitadora, problem):
    client.force_login(facilitadora)
    address = at("cause-new", problem, query="?vista=espina")

    wrong = client.post(address, {"text": " "}, headers=BOARD)
    done = client.post(address, {"text": "El plano"}, headers=BOARD)

    assert (wrong.status_code, wrong["HX-Retarget"]) == (422, "#panel")
    assert "<html" not in wrong.text + done.text
    assert 'aria-selected="true" id="c' in done.text
    assert 'class="fish' in done.text
    assert "HX-Trigger" in done


def test_the_panel_shows_one_cause_alone_when_htmx_asks(client, enlace, problem, why):
    cause = why("El plano", would_refute="Un solo formulario")
    client.force_login(enlace)

    part = client.get(at("cause", problem, cause.pk), headers=PANEL)

    assert "Un solo formulario" in part.text
    assert "<svg role" not in part.text


def test_it_is_confirmed_with_a_document_that_the_mesa_may_read(
    client, cast, problem, why, tmp_path, settings
):
    settings.MEDIA_ROOT = tmp_path
    cause = why("El plano")
    client.force_login(cast.facilitadora)
    address = at("cause-step", problem, cause.pk, "confirmacion")

    wrong = client.post(address, {"evidence": "", "evidence_source": "Encuesta"})
    file = SimpleUploadedFile("encuesta.txt", b"41 de 60")
    client.post(address, {"evidence": "41 de 60", "upload": file})
    again = client.post(address, {"evidence": "Otra vez"})

    cause.refresh_from_db()
    assert wrong.status_code == again.status_code == 422
    assert "Encuesta" in wrong.text
    assert "ya está confirmada" in again.text
    assert cause.state == "confirmed"
    document = reverse("document", args=[cause.document.ref])
    for who, status in [("enlace", 200), ("ajena", 404)]:
        client.force_login(getattr(cast, who))
        assert client.get(document).status_code == status


def test_rewording_keeps_what_it_said_and_asks_why(client, facilitadora, problem, why):
    cause = why("El plano")
    client.force_login(facilitadora)
    address = at("cause-wording", problem, cause.pk)

    wrong = client.post(address, {"text": "El plano es caro"})
    client.post(address, {"text": "El plano es caro", "why": "Lo mostró el piloto"})

    assert wrong.status_code == 422
    assert "El plano es caro" in wrong.text
    story = client.get(at("cause-story", problem, cause.pk)).text
    assert "Lo mostró el piloto" in story
    assert "Antes: «El plano»" in story


def test_it_moves_to_another_cause_and_among_its_siblings(client, facilitadora, problem, why):
    a, b = why("A"), why("B")
    low = why("A1", a)
    client.force_login(facilitadora)
    place = at("cause-place", problem, a.pk)

    choices = client.get(place).context["form"].fields["parent"].choices
    below_itself = client.post(place, {"parent": low.pk})
    client.post(at("cause-order", problem), {"move": f"{b.pk}:up"})
    first = list(problem.causes.filter(parent=None).in_order())
    client.post(place, {"parent": b.pk})

    assert [pk for pk, _label in choices] == ["", b.pk]
    assert below_itself.status_code == 422
    assert first == [b, a]
    a.refresh_from_db()
    assert a.parent == b
    assert client.post(at("cause-order", problem), {"move": "7:arriba"}).status_code == 404


def test_a_slip_is_erased_and_what_has_history_is_not(client, facilitadora, problem, why):
    slip, lived = why("Herror"), why("Probada")
    lived.reword(
        text="Dicha mejor", said_by=None, would_refute="", why="x", by=facilitadora, at=NOON
    )
    client.force_login(facilitadora)

    client.post(at("cause-removal", problem, slip.pk))
    refused = client.post(at("cause-removal", problem, lived.pk))

    assert refused.status_code == 409
    assert list(Cause.objects.all()) == [lived]


def test_its_problem_tells_its_causes_in_brief(client, enlace, problem, why):
    top = why("El plano")
    for number in range(13):
        why(f"Razón {number}", top)
    why("Demasiado hondo", why("Nieta", top))
    client.force_login(enlace)

    page = client.get(at("problem", problem)).text

    assert "Razón 0" in page
    assert "Demasiado hondo" not in page
    assert "causas más" in page


def test_entering_focus_without_a_cause_asks_why_without_it(client, facilitadora, problem, why):
    client.force_login(facilitadora)
    address = at("problem-step", problem, "foco")

    without = client.get(address).text
    cause = why("El plano")
    with_one = client.get(address).text
    cause.refute(evidence="No era", by=facilitadora, at=NOON)
    refuted = client.get(address).text

    for page, lacks in [(without, True), (with_one, False), (refuted, True)]:
        assert ("Por qué ahora, sin una causa anotada" in page) is lacks
        assert (at("problem-causes", problem) in page) is lacks
    assert client.post(address, {"why": "Urge: hay plazo legal"}).status_code == 302


def test_the_room_for_change_is_assessed_for_a_cause(client, facilitadora, problem, why):
    cause = why("El plano")
    client.force_login(facilitadora)
    address = at("problem-change-space", problem)
    told = {"authority": "wide", "authority_why": "La directora lo pidió"}

    answer = client.post(f"{address}?causa={cause.pk}", told)
    other = client.get(f"{address}?causa={cause.pk + 1}")

    assert answer.url == at("cause", problem, cause.pk)
    assert other.status_code == 404
    space = cause.change_spaces.get()
    assert (space.problem, space.authority) == (problem, "wide")
    assert "La directora lo pidió" not in client.get(address).text


@pytest.mark.parametrize("view", ["arbol", "espina"])
def test_two_hundred_causes_cost_as_many_queries_as_few_and_little_time(
    client, facilitadora, problem, why, view, django_assert_num_queries
):
    why("La primera", said_by=OrganizationFactory())
    client.force_login(facilitadora)
    address = at("problem-causes", problem, query=f"?vista={view}")
    client.get(address)

    with django_assert_num_queries(9):
        client.get(address)
    grow(problem)
    with django_assert_num_queries(9):
        page = client.get(address).text
    began = time.process_time()
    client.get(address)

    assert page.count('role="treeitem"') == MOST + 1
    assert time.process_time() - began < 1


def grow(problem):
    """Up to as many as there may be, five levels deep."""
    causes = list(problem.causes.all())
    organization = causes[0].said_by
    while len(causes) < MOST:
        n = len(causes)
        parent = causes[n // 3] if n % 5 else None
        more = {"position": n, "parent": parent, "said_by": organization}
        causes.append(Cause.objects.create(problem=problem, text=f"Razón {n} " * 9, **more))


def test_words_fit_the_line_and_the_last_line_says_that_there_is_more():
    text = "Cada región pide un plano georreferenciado con otro formato " * 4

    found = lines(text, room=180, size=13, most=3)

    assert len(found) == 3
    assert found[-1].endswith("…")
    assert all(width(word, 13) <= 180 for line in found for word in line.split())
    assert lines("W" * 90, room=100, size=13, most=9)[0] != "W" * 90


def test_paper_is_cut_where_there_are_no_words():
    pieces = [Piece(top, top + 90, f"<i>{top}</i>") for top in range(0, 2000, 100)]

    drawn = sliced(pieces, across=500, high=2000, heading=0)

    boxes = [
        tuple(map(float, found)) for found in re.findall(r'viewBox="0 (\S+) 500 (\S+)"', drawn)
    ]
    assert sum(height for _top, height in boxes) == 2000
    assert len(boxes) == 4
    assert all(top % 100 in (0, 95) for top, _height in boxes)


def test_on_paper_small_branches_share_a_sheet_and_a_long_one_takes_several():
    pieces = [Piece(top, top + 90, f"<i>{top}</i>") for top in range(0, 2000, 100)]
    blocks = [Block(0, 195, 500), Block(195, 395, 800), Block(395, 1895, 2000)]
    blocks += [Block(1895, 2000, 400)]

    drawn = leafed(pieces, blocks, heading=100)

    found = re.findall(r'viewBox="0 (\S+) (\S+) (\S+)"', drawn)
    leaves = [tuple(map(float, each)) for each in found]
    assert leaves[0] == (0, 800, 395)
    assert [each[:2] for each in leaves[1:]] == [(395, 2000), (1595, 2000)]
    assert sum(height for _top, _across, height in leaves) == 2000
    assert drawn.count('class="leaf"') == len(leaves)


def test_of_many_causes_paper_takes_the_tree_by_branches_and_the_fishbone_in_words(
    client, facilitadora, problem, why
):
    why("La primera", said_by=OrganizationFactory(acronym="AFOQ"))
    client.force_login(facilitadora)
    few = client.get(at("problem-causes", problem)).text
    grow(problem)

    tree = client.get(at("problem-causes", problem)).text
    fish = client.get(f"{at('problem-causes', problem)}?vista=espina").text

    assert "leaf" not in few
    assert "on-paper" not in few
    assert tree.count('class="leaf"') > 5
    assert "Cada hoja lleva una rama" in tree
    assert ">1.1 · AFOQ<" in tree
    assert 'class="large fishy"' in fish
    assert "Son demasiadas para que la espina se lea en papel" in fish
    assert fish.count('<span class="number">') == MOST


@pytest.mark.parametrize("digits", [30, 5000])
def test_a_number_that_no_cause_could_have_is_not_found(client, facilitadora, problem, digits):
    client.force_login(facilitadora)
    number = "9" * digits

    moved = client.post(at("cause-order", problem), {"move": f"{number}:up"})

    assert moved.status_code == 404
    assert client.get(f"{at('cause-new', problem)}?bajo={number}").status_code == 404


@pytest.mark.parametrize("view", ["arbol", "espina"])
def test_where_there_is_room_to_change_is_marked_as_the_way_in(
    client, enlace, facilitadora, problem, why, view
):
    narrow, wide = why("Falta ley"), why("Falta formato")
    looks = {"narrow": (narrow, "little"), "wide": (wide, "wide")}
    for cause, room in looks.values():
        sides = dict.fromkeys(("authority", "acceptance", "ability"), room)
        whys = {f"{side}_why": f"Razón de {cause}" for side in sides}
        ChangeSpace.assess(problem, cause=cause, by=facilitadora, at=NOON, **sides, **whys)
    client.force_login(enlace)

    page = client.get(at("problem-causes", problem, query=f"?vista={view}")).text
    panel = client.get(at("cause", problem, wide.pk), headers=PANEL).text

    assert page.count("; por aquí se entra") == 1
    assert "2 Falta formato: supuesta; por aquí se entra" in page
    assert page.count('class="entry"') == 1
    assert "Cuánto espacio hay para cambiarla" in panel
    assert "Razón de Falta formato" in panel


def test_without_a_look_at_the_room_no_way_in_is_marked(client, enlace, problem, why):
    why("Falta ley")
    client.force_login(enlace)

    assert "por aquí se entra" not in client.get(at("problem-causes", problem)).text


@pytest.mark.parametrize("who", ["enlace", "facilitadora"])
def test_the_problem_in_the_drawing_leads_where_the_person_may_go(client, cast, problem, why, who):
    why("Falta ley")
    client.force_login(getattr(cast, who))
    page = client.get(at("problem-causes", problem)).text
    root = re.search(r'class="cause root" href="([^"]+)"', page)[1]

    assert client.get(root).status_code == 200
    assert "El problema" in client.get(root, headers=PANEL).text
