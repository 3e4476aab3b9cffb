"""A programme file on screen: what is wrong, what would change, and only then the change."""

import datetime

import pytest

from destraba.mesas.models import Mesa
from destraba.people.models import Role
from tests.conftest import NOON
from tests.exchange.files import SMALL, bring

from .conftest import check_accessible, photograph

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def coordinator(ajena):
    Role.give(ajena, "coordinator", since_on=datetime.date(2026, 1, 1), by=None, at=NOON)
    return ajena


def hand_over(page, text):
    file = {"name": "programa.yaml", "mimeType": "application/yaml", "buffer": text.encode()}
    page.get_by_label("Archivo del programa").set_input_files(file)
    page.get_by_role("button", name="Revisar").click()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_file_is_put_right_reviewed_and_imported(open_as, coordinator, width):
    bring(SMALL)
    page = open_as(coordinator, "/programa/importar/", width=width)

    hand_over(page, SMALL.replace("kind: sectoral", "kind: sectorial"))
    page.get_by_text("Hay un error en «programa.yaml»").wait_for()
    check_accessible(page)
    assert "mesas[0].kind" in page.inner_text("main")

    hand_over(page, SMALL.replace("name: Mesa Forestal", "name: Mesa de los Bosques"))
    page.get_by_role("heading", name="Qué cambiaría").wait_for()
    check_accessible(page)
    photograph(page, f"import-review-{width}")
    assert Mesa.objects.get().name == "Mesa Forestal"

    page.get_by_role("button", name="Importar").click()
    page.get_by_text("Lo que cambió queda en la historia").wait_for()
    assert Mesa.objects.get().name == "Mesa de los Bosques"
