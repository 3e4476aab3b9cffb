"""A territorial mesa is bounded in territory and sector (OIT §2f; R30)."""

import pytest

from destraba.kit.vocabulary import Constituency
from destraba.mesas.bounds import NotBeyond, beyond, keep_here, lacks_of
from destraba.mesas.merging import merge
from destraba.mesas.models import Mesa, SetAside
from destraba.people.models import Territory
from destraba.trail.models import Event
from tests.conftest import NOON
from tests.factories import CommitmentFactory, MesaFactory, OrganizationFactory, ProblemFactory

pytestmark = pytest.mark.django_db


def place(code, parent=None):
    return Territory.enter(scheme="iso3166-2", code=code, name=f"Lugar {code}", parent=parent)


@pytest.fixture
def north():
    return place("QM-NO")


@pytest.fixture
def selva(mesa, north):
    selva = MesaFactory(name="Mesa Selva", kind="territorial", parent=mesa, sections=["A"])
    selva.territories.set([north])
    return selva


def involve(problem, role="must_act", **told):
    organization = OrganizationFactory(**told)
    problem.involve(organization, role=role, by=None, at=NOON)
    return organization


def found(problem):
    return [(each.organization, each.why) for each in beyond(problem, problem.mesa)]


def test_who_is_national_and_must_act_suggests_sending_it_up(selva):
    problem = ProblemFactory(mesa=selva)
    ministry = involve(problem)
    involve(problem, role="affected")
    involve(problem, level="subnational")
    involve(problem, constituency=Constituency.EMPLOYERS)

    assert found(problem) == [(ministry, "es una entidad nacional")]


def test_it_is_known_in_three_queries(selva, django_assert_num_queries):
    problem = ProblemFactory(mesa=selva)
    ministry, kept = involve(problem), involve(problem)
    CommitmentFactory(mesa=selva, problem=problem, responsible=ministry)
    keep_here(problem, organizations=[kept], why="Vendrá a la mesa.", by=None, at=NOON)

    with django_assert_num_queries(3):
        told = beyond(problem, selva)

    assert [each.organization for each in told] == [ministry]


def test_who_is_of_another_territory_too_and_who_is_of_a_part_of_ours_not(selva, north):
    problem = ProblemFactory(mesa=selva)
    told = {"level": "subnational"}
    south = involve(problem, territory=place("QM-SU"), **told)
    involve(problem, territory=place("QM-NO-TA", parent=north), **told)
    country = place("QM")
    Territory.objects.filter(pk=north.pk).update(parent=country)
    involve(problem, territory=country, **told)

    assert found(problem) == [(south, "es de otro territorio")]


def test_a_promise_of_a_national_entity_about_it_too(selva):
    problem = ProblemFactory(mesa=selva)
    ministry = CommitmentFactory(mesa=selva, problem=problem).responsible

    assert found(problem) == [(ministry, "es una entidad nacional")]


@pytest.mark.parametrize("level", ["second", "third"])
def test_nothing_is_suggested_of_what_went_up(selva, level):
    problem = ProblemFactory(mesa=selva, level=level)
    involve(problem)

    assert found(problem) == []


def test_set_aside_with_its_reason_it_is_quiet_until_somebody_new_appears(selva, facilitadora):
    problem = ProblemFactory(mesa=selva)
    ministry = involve(problem)
    told = {"why": "Su sede de aquí lo resuelve.", "by": facilitadora, "at": NOON}

    keep_here(problem, organizations=[ministry], **told)

    assert found(problem) == []
    aside = SetAside.objects.get()
    assert (aside.signal, aside.problem, aside.why) == ("R30", problem, told["why"])
    other = involve(problem)
    assert found(problem) == [(other, "es una entidad nacional")]


def test_what_its_bounds_do_not_say_is_told(selva, mesa):
    assert lacks_of(selva) == []

    bare = MesaFactory(name="Sin límites", kind="territorial")
    assert len(lacks_of(bare)) == 3


def test_its_bounds_change_and_what_they_were_iskept(selva, mesa, north, facilitadora):
    south = place("QM-SU")
    told = {"sections": ["A", "C"], "parent": mesa, "by": facilitadora, "at": NOON}

    selva.bound(territories=[north, south], why="Creció.", **told)
    selva.bound(territories=[south, north], why="Otra vez.", **told)

    assert {*selva.territories.all()} == {north, south}
    event = Event.objects.get(verb="mesa.bounded")
    assert event.changes == {
        "territories": ["Lugar QM-NO", "Lugar QM-NO, Lugar QM-SU"],
        "sections": ["A", "A C"],
    }


def test_it_may_serve_other_national_mesas_besides_its_own(selva, mesa, north, facilitadora):
    other, third = MesaFactory(name="Mesa Acuícola"), MesaFactory(name="Mesa Logística")
    told = {"territories": [north], "sections": ["A"], "by": facilitadora, "at": NOON}

    selva.bound(parent=mesa, also_under=[mesa, other, third], why="Sirve a tres.", **told)
    selva.bound(parent=mesa, why="Nada cambia.", **told)

    assert [*selva.also_under.order_by("name")] == [other, third]
    event = Event.objects.get(verb="mesa.bounded")
    assert event.changes == {"also_under": ["", "Mesa Acuícola, Mesa Logística"]}
    for national in (mesa, other, third):
        assert [*Mesa.objects.below(national.pk)] == [selva]


def test_when_the_other_national_mesa_is_merged_it_serves_the_one_that_stays(
    selva, mesa, north, facilitadora
):
    other, into = MesaFactory(name="Mesa Acuícola"), MesaFactory(name="Mesa Pesquera")
    told = {"by": facilitadora, "at": NOON}
    selva.bound(
        territories=[north], sections=["A"], parent=mesa, also_under=[other], why="Sirve.", **told
    )

    merge(other, into=into, why="Son lo mismo.", **told)

    selva.refresh_from_db()
    assert (selva.parent, [*selva.also_under.all()]) == (mesa, [into])


def test_the_reason_for_nothing_is_not_said_to_bekept(selva, facilitadora):
    problem = ProblemFactory(mesa=selva)
    told = {"why": "La resuelve la municipalidad", "by": facilitadora, "at": NOON}

    with pytest.raises(NotBeyond):
        keep_here(problem, organizations=[], **told)

    ministry = involve(problem)
    keep_here(problem, organizations=[ministry], **told)
    keep_here(problem, organizations=[], **told)
    assert SetAside.objects.count() == 1
