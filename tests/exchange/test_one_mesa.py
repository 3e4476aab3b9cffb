"""The file of one mesa stands by itself, and gives nothing else away."""

import datetime

import pytest
import yaml
from click.testing import CliRunner
from django.db import transaction

from destraba.kit.vocabulary import ProgrammeRole
from destraba.mesas.models import Commitment, Mesa, Problem
from destraba.ops import demo
from destraba.ops.cli import destraba
from destraba.people.models import Person, Role
from tests.conftest import NOON
from tests.exchange.files import SMALL, bring, sent

pytestmark = pytest.mark.django_db
MORE = """
territories:
- {scheme: iso3166-2, code: QM-NOR, name: Norte}
organizations:
- {ref: ajena, name: Empresa que nadie menciona}
- {ref: red, name: Red de Productores, parent: gremio, territory: "iso3166-2:QM-NOR"}
people:
- {ref: nadie, name: Nadie Mencionada, email: nadie@ejemplo.test}
- ref: pia
  name: Pía Soto
  email: pia@ejemplo.test
  phone: "999"
  roles: [{kind: coordinator, since_on: 2026-01-01}]
  posts: [{organization: red, title: Gerenta}]
mesas:
- {ref: selva, name: Mesa de la Selva, kind: territorial, parent: forestal, objective: Reservado}
seats:
- {ref: asiento-selva, mesa: selva, organization: red, appointments: [{person: pia, role: holder}]}
problems:
- {ref: secado, mesa: selva, title: Nadie seca la madera, statement: Dicho en la selva}
"""


@pytest.fixture
def two_mesas():
    bring(SMALL)
    bring(f"format: destraba/1\n{MORE}")


def told(ref):
    return yaml.safe_load(sent(mesa=Mesa.objects.get(ref=ref)))


def refs(programme, section):
    return [each["ref"] for each in programme.get(section, [])]


def test_it_tells_the_mesa_and_only_what_it_mentions(two_mesas):
    programme = told("selva")

    assert refs(programme, "mesas") == ["forestal", "selva"]
    assert refs(programme, "organizations") == ["gremio", "red"]
    assert refs(programme, "people") == ["pia"]
    assert refs(programme, "seats") == ["asiento-selva"]
    assert refs(programme, "problems") == ["secado"]
    assert [each["code"] for each in programme["territories"]] == ["QM-NOR"]
    assert "meetings" not in programme
    assert "programme" not in programme


def test_another_mesa_is_told_in_brief(two_mesas):
    forest = told("selva")["mesas"][0]

    assert forest == {
        "ref": "forestal",
        "name": "Mesa Forestal",
        "kind": "sectoral",
        "state": "active",
    }
    assert "Reservado" not in sent(mesa=Mesa.objects.get(ref="forestal"))


def test_people_come_whole_but_for_their_power_over_the_programme(two_mesas):
    (pia,) = told("selva")["people"]

    assert (pia["email"], pia["phone"]) == ("pia@ejemplo.test", "999")
    assert pia["posts"] == [{"organization": "red", "title": "Gerenta"}]
    assert "roles" not in pia
    assert Role.objects.filter(kind=ProgrammeRole.COORDINATOR).exists()


def test_what_another_mesa_took_is_told_in_brief(two_mesas, ajena):
    """A commitment that stayed while its problem went to another mesa."""
    told_by = {"by": ajena, "at": NOON}
    Problem.objects.get(ref="registro").move_to(
        Mesa.objects.get(ref="selva"), why="Es de allá.", **told_by
    )

    programme = told("forestal")

    assert programme["commitments"][0]["problem"] == "registro"
    assert programme["problems"] == [
        {
            "ref": "registro",
            "mesa": "selva",
            "title": "El registro tarda 90 días",
            "kind": "bottleneck",
            "state": "listed",
        }
    ]


def test_a_commitment_born_at_another_mesa_loses_only_the_item(two_mesas, ajena):
    Commitment.objects.get().move_to(
        Mesa.objects.get(ref="selva"), why="Es de allá.", by=ajena, at=NOON
    )

    programme = told("selva")

    (commitment,) = programme["commitments"]
    assert commitment["meeting"] == "sesion-1"
    assert "item" not in commitment
    (meeting,) = programme["meetings"]
    assert meeting.keys() == {"ref", "mesa", "number", "state", "starts_at", "kind"}


@pytest.mark.parametrize("kind", ["sectoral", "territorial"])
def test_each_mesa_of_the_demonstration_goes_to_an_empty_database_and_comes_back(kind):
    with transaction.atomic():
        demo.build(today=NOON.date())
        mesa = Mesa.objects.filter(kind=kind).order_by("pk").first()
        first = sent(mesa=mesa)
        again = bring(first, at=NOON + datetime.timedelta(days=1))
        transaction.set_rollback(True)

    bring(first)

    assert again.is_idle
    assert sent(mesa=Mesa.objects.get(ref=mesa.ref)) == first
    assert Person.objects.exclude(email=None).exists()


def test_the_command_writes_one_mesa(tmp_path, two_mesas):
    file = tmp_path / "selva.yaml"

    done = CliRunner().invoke(destraba, ["export", str(file), "--mesa", "selva"])

    assert done.exit_code == 0, done.output
    assert "Nadie seca la madera" in file.read_text(encoding="utf-8")
    assert "Publicar el instructivo" not in file.read_text(encoding="utf-8")


def test_an_unknown_mesa_is_told_with_the_closest(tmp_path, two_mesas):
    done = CliRunner().invoke(destraba, ["export", "-", "--mesa", "forestales"])

    assert done.exit_code == 2
    assert "¿Quiso decir «forestal»?" in done.output


def test_as_json_too(two_mesas):
    done = CliRunner().invoke(destraba, ["export", "-", "--json", "--mesa", "selva"])

    assert yaml.safe_load(done.output)["mesas"][1]["ref"] == "selva"


LAUNCHING = """
format: destraba/1
decisions:
- {ref: convocar, kind: convene, decided_on: 2026-01-02, decider: La ministra, why: Hace falta}
- {ref: si-forestal, mesa: forestal, kind: go, decided_on: 2026-01-10, decider: La ministra}
- {ref: si-selva, mesa: selva, kind: go, decided_on: 2026-01-11, decider: La ministra}
listening_notes:
- {ref: oido, mesa: selva, organization: mef, statements: [{text: Nadie contesta}]}
- {ref: en-reserva, mesa: forestal, speaker: Un vecino, statements: [{text: Dicho en confianza}]}
roadmap_revisions:
- {ref: ruta, mesa: selva, number: 1, objective: Secar madera}
candidates:
- {ref: candidata, name: Mesa de la Selva, mesa: selva, state: chosen}
"""


def test_what_launching_left_goes_with_its_mesa_and_no_other(two_mesas):
    bring(LAUNCHING)

    programme = told("selva")

    assert refs(programme, "decisions") == ["si-selva"]
    assert refs(programme, "listening_notes") == ["oido"]
    assert refs(programme, "roadmap_revisions") == ["ruta"]
    assert refs(programme, "organizations") == ["gremio", "mef", "red"]
    assert "candidates" not in programme
    assert "Dicho en confianza" not in sent(mesa=Mesa.objects.get(ref="selva"))
