import pytest

from destraba.kit.norm_kinds import ANYWHERE
from destraba.mesas.models import Norm, Programme
from destraba.mesas.models.norm import Unnamed
from destraba.trail.models import Event
from tests.conftest import NOON
from tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(facilitadora):
    return {"by": facilitadora, "at": NOON}


def test_a_norm_is_kept_so_that_anybody_finds_it(mesa, told):
    body = OrganizationFactory(name="Ministerio de la Producción")
    given = {"kind": "decreto supremo", "number": "012-2026", "dated": "2026-08", "body": body}
    norm = Norm.keep(mesa, **given, **told)
    Norm.keep(mesa, kind="ley", title="De plantaciones", body_name="Congreso", **told)

    assert str(norm) == "decreto supremo 012-2026"
    assert norm.issuer == "Ministerio de la Producción"
    assert Norm.objects.kinds() == ["decreto supremo", "ley"]


def test_a_norm_that_nobody_could_find_is_refused(mesa, told):
    for given in [{"kind": ""}, {"kind": "ley"}]:
        with pytest.raises(Unnamed):
            Norm.keep(mesa, **given, **told)


def test_a_correction_says_why_and_keeps_what_it_said(mesa, told):
    norm = Norm.keep(mesa, kind="ley", number="31", **told)

    with pytest.raises(Unnamed):
        norm.correct(number="310", why="", **told)
    norm.correct(number="310", why="Faltaba una cifra", **told)

    event = Event.objects.of_subject(norm).get(verb="norm.corrected")
    assert event.changes == {"number": ["31", "310"]}


def test_who_issued_them_is_told_each_once(mesa, told):
    body = OrganizationFactory(name="Congreso")
    Norm.keep(mesa, kind="ley", number="1", body=body, **told)
    Norm.keep(mesa, kind="ley", number="2", body=body, **told)
    Norm.keep(mesa, kind="norma", number="3", body_name="Alcaldía", **told)
    Norm.keep(mesa, kind="norma", number="4", **told)

    assert Norm.objects.issuers() == ["Alcaldía", "Congreso"]


def test_each_country_calls_its_norms_its_way():
    assert "decreto supremo (DS)" in Programme(country="PE").kinds_of_norm
    assert "norma oficial mexicana" in Programme(country="MX").kinds_of_norm
    assert Programme(country="XQ").kinds_of_norm == list(ANYWHERE)
    assert Programme(country="PE", norm_kinds=["bando"]).kinds_of_norm == ["bando"]
