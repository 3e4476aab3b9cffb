import re
from pathlib import Path

import pytest
from django.urls import reverse

from destraba.web.method.topics import FOLDER, groups, places

PACKAGE = Path(__file__).parents[2] / "destraba"
FILES = {path.name.removesuffix(".es.md") for path in FOLDER.glob("*.es.md")} - {"index"}
TAG = re.compile(r"""\{%\s*(?:help_link|url\s+["']method-topic["'])\s+["']([\w-]+)["']""")
TOPICS = [topic for group in groups() for topic in group.topics]


def slug(topic):
    return topic.slug


def words(html):
    return re.sub(r"<[^>]+>", " ", html).split()


def test_every_topic_is_listed_once():
    listed = [topic.slug for topic in TOPICS]

    assert set(listed) == FILES
    assert len(listed) == len(FILES)


@pytest.mark.parametrize("topic", TOPICS, ids=slug)
def test_a_topic_is_short_and_says_where_it_comes_from(topic):
    text = words(topic.body + topic.practice)

    assert 80 <= len(text) <= 250
    assert re.match(r"OIT §\d", topic.source)
    assert topic.summary.endswith(".")


@pytest.mark.parametrize("topic", TOPICS, ids=slug)
def test_a_topic_holds_no_markup_of_its_own(topic):
    raw = (FOLDER / f"{topic.slug}.es.md").read_text(encoding="utf-8")

    assert not re.search(r"<[a-z/!]", raw)
    assert not re.search(r"<(script|img|iframe|a )", topic.body + topic.practice)


def test_every_topic_that_a_page_asks_for_exists():
    asked = {
        (path.relative_to(PACKAGE).as_posix(), topic)
        for path in PACKAGE.rglob("*.html")
        for topic in TAG.findall(path.read_text(encoding="utf-8"))
    }

    assert asked
    assert not [each for each in sorted(asked) if each[1] not in places()]


def test_topics_are_read_one_after_another():
    order = list(places().values())

    assert order[0].earlier is None
    assert order[-1].later is None
    assert [place.later for place in order[:-1]] == [place.topic for place in order[1:]]


@pytest.mark.django_db
def test_the_index_leads_to_every_topic(client, ajena):
    client.force_login(ajena)

    page = client.get(reverse("method")).text

    for topic in TOPICS:
        assert reverse("method-topic", args=[topic.slug]) in page


@pytest.mark.django_db
def test_a_topic_says_what_the_product_does_with_it(client, ajena):
    client.force_login(ajena)

    page = client.get(reverse("method-topic", args=["arrastre"])).text

    assert "Lo que hace Destraba con esto" in page
    assert "OIT §2b" in page
    assert "<strong>no se discutieron</strong>" in page
    assert reverse("method-topic", args=[places()["arrastre"].later.slug]) in page


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["no-hay-tal-tema", "index"])
def test_what_is_not_a_topic_is_not_found(client, ajena, asked):
    client.force_login(ajena)

    assert client.get(f"/metodo/{asked}/").status_code == 404


@pytest.mark.django_db
def test_whoever_has_not_signed_in_is_asked_to(client):
    response = client.get(reverse("method-topic", args=["foco"]))

    assert response.status_code == 302


@pytest.mark.django_db
def test_the_method_is_not_kept_in_the_database(client, ajena, django_assert_max_num_queries):
    client.force_login(ajena)

    with django_assert_max_num_queries(6):
        client.get(reverse("method-topic", args=["foco"]))
