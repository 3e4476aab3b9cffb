"""Two people write the same words at once: nothing is undone unseen, and a conflict shows both."""

import lxml.html
import pytest
from django.urls import reverse

from destraba.mesas.models import Cause, Norm, Option
from tests.conftest import NOON
from tests.factories import CommitmentFactory, OrganizationFactory, ProblemFactory

pytestmark = pytest.mark.django_db
WHY = {"why": "Así se entiende"}
AGAIN = "Mientras usted escribía, otra persona lo cambió."


@pytest.fixture
def problem(mesa, cast):
    problem = ProblemFactory(mesa=mesa, title="El registro tarda 90 días")
    problem.statement, problem.failures = "Una línea\r\ny otra", ["public_private"]
    problem.save()
    return problem


@pytest.fixture
def signed(client, facilitadora):
    client.force_login(facilitadora)
    return client


def drawn(client, where):
    return sent_of(client.get(where).text)


def sent_of(page):
    """What a browser would send of the page, as it is."""
    forms = lxml.html.fromstring(page).forms
    form = next(each for each in forms if "csrfmiddlewaretoken" in each.fields and _asks(each))
    told: dict[str, list[str]] = {}
    for each in form.xpath(".//input[@name] | .//select[@name] | .//textarea[@name]"):
        if each.get("type") not in ("checkbox", "radio") or each.get("checked") is not None:
            told.setdefault(each.get("name"), []).append(_value(each))
    return told


def _value(element):
    if element.tag == "textarea":
        return (element.text or "").removeprefix("\n").replace("\n", "\r\n")
    if element.tag == "select":
        chosen = element.xpath("./option[@selected]") or element.xpath("./option")
        return chosen[0].get("value")
    return element.get("value", "").replace("\n", "\r\n")


def _asks(form):
    return any(
        name in form.fields
        for name in ("title", "metric", "would_refute", "kind", "promise", "objective")
    )


def test_what_only_the_other_person_changed_stays(signed, problem):
    where = reverse("problem-wording", args=[problem.pk])
    mine = drawn(signed, where)
    signed.post(where, drawn(signed, where) | WHY | {"title": "El plano tarda 90 días"})

    answer = signed.post(where, mine | WHY | {"statement": "Frena 300 solicitudes"})

    problem.refresh_from_db()
    assert answer.status_code == 302
    assert problem.title == "El plano tarda 90 días"
    assert problem.statement == "Frena 300 solicitudes"
    assert problem.failures == ["public_private"]


def test_what_both_changed_comes_back_with_the_words_of_both(signed, problem):
    where = reverse("problem-wording", args=[problem.pk])
    mine = drawn(signed, where) | WHY | {"title": "La ventanilla tarda"}
    signed.post(where, drawn(signed, where) | WHY | {"title": "El plano tarda 90 días"})

    answer = signed.post(where, mine)

    problem.refresh_from_db()
    assert answer.status_code == 422
    assert problem.title == "El plano tarda 90 días"
    assert f"{AGAIN} Ahora dice: «El plano tarda 90 días»" in answer.text
    assert 'value="La ventanilla tarda"' in answer.text


def test_sent_again_after_reading_both_it_says_what_this_person_wrote(signed, problem):
    where = reverse("problem-wording", args=[problem.pk])
    mine = drawn(signed, where) | WHY | {"title": "La ventanilla tarda"}
    signed.post(where, drawn(signed, where) | WHY | {"title": "El plano tarda 90 días"})
    both = sent_of(signed.post(where, mine).text)

    answer = signed.post(where, both)

    problem.refresh_from_db()
    assert answer.status_code == 302
    assert problem.title == "La ventanilla tarda"


def test_the_same_sent_twice_is_no_conflict(signed, problem):
    where = reverse("problem-wording", args=[problem.pk])
    mine = drawn(signed, where) | WHY | {"title": "La ventanilla tarda", "statement": "a\r\nb"}

    answers = [signed.post(where, mine) for _twice in range(2)]

    assert [each.status_code for each in answers] == [302, 302]


def test_a_list_of_ticks_that_both_changed_is_told_by_its_names(signed, problem):
    where = reverse("problem-tags", args=[problem.pk])
    mine = drawn(signed, where)
    signed.post(where, drawn(signed, where) | {"pillars": ["infrastructure"], "unit": "días"})

    clash = signed.post(where, mine | {"pillars": ["institutions"]})
    apart = signed.post(where, mine | {"deficits": ["DWD08"]})

    problem.refresh_from_db()
    assert clash.status_code == 422
    assert "Ahora dice: «infraestructura»" in clash.text
    assert apart.status_code == 302
    assert (problem.pillars, problem.unit) == (["infrastructure"], "días")
    assert problem.deficits == ["DWD08"]


def cause_of(problem, told):
    cause = Cause.suppose(problem, text="Falta el plano", said_by=OrganizationFactory(), **told)
    return cause, reverse("cause-wording", args=[problem.pk, cause.pk]), "text"


def option_of(problem, told):
    proposer = OrganizationFactory(name="Cámara", acronym="CAM")
    more = {"proposer": proposer, "value_from": 90, "expected_on": NOON.date()}
    option = Option.propose(problem, title="Ventanilla", **more, **told)
    return option, reverse("option-wording", args=[problem.pk, option.pk]), "title"


def norm_of(problem, told):
    told |= {"body_name": "El congreso", "dated": "2026-11", "link": "https://ejemplo.org/ley"}
    norm = Norm.keep(problem.mesa, kind="ley", title="Ley forestal", **told)
    return norm, reverse("norm-correction", args=[norm.pk]), "title"


def promise_of(problem, told):
    promise = CommitmentFactory(mesa=problem.mesa, problem=problem, promise="Publicar")
    return promise, reverse("commitment-wording", args=[promise.pk]), "promise"


def objective_of(problem, told):
    problem.mesa.aim(objective="Exportar", why="Lo pidieron", **told)
    return problem.mesa, reverse("mesa-objective", args=[problem.mesa_id]), "objective"


@pytest.mark.parametrize("kind", [cause_of, option_of, norm_of, promise_of, objective_of])
def test_all_that_is_said_better_is_kept_from_it_too(signed, problem, facilitadora, kind):
    row, where, field = kind(problem, {"by": facilitadora, "at": NOON})
    mine = drawn(signed, where) | WHY
    signed.post(where, drawn(signed, where) | WHY | {field: "Lo que dijo la otra"})

    untouched = signed.post(where, mine)
    clash = signed.post(where, mine | {field: "Lo que digo"})

    row.refresh_from_db()
    assert untouched.status_code == 302
    assert clash.status_code == 422
    assert "Ahora dice: «Lo que dijo la otra»" in clash.text
    assert "Lo que digo" in clash.text
    assert getattr(row, field) == "Lo que dijo la otra"
