"""A prepared question answers as the plain one does, whoever asks, and is written once."""

import datetime
from dataclasses import dataclass

import pytest
from django.db.models import Prefetch, Q
from django.utils import timezone

from destraba.kit.prepared import NotPreparable, Statement, prepared
from destraba.people.models import Organization, Person, Post
from tests.conftest import NOON
from tests.factories import OrganizationFactory, PersonFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 2)


@pytest.fixture
def people():
    return [PersonFactory(name=name) for name in ("Ana", "Berta", "Celia")]


def take(person, since_on, *, title="Directora", organization=None):
    organization = organization or OrganizationFactory()
    return Post.objects.create(
        person=person, organization=organization, title=title, since_on=since_on
    )


def test_it_is_written_once_and_answers_for_other_values(people, django_assert_num_queries):
    written = []

    @prepared
    def named(name, among):
        written.append(1)
        return Person.objects.filter(name=name, pk__in=among)

    ana, berta, celia = people

    with django_assert_num_queries(3):
        assert named("Ana", [ana.pk, berta.pk]) == [ana]
        assert named("Celia", {celia.pk}) == [celia]
        assert named("Ana", (berta.pk, celia.pk, 0)) == []
    assert len(written) == 1


def test_days_moments_and_rows_are_values_too(people):
    @prepared
    def taken(person, after, now):
        return Post.objects.filter(person=person, since_on__gt=after, person__last_login__lt=now)

    ana, berta, _celia = people
    Person.objects.update(last_login=timezone.now() - datetime.timedelta(hours=1))
    old, new = take(ana, DAY), take(ana, DAY + datetime.timedelta(days=9))
    take(berta, DAY)
    now = timezone.now()

    assert taken(ana, DAY - datetime.timedelta(days=1), now) == [new, old]
    assert taken(ana, DAY, now) == [new]
    assert taken(ana, DAY, now - datetime.timedelta(days=1)) == []


def test_the_question_may_depend_on_whether_there_is_a_value(people):
    @prepared
    def found(among=None, *, backwards=False):
        rows = Person.objects.all() if among is None else Person.objects.filter(pk__in=among)
        return rows.order_by("-name" if backwards else "name").values_list("name", flat=True)

    ana, _berta, _celia = people

    assert found() == ["Ana", "Berta", "Celia"]
    assert found(backwards=True) == ["Celia", "Berta", "Ana"]
    assert found([ana.pk]) == ["Ana"]
    assert found([]) == []
    assert found() == ["Ana", "Berta", "Celia"]


def test_those_left_out_are_nobody_when_there_is_nobody_to_leave_out(people):
    @prepared
    def without(left_out):
        return Person.objects.exclude(pk__in=left_out).values("name")

    ana, berta, celia = people

    assert without([ana.pk, berta.pk]) == [{"name": "Celia"}]
    assert len(without([])) == 3
    assert without([celia.pk]) == [{"name": "Ana"}, {"name": "Berta"}]


def test_a_dataclass_is_taken_apart(people):
    @dataclass(frozen=True)
    class Onlooker:
        pk: int
        sees_all: bool
        friends: frozenset[int]

    @prepared
    def seen_by(onlooker):
        rows = Person.objects.order_by("name")
        if onlooker.sees_all:
            return rows
        return rows.filter(Q(pk=onlooker.pk) | Q(pk__in=onlooker.friends))

    ana, berta, celia = people

    assert seen_by(Onlooker(ana.pk, False, frozenset())) == [ana]
    assert seen_by(Onlooker(ana.pk, False, frozenset({celia.pk}))) == [ana, celia]
    assert seen_by(Onlooker(berta.pk, False, frozenset({ana.pk, celia.pk}))) == people
    assert seen_by(Onlooker(celia.pk, True, frozenset())) == people


def test_rows_come_with_what_was_asked_beside_them(people, django_assert_num_queries):
    ana, berta, _celia = people
    entity = OrganizationFactory(name="Vialidad")
    take(ana, DAY, organization=entity)
    take(berta, DAY, organization=entity, title="100 % asesora")

    @prepared
    def known(title):
        posts = Post.objects.select_related("person").order_by("person__name")
        told = Prefetch("posts", posts.filter(title__contains="100 %"))
        return Organization.objects.filter(posts__title=title).prefetch_related(told)

    with django_assert_num_queries(2):
        (found,) = known("Directora")
        assert [post.person.name for post in found.posts.all()] == ["Berta"]
    with django_assert_num_queries(2):
        (again,) = known("100 % asesora")
        assert again == entity


def test_a_percent_sign_and_a_slice_stay_as_they_were(people):
    @prepared
    def first(among):
        return Person.objects.filter(pk__in=among, name__contains="a").order_by("name")[:2]

    ana, berta, celia = people

    assert first([ana.pk, berta.pk, celia.pk]) == [ana, berta]
    assert first([celia.pk]) == [celia]


@pytest.mark.parametrize(
    "told",
    [
        {"since_on__gt": DAY},
        {"person__last_login__gt": NOON},
        {"title": "2026-03-02"},
        {"provenance__read_on": "2026-03-02"},
    ],
)
def test_a_day_written_into_the_question_is_refused(told):
    @prepared
    def lately():
        return Post.objects.filter(**told)

    with pytest.raises(NotPreparable, match="for ever"):
        lately()


def test_a_day_or_a_value_in_what_is_asked_beside_is_refused():
    @prepared
    def frozen():
        lately = Post.objects.filter(since_on__gt=DAY)
        return Organization.objects.prefetch_related(Prefetch("posts", lately))

    @prepared
    def unreached(title):
        named = Post.objects.filter(title=title)
        return Organization.objects.prefetch_related(Prefetch("posts", named))

    with pytest.raises(NotPreparable, match="for ever"):
        frozen()
    with pytest.raises(NotPreparable, match="Prefetch"):
        unreached("Directora")


def test_what_is_no_value_is_refused(people):
    @prepared
    def odd(thing):
        return Person.objects.filter(name=thing)

    for thing in (object(), Person.objects.none(), Person(name="Nadie"), 1.5):
        with pytest.raises(NotPreparable):
            odd(thing)


def test_a_number_that_no_column_holds_finds_nothing(people):
    @prepared
    def numbered(pk):
        return Person.objects.filter(pk=pk)

    assert numbered(2**63) == []
    assert numbered(-(2**80)) == []
    assert numbered(people[0].pk) == [people[0]]


def test_what_is_unknown_leaves_nobody_out(people):
    @prepared
    def without(left_out):
        return Person.objects.exclude(pk__in=left_out)

    ana, berta, celia = people

    assert without([None, ana.pk]) == [berta, celia]
    assert without([None]) == people


def test_it_keeps_no_connection_of_whoever_asked_first(people):
    assert Statement.of(Person.objects.all()).compiler.connection is None


def test_one_and_several_under_one_name_are_two_questions(people):
    @prepared
    def some(who):
        rows = Person.objects.order_by("name")
        return rows.filter(pk__in=who) if hasattr(who, "is_many") and who.is_many else rows

    ana, berta, _celia = people

    assert some(ana) == people
    assert some([ana.pk, berta.pk]) == [ana, berta]
