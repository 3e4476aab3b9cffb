"""Causes are supposed, shown, moved and refuted; none is lost, and none hangs from itself."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from destraba.kit.vocabulary import CauseState
from destraba.mesas.models import Cause
from destraba.mesas.models.cause import (
    DEEPEST,
    MOST,
    HasHistory,
    NoSuchPlace,
    NotSaid,
    TooMany,
)
from destraba.mesas.models.grove import Grove
from destraba.trail.models import Event
from tests.conftest import NOON
from tests.factories import OrganizationFactory, ProblemFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def problem(mesa):
    return ProblemFactory(mesa=mesa)


@pytest.fixture
def why(problem, facilitadora):
    """why("Falta un plano", under) → a cause."""

    def suppose(text, parent=None, **more):
        told = {"by": facilitadora, "at": NOON, **more}
        return Cause.suppose(problem, text=text, parent=parent, **told)

    return suppose


@pytest.fixture
def told(facilitadora):
    return {"by": facilitadora, "at": NOON}


def outline(problem):
    """[("1", "A"), ("1.1", "B")…]"""
    grove = Grove(problem.causes.in_order())
    return [(each.number, each.cause.text) for top in grove.branches() for each in top.walk()]


def test_a_cause_answers_why_and_is_only_supposed(problem, why):
    gremio = OrganizationFactory()

    first = why("El plano se pide dos veces", said_by=gremio, would_refute="Un solo formulario")
    why("Cada región pide el suyo", first)
    why("Nadie contesta")

    assert outline(problem) == [
        ("1", "El plano se pide dos veces"),
        ("1.1", "Cada región pide el suyo"),
        ("2", "Nadie contesta"),
    ]
    assert (first.state, first.said_by, first.noted_on) == ("supposed", gremio, NOON.date())
    event = Event.objects.of_subject(first).get()
    assert (event.verb, event.stream) == ("cause.supposed", problem.stream())
    problem.refresh_from_db()
    assert problem.moved_on == NOON.date()


def test_sent_twice_under_one_ref_it_is_one(problem, why):
    assert why("Falta el plano", ref="abc") == why("Falta el plano", ref="abc")

    assert problem.causes.count() == 1


def test_without_words_there_is_no_cause(why):
    with pytest.raises(NotSaid):
        why("  ")


def test_what_it_said_is_kept_with_the_reason(why, told):
    cause = why("Falta el plano")

    with pytest.raises(NotSaid, match="se conserva"):
        cause.reword(text="El plano es caro", said_by=None, would_refute="", **told)
    assert cause.text == "Falta el plano"
    cause.reword(
        text="El plano es caro", said_by=None, would_refute="", why="Lo dijo la prueba", **told
    )

    event = Event.objects.of_subject(cause).get(verb="cause.reworded")
    assert event.changes == {"text": ["Falta el plano", "El plano es caro"]}
    assert event.why == "Lo dijo la prueba"


def test_to_complete_it_takes_no_reason(why, told):
    cause, gremio = why("Falta el plano"), OrganizationFactory()

    cause.reword(text=cause.text, said_by=gremio, would_refute="Si ya lo tienen", **told)
    cause.reword(text=cause.text, said_by=gremio, would_refute="Si ya lo tienen", **told)

    cause.refresh_from_db()
    assert cause.said_by == gremio
    assert Event.objects.filter(verb="cause.reworded").count() == 1


def test_it_is_confirmed_refuted_and_doubted_and_what_was_said_stays(why, told):
    cause = why("Falta el plano")
    file = SimpleUploadedFile("encuesta.txt", b"41 de 60")

    with pytest.raises(NotSaid):
        cause.confirm(evidence=" ", **told)
    cause.confirm(evidence="41 de 60 no lo tienen", evidence_source="Encuesta", upload=file, **told)
    assert (cause.state, cause.document.name) == (CauseState.CONFIRMED, "encuesta.txt")
    with pytest.raises(NoSuchPlace, match="confirmada"):
        cause.confirm(evidence="Otra vez", **told)
    cause.suppose_again(why="La encuesta era de otra región", **told)
    assert (cause.state, cause.evidence, cause.document) == (CauseState.SUPPOSED, "", None)
    cause.refute(evidence="Con plano tarda igual", **told)

    assert not cause.is_living
    assert not Cause.objects.living().exists()
    verbs = Event.objects.of_subject(cause).order_by("pk").values_list("verb", "why")
    assert list(verbs)[1:] == [
        ("cause.confirmed", "41 de 60 no lo tienen"),
        ("cause.doubted", "La encuesta era de otra región"),
        ("cause.refuted", "Con plano tarda igual"),
    ]
    doubted = Event.objects.get(verb="cause.doubted")
    assert doubted.changes["evidence"] == ["41 de 60 no lo tienen", ""]


def test_it_moves_with_all_below_it(problem, why, told):
    a, b = why("A"), why("B")
    why("A1", a)

    a.move(parent=b, **told)

    assert outline(problem) == [("1", "B"), ("1.1", "A"), ("1.1.1", "A1")]
    assert Event.objects.get(verb="cause.moved").changes == {"parent": [problem.title, "B"]}


def test_it_goes_up_and_down_among_its_siblings(problem, why, told):
    a, _b, c = why("A"), why("B"), why("C")

    c.shift(-1, **told)
    a.shift(5, **told)
    a.shift(1, **told)

    assert [text for _number, text in outline(problem)] == ["C", "B", "A"]
    assert Event.objects.filter(verb="cause.moved").count() == 2


def test_it_never_hangs_from_itself_nor_from_another_problem(problem, why, told, mesa):
    a = why("A")
    b = why("B", a)
    other = Cause.suppose(ProblemFactory(mesa=mesa), text="De otro", **told)

    for parent in (a, b):
        with pytest.raises(NoSuchPlace, match="sí misma"):
            a.move(parent=parent, **told)
    with pytest.raises(NoSuchPlace, match="otro problema"):
        a.move(parent=other, **told)
    with pytest.raises(NoSuchPlace, match="otro problema"):
        Cause.suppose(problem, text="X", parent=other, **told)


def test_there_are_so_many_levels_and_no_more(why, told):
    last, other = None, why("Otra")
    why("Debajo", other)
    for level in range(DEEPEST - 1):
        last = why(f"Nivel {level}", last)

    with pytest.raises(NoSuchPlace, match="niveles"):
        other.move(parent=last, **told)
    last = why("El último", last)
    with pytest.raises(NoSuchPlace, match="niveles"):
        why("Demasiado", last)


def test_there_are_so_many_causes_and_no_more(problem, why):
    Cause.objects.bulk_create(Cause(problem=problem, text="x") for _ in range(MOST))

    with pytest.raises(TooMany, match="200"):
        why("Una más")


def test_only_a_slip_is_taken_back(problem, why, told):
    slip, lived, top = why("Herror"), why("Probada"), why("Con otra debajo")
    why("Debajo", top)
    lived.refute(evidence="No era", **told)

    slip.take_back(**told)

    assert not Cause.objects.filter(text="Herror").exists()
    assert Event.objects.of_subject(problem).filter(verb="cause.taken_back").exists()
    for cause, words in [(lived, "refútela"), (top, "cuelgan de ella")]:
        with pytest.raises(HasHistory, match=words):
            cause.take_back(**told)


def test_who_sees_the_mesa_sees_its_causes_and_the_team_changes_them(why, cast):
    why("A")

    assert Cause.objects.visible_to(cast.enlace).exists()
    assert not Cause.objects.visible_to(cast.ajena).exists()
    assert Cause.objects.run_by(cast.facilitadora).exists()
    assert not Cause.objects.run_by(cast.enlace).exists()
    assert not Cause.objects.run_by(cast.asesor).exists()


PLACES = st.lists(
    st.tuples(
        st.integers(0, 7),
        st.one_of(st.none(), st.integers(0, 7)),
        st.one_of(st.none(), st.integers(1, 5)),
    ),
    max_size=12,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(PLACES)
def test_however_they_move_none_is_lost_and_none_goes_round(mesa, told, moves):
    problem = ProblemFactory(mesa=mesa)
    causes = [Cause.suppose(problem, text=f"C{n}", **told) for n in range(8)]

    for which, under, place in moves:
        parent = None if under is None else Cause.objects.get(pk=causes[under].pk)
        grove = Grove(problem.causes.in_order())
        circular = parent is not None and grove.is_within(parent.pk, causes[which].pk)
        try:
            Cause.objects.get(pk=causes[which].pk).move(parent=parent, place=place, **told)
        except NoSuchPlace:
            assert circular
        else:
            assert not circular

    grove = Grove(problem.causes.in_order())
    found = [each for top in grove.branches() for each in top.walk()]
    assert sorted(each.cause.text for each in found) == [f"C{n}" for n in range(8)]
    assert [each.number for each in found] == sorted(each.number for each in found)
    for siblings in grove.below.values():
        positions = [each.position for each in siblings]
        assert positions == sorted(set(positions))
