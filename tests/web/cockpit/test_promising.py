import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from destraba.kit.vocabulary import Certainty, CommitmentState, Constituency, EntityRole
from destraba.mesas.models import Commitment
from destraba.trail.models import Event
from tests.conftest import NOON
from tests.factories import (
    CommitmentFactory,
    OrganizationFactory,
    PersonFactory,
    ProblemFactory,
)

from .conftest import at

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
DAY = datetime.timedelta(days=1)
WHOLE = "Enviar opinión legal @AFOR +10d"


def read(desk, item, line, **data):
    return desk.get("cockpit-reading", item, data={"line": line, **data}).text


def test_the_line_is_read_while_it_is_typed(desk, item):
    reading = read(desk, item, WHOLE)

    assert "Enviar opinión legal" in reading
    assert "AFOR" in reading
    assert "Enlace" in reading  # whom it will be written to
    assert "en 10 días" in reading
    assert "usted da seguimiento" in reading
    assert "El registro tarda 90 días" in reading
    assert f'value="{(TODAY + 10 * DAY).isoformat()}"' in reading
    assert not Commitment.objects.exists()


def test_an_empty_line_says_nothing(desk, item):
    assert read(desk, item, "").strip() == ""


def test_what_is_missing_is_said_with_choices(desk, item, problem):
    agency = OrganizationFactory(acronym="SENAFOR")
    problem.involve(agency, role=EntityRole.MUST_ACT, by=None, at=NOON)

    reading = read(desk, item, "Enviar opinión @SENAFORR")

    assert "falta quién responde" in reading
    assert "falta para cuándo" in reading
    assert "No se conoce «@SENAFORR»" in reading
    assert 'value="Enviar opinión @SENAFORR +7d"' in reading


def test_an_ambiguous_name_offers_each(desk, item, at_table):
    at_table("textil", Constituency.EMPLOYERS, acronym="Cámara Textil")
    at_table("naval", Constituency.EMPLOYERS, acronym="Cámara Naval")

    reading = read(desk, item, "Prestar topógrafos @camara +10d")

    assert "puede ser" in reading
    assert 'value="Prestar topógrafos @&quot;Cámara Textil&quot; +10d"' in reading


def test_enter_keeps_it(desk, item, session, facilitadora, enlace, problem):
    parts = desk.post("cockpit-promises", item, line=WHOLE, htmx=True)

    made = session.commitments.get()
    assert (made.promise, made.responsible.acronym) == ("Enviar opinión legal", "AFOR")
    assert (made.contact, made.follower) == (enlace, facilitadora)
    assert (made.due_on, made.certainty) == (TODAY + 10 * DAY, Certainty.DETERMINED)
    assert (made.item, made.problem, made.state) == (item, problem, CommitmentState.OPEN)
    assert parts.status_code == 200
    assert 'id="composer"' in parts.text
    assert "Enviar opinión legal" in parts.text
    assert "cockpit:done" in parts["HX-Trigger-After-Swap"]


def test_without_scripts_the_first_sending_shows_it_and_the_second_keeps_it(desk, item, session):
    shown = desk.post("cockpit-promises", item, line=WHOLE)
    kept_at_first = session.commitments.count()
    told = {
        "line": WHOLE,
        "read_line": WHOLE,
        "promise": "Enviar opinión legal firmada",
        "responsible": session.mesa.seats.get(organization__acronym="AFOR").organization_id,
        "contact": "",
        "due_on": "2026-12-09",
        "certainty": "estimated",
        "follower": session.mesa.seats.first().appointments.get().person_id,
        "problem": "",
    }

    kept = desk.post("cockpit-promises", item, **told)

    made = session.commitments.get()
    assert (shown.status_code, kept_at_first, kept.status_code) == (200, 0, 302)
    assert 'name="read_line" value="Enviar opinión legal @AFOR +10d"' in shown.text
    assert "<h1>" in shown.text
    assert made.promise == "Enviar opinión legal firmada"
    assert (made.due_on, made.certainty) == (datetime.date(2026, 12, 9), "estimated")
    assert made.problem is None


@pytest.mark.parametrize("htmx", [True, False])
def test_what_is_incomplete_is_refused_in_words_and_nothing_typed_is_lost(
    desk, item, session, htmx
):
    response = desk.post("cockpit-promises", item, line="Enviar opinión legal", htmx=htmx)

    assert response.status_code == 422
    assert "Falta quién responde" in response.text
    assert "Falta para cuándo" in response.text
    assert 'value="Enviar opinión legal"' in response.text
    assert not session.commitments.exists()


def test_a_doubt_must_be_answered_before_it_is_kept(desk, item, session):
    line = "Enviar opinión @AFOR viernes 2 de diciembre"

    refused = desk.post("cockpit-promises", item, line=line, htmx=True)
    desk.post("cockpit-promises", item, line="Enviar opinión @AFOR 2026-12-02", htmx=True)

    assert refused.status_code == 422
    assert "ese día es miércoles" in refused.text
    assert session.commitments.get().due_on == datetime.date(2026, 12, 2)


def test_a_choice_writes_the_line_again_without_scripts(desk, item, session):
    response = desk.post("cockpit-promises", item, line="Enviar @AFOR", instead="Enviar @AFOR +7d")

    assert response.status_code == 200
    assert 'value="Enviar @AFOR +7d"' in response.text
    assert not session.commitments.exists()


def test_what_is_corrected_by_hand_outlives_the_line(desk, item, session, gremio):
    guild = gremio.appointments.get().seat.organization
    told = {"read_line": WHOLE, "responsible": guild.pk, "due_on": "2026-12-02"}

    reading = read(desk, item, f"{WHOLE} firmada", **told)

    assert "Enviar opinión legal firmada" in reading
    assert "GREMIO" in reading
    assert "Gremio" in reading


def test_a_day_given_by_hand_answers_the_doubt_about_it(desk, item, session):
    line = "Enviar opinión @AFOR 31 de febrero"
    told = {"read_line": line, "due_on": "2026-12-02", "certainty": "determined"}

    desk.post("cockpit-promises", item, line=line, htmx=True, **told)

    made = session.commitments.get()
    assert (made.due_on, made.certainty) == (datetime.date(2026, 12, 2), "determined")


def test_without_a_date_it_is_fixed_at_the_next_session(desk, item, session):
    desk.post("cockpit-promises", item, line="Enviar opinión @AFOR sin fecha", htmx=True)

    made = session.commitments.get()
    assert made.certainty == Certainty.PENDING
    assert made.due_on == session.following_day()


def test_another_problem_and_a_person_may_be_named(desk, item, session, mesa, enlace):
    other = ProblemFactory(mesa=mesa, title="Crédito de largo plazo")

    desk.post("cockpit-promises", item, line="Enviar @Enlace +10d #crédito", htmx=True)

    made = session.commitments.get()
    assert (made.problem, made.contact) == (other, enlace)
    assert made.responsible.acronym == "AFOR"


def test_an_organisation_of_the_directory_may_answer(desk, item, session):
    agency = OrganizationFactory(name="Banco de Desarrollo", acronym="BANDES")

    desk.post("cockpit-promises", item, line="Publicar @banco de des +10d", htmx=True)

    assert session.commitments.get().responsible == agency


def test_what_may_be_meant_is_offered(desk, item, at_table):
    at_table("exportador", Constituency.EMPLOYERS, acronym="Gremio Exportador")
    OrganizationFactory(name="Autoridad del Agua", acronym="ANA")

    def found(text):
        return desk.get("cockpit-mentions", data={"texto": text}).json()["found"]

    assert {each["text"] for each in found("@expor")} == {'@"Gremio Exportador"', "@Exportador"}
    assert found("@ana")[0]["label"] == "ANA"
    assert found("@ana")[0]["letter"] == "G"
    assert found("#regis")[0]["text"] == f"#{item.problem_id}"
    assert found("@zzzz") == []


def test_what_was_just_made_is_corrected_without_a_reason(desk, item, session, gremio):
    desk.post("cockpit-promises", item, line=WHOLE, htmx=True)
    made = session.commitments.get()
    guild = gremio.appointments.get().seat.organization
    told = {
        "promise": "Enviar opinión",
        "responsible": guild.pk,
        "contact": "",
        "due_on": "2026-12-09",
        "certainty": "determined",
        "follower": made.follower_id,
        "problem": item.problem_id,
    }

    form = desk.get("cockpit-correction", made)
    empty = desk.post("cockpit-correction", made, **{**told, "promise": ""})
    desk.post("cockpit-correction", made, **told)

    made.refresh_from_db()
    assert 'value="Enviar opinión legal"' in form.text
    assert empty.status_code == 422
    assert (made.promise, made.responsible, made.contact) == ("Enviar opinión", guild, gremio)
    assert Event.objects.filter(verb="commitment.corrected").exists()


@pytest.mark.parametrize("htmx", [True, False])
def test_what_was_just_made_is_taken_back_to_the_line(desk, item, session, htmx):
    desk.post("cockpit-promises", item, line=WHOLE, htmx=True)

    answer = desk.post("cockpit-take-back", session.commitments.get(), htmx=htmx).text

    assert not session.commitments.exists()
    assert 'value="Enviar opinión legal @AFOR 2026-12-02"' in answer
    assert ("<h1>" in answer) != htmx


def test_what_was_promised_elsewhere_is_not_taken_back_here(desk, session):
    before = CommitmentFactory(mesa=session.mesa)

    assert desk.post("cockpit-take-back", before).status_code == 404
    assert desk.post("cockpit-correction", before).status_code == 404


def test_a_promise_of_before_is_kept_or_gets_another_date(desk, item, session, problem):
    kept, late = (
        CommitmentFactory(mesa=session.mesa, problem=problem, due_on=TODAY) for _ in range(2)
    )

    silent = desk.post("cockpit-fulfilment", kept, evidence="", on="2026-11-22", htmx=True)
    desk.post("cockpit-fulfilment", kept, evidence="Resolución 12", on="2026-11-22", htmx=True)
    parts = desk.post(
        "cockpit-extension",
        late,
        due_on="2026-12-09",
        certainty="determined",
        reason="Falta la firma",
        htmx=True,
    )

    kept.refresh_from_db()
    late.refresh_from_db()
    assert silent.status_code == 422
    assert kept.state == CommitmentState.FULFILLED
    assert late.due_on == datetime.date(2026, 12, 9)
    assert "1ª prórroga" in parts.text


def test_a_promise_of_another_mesa_is_not_found(desk):
    other = CommitmentFactory()

    assert desk.get("cockpit-fulfilment", other).status_code == 404
    assert desk.get("cockpit-extension", other).status_code == 404


def test_who_only_reads_may_not_even_ask_for_a_reading(client, session, item, enlace):
    client.force_login(enlace)

    assert client.get(at("cockpit-reading", session, item)).status_code == 404
    assert client.get(at("cockpit-mentions", session)).status_code == 404


def test_the_queries_of_a_reading_do_not_grow(desk, item, session, at_table):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            read(desk, item, f"{WHOLE} @Persona #registro")
        return len(captured)

    few = queries()
    for name in ("uno", "dos", "tres"):
        at_table(f"{name}-miembro", Constituency.WORKERS)
        PersonFactory(), OrganizationFactory(name=f"Persona {name}")
        problem = ProblemFactory(mesa=session.mesa, title=f"Registro {name}")
        problem.also_call("Registro", organization=None, by=None, at=NOON)

    assert queries() == few <= 20
