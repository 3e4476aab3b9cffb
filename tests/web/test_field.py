"""The field on the screen: the daily follow-up, what is handed down, the bounds of a mesa."""

import datetime

import pytest
from django.urls import reverse

from destraba.kit.vocabulary import Body
from destraba.mesas.models import Entrusting, FieldNote, Mesa, SetAside
from destraba.people.models import Post, Territory
from tests.below import articulator
from tests.conftest import NOON
from tests.factories import (
    LONG_AGO,
    AppointmentFactory,
    CommitmentFactory,
    MesaFactory,
    OrganizationFactory,
    PersonFactory,
    ProblemFactory,
    SeatFactory,
)

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def selva(mesa):
    return MesaFactory(name="Mesa Selva", kind="territorial", parent=mesa, sections=["A"])


@pytest.fixture
def articuladora(selva):
    return articulator(selva, body=Body.DEDICATED_TEAM)


@pytest.fixture
def handed(mesa, selva, facilitadora):
    """A commitment of the national mesa that the territorial one follows up."""
    commitment = CommitmentFactory(
        mesa=mesa, promise="Prestar topógrafos", problem=ProblemFactory(mesa=mesa, title="Secreto")
    )
    told = {"why": "Ver si llegan.", "by": facilitadora, "at": NOON}
    return Entrusting.entrust(commitment, to=selva, **told)


def sent(about, **told):
    day = TODAY.isoformat()
    return {"about": about, "ref": "n-1", "noted_on": day, "text": "", **told}


# ── the daily follow-up ──


def test_one_touch_says_how_it_goes(client, selva, articuladora):
    commitment = CommitmentFactory(mesa=selva, promise="Dar veinte licencias")
    client.force_login(articuladora)
    url = reverse("field", args=[selva.pk])

    before = client.get(url).text
    answer = client.post(url, sent(f"c{commitment.pk}", course="moved"))
    client.post(url, sent(f"c{commitment.pk}", course="moved"))

    assert "Dar veinte licencias" in before
    assert "Todavía sin notas de campo" in before
    assert answer.status_code == 302
    assert answer.url.endswith(f"#f-c{commitment.pk}")
    note = FieldNote.objects.get()
    assert (note.commitment, note.course, note.by) == (commitment, "moved", articuladora)
    after = client.get(url).text
    assert 'data-draft-kept="n-1"' in after
    assert "avanzó" in after


def test_what_is_not_in_the_list_is_noted_too(client, selva, articuladora):
    problem = ProblemFactory(mesa=selva)
    guild = OrganizationFactory(acronym="COAGRO")
    client.force_login(articuladora)
    told = {"text": "El barco no parará.", "problem": problem.pk, "organization": "coagro"}

    client.post(reverse("field", args=[selva.pk]), sent("suelta", **told))

    note = FieldNote.objects.get()
    assert (note.text, note.problem, note.organization) == (told["text"], problem, guild)
    page = client.get(reverse("field", args=[selva.pk])).text
    assert "habló con COAGRO" in page


def test_what_is_wrong_is_said_beside_its_form_and_no_word_is_lost(client, selva, articuladora):
    commitment = CommitmentFactory(mesa=selva)
    client.force_login(articuladora)
    url = reverse("field", args=[selva.pk])
    about = f"c{commitment.pk}"

    unknown = client.post(url, sent(about, text="Hablé con ellos", organization="Nadie S. A."))
    to_come = client.post(url, sent(about, text="Mañana va", noted_on="2027-01-01"))
    empty = client.post(url, sent(about))
    gone = client.post(url, sent("c999", text="Ya se cumplió"))

    assert [each.status_code for each in (unknown, to_come, empty, gone)] == [422] * 4
    assert "no está en el directorio" in unknown.text
    assert "Hablé con ellos" in unknown.text
    assert "todavía no llega" in to_come.text
    assert "Diga cómo va" in empty.text
    assert "ya no se sigue aquí" in gone.text
    assert "Ya se cumplió" in gone.text
    assert not FieldNote.objects.exists()


def test_the_team_above_reads_and_does_not_write_and_others_find_nothing(
    client, selva, articuladora, facilitadora, enlace, ajena, ministra
):
    FieldNote.note(selva, noted_on=TODAY, text="Falta diésel", by=articuladora, at=NOON)
    CommitmentFactory(mesa=selva)
    url = reverse("field", args=[selva.pk])

    for person in (facilitadora, ministra):
        client.force_login(person)
        page = client.get(url)
        assert "Falta diésel" in page.text
        assert "Sigue igual" not in page.text
        assert client.post(url, sent("suelta", text="X")).status_code == 404
    for person in (enlace, ajena):
        client.force_login(person)
        assert client.get(url).status_code == 404
        assert client.post(url, sent("suelta", text="X")).status_code == 404


def test_only_a_territorial_mesa_has_a_field(client, mesa, facilitadora):
    client.force_login(facilitadora)

    assert client.get(reverse("field", args=[mesa.pk])).status_code == 404


def test_a_week_without_notes_is_said_there_and_in_the_week_of_both_teams(
    client, selva, articuladora, facilitadora, gremio
):
    day = TODAY - datetime.timedelta(days=9)
    FieldNote.note(selva, noted_on=day, text="Todo bien", by=articuladora, at=NOON)
    words = "Sin seguimiento hace 9 días"

    for person in (articuladora, facilitadora):
        client.force_login(person)
        assert words in client.get(reverse("week")).text
        assert words in client.get(reverse("field", args=[selva.pk])).text
    client.force_login(gremio)
    assert words not in client.get(reverse("week")).text


# ── handed down ──


def test_the_national_team_hands_it_down_and_reads_what_is_noted(
    client, mesa, selva, articuladora, facilitadora
):
    commitment = CommitmentFactory(mesa=mesa, promise="Prestar topógrafos")
    url = reverse("commitment-entrusting", args=[commitment.pk])
    client.force_login(facilitadora)
    assert url in client.get(reverse("commitment", args=[commitment.pk])).text

    empty = client.post(url, {"to": selva.pk, "why": ""})
    client.post(url, {"to": selva.pk, "why": "Ver si llegan."})
    client.post(url, {"to": selva.pk, "why": "Ver si llegan."})

    assert empty.status_code == 422
    assert Entrusting.objects.count() == 1
    client.force_login(articuladora)
    field = reverse("field", args=[selva.pk])
    page = client.get(field).text
    assert "encargado por la mesa nacional" in page
    assert "Ver si llegan." in page
    client.post(field, sent(f"c{commitment.pk}", course="stuck", text="No llegan."))
    client.force_login(facilitadora)
    page = client.get(reverse("commitment", args=[commitment.pk])).text
    assert "Quién lo sigue abajo" in page
    assert "No llegan." in page


def test_a_mesa_that_serves_two_follows_up_for_both_and_both_are_told(
    client, mesa, selva, articuladora
):
    other = MesaFactory(name="Mesa Acuícola")
    team = articulator(other, name="Equipo", body=Body.DEDICATED_TEAM)
    north = Territory.enter(scheme="iso3166-2", code="QM-NO", name="Norte")
    told = {"parent": mesa.pk, "sections": ["A"], "territories": [north.pk]}
    client.force_login(articuladora)
    client.post(reverse("mesa-bounds", args=[selva.pk]), {**told, "also_under": [other.pk]})
    assert other.name in client.get(reverse("mesa-life", args=[selva.pk])).text
    commitment = CommitmentFactory(mesa=other, promise="Prestar lanchas")
    client.force_login(team)

    week = client.get(reverse("week")).text
    url = reverse("commitment-entrusting", args=[commitment.pk])
    client.post(url, {"to": selva.pk, "why": "Ver si llegan."})

    assert "Sin seguimiento" in week
    assert Entrusting.objects.get().mesa == selva
    assert client.get(reverse("field", args=[selva.pk])).status_code == 200
    shown = client.get(reverse("territories")).context["standing"]
    assert shown.codes == {selva.pk: ["QM-NO"]}


def test_below_only_the_promise_who_and_when_are_seen(
    client, handed, articuladora, facilitadora, enlace
):
    commitment = handed.commitment
    commitment.extend(
        due_on=commitment.due_on + datetime.timedelta(days=9),
        reason="Pelea interna",
        by=facilitadora,
        at=NOON,
    )
    url = reverse("commitment", args=[commitment.pk])

    client.force_login(articuladora)
    page = client.get(url)
    assert page.status_code == 200
    assert "Prestar topógrafos" in page.text
    assert "Ver si llegan." in page.text
    assert "Pelea interna" not in page.text
    assert "Secreto" not in page.text
    for name in ("commitment-fulfilment", "commitment-wording", "commitment-entrusting"):
        assert client.get(reverse(name, args=[commitment.pk])).status_code == 404
    client.force_login(enlace)
    assert "Quién lo sigue abajo" not in client.get(url).text


def test_it_is_taken_back_with_a_reason_by_who_handed_it_down(
    client, handed, articuladora, facilitadora
):
    url = reverse("entrusting-withdrawal", args=[handed.commitment_id, handed.pk])
    client.force_login(articuladora)
    assert client.post(url, {"why": "No"}).status_code == 404
    client.force_login(facilitadora)

    empty = client.post(url, {"why": ""})
    client.post(url, {"why": "Lo vemos desde aquí."})

    assert empty.status_code == 422
    handed.refresh_from_db()
    assert handed.until_why == "Lo vemos desde aquí."
    page = client.get(reverse("commitment", args=[handed.commitment_id])).text
    assert "ya no se sigue allí" in page
    client.force_login(articuladora)
    assert client.get(reverse("commitment", args=[handed.commitment_id])).status_code == 404


def test_a_mesa_without_territorial_ones_is_told_so(client, mesa, facilitadora, ajena):
    url = reverse("commitment-entrusting", args=[CommitmentFactory(mesa=mesa).pk])
    client.force_login(facilitadora)

    assert "no tiene mesas territoriales" in client.get(url).text
    client.force_login(ajena)
    assert client.get(url).status_code == 404


# ── the bounds ──


def test_a_problem_beyond_its_mesa_says_so_until_somebody_says_why_it_stays(
    client, selva, articuladora, ajena
):
    problem = ProblemFactory(mesa=selva)
    problem.involve(OrganizationFactory(acronym="MINCAM"), role="must_act", by=None, at=NOON)
    page, url = (reverse(name, args=[problem.pk]) for name in ("problem", "problem-bounds"))
    words = "Parece fuera de los límites de la mesa territorial"
    client.force_login(articuladora)
    assert words in client.get(page).text
    assert "MINCAM" in client.get(url).text

    empty = client.post(url, {"why": " "})
    client.post(url, {"why": "Su sede de aquí lo resuelve."})

    assert empty.status_code == 422
    assert SetAside.objects.get().why == "Su sede de aquí lo resuelve."
    assert words not in client.get(page).text
    assert "Nada indica" in client.get(url).text
    client.force_login(ajena)
    assert client.get(url).status_code == 404


def test_a_territorial_mesa_says_its_bounds(client, mesa, selva, articuladora, facilitadora):
    north = Territory.enter(scheme="iso3166-2", code="QM-NO", name="Norte")
    url = reverse("mesa-bounds", args=[selva.pk])
    client.force_login(articuladora)
    assert "en qué territorio trabaja" in client.get(reverse("field", args=[selva.pk])).text

    empty = client.post(url, {"parent": mesa.pk, "sections": ["A"]})
    client.post(url, {"parent": mesa.pk, "sections": ["A", "C"], "territories": [north.pk]})

    assert empty.status_code == 422
    selva.refresh_from_db()
    assert (selva.sections, [*selva.territories.all()]) == (["A", "C"], [north])
    client.force_login(facilitadora)
    assert client.get(url).status_code == 404


def test_a_new_territorial_mesa_is_asked_where_on_what_under_which_and_who(
    client, mesa, coordinadora
):
    north = Territory.enter(scheme="iso3166-2", code="QM-NO", name="Norte")
    nelida = PersonFactory(name="Nélida Ruiz")
    told = {"name": "Mesa Norte", "kind": "territorial", "cadence_days": 14}
    whole = {"parent": mesa.pk, "territories": [north.pk], "sections": ["A"]}
    url = reverse("mesa-new")
    client.force_login(coordinadora)

    bare = client.post(url, told)
    placeless = client.post(url, {**told, **whole, "articulator": "Nélida Ruiz"})
    office = OrganizationFactory(acronym="GORE")
    post = {"title": "Articuladora", "since_on": LONG_AGO, "by": None, "at": NOON}
    Post.take(nelida, office, **post)
    client.post(url, {**told, **whole, "articulator": "Nélida Ruiz"})

    for words in ("a qué mesa nacional", "en qué territorio", "en qué actividades"):
        assert words in bare.text
    assert placeless.status_code == 422
    assert "en qué organización trabaja" in placeless.text
    born = Mesa.objects.get(name="Mesa Norte")
    assert [*born.territories.all()] == [north]
    seat = born.seats.get()
    assert (seat.holder, seat.organization, seat.body) == (nelida, office, "dedicated_team")


def test_a_national_mesa_is_not_asked_for_bounds(client, coordinadora):
    client.force_login(coordinadora)

    told = {"name": "Mesa Textil", "kind": "sectoral", "cadence_days": 14}
    client.post(reverse("mesa-new"), told)

    assert Mesa.objects.filter(name="Mesa Textil").exists()


def test_a_territorial_mesa_without_those_left_out_is_told(client, selva, articuladora):
    words = "No se sienta ninguna organización rural"
    client.force_login(articuladora)
    assert words in client.get(reverse("mesa", args=[selva.pk])).text

    coop = OrganizationFactory(groups=["cooperatives"], constituency="other")
    AppointmentFactory(seat=SeatFactory(mesa=selva, organization=coop))

    assert words not in client.get(reverse("mesa", args=[selva.pk])).text
