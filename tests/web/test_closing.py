import datetime
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from destraba.kit.vocabulary import ItemState
from destraba.mesas.models import Attendance, Commitment, Meeting, Note
from tests.conftest import NOON
from tests.factories import AgendaItemFactory, CommitmentFactory, ProblemFactory

pytestmark = pytest.mark.django_db
FORTNIGHT = datetime.timedelta(days=14)
NOTHING = {"nothing_promised": "on"}


@pytest.fixture
def session(mesa, facilitadora, enlace):
    meeting = Meeting.plan(mesa, starts_at=NOON, by=facilitadora, at=NOON - FORTNIGHT)
    meeting.open(by=facilitadora, at=NOON)
    seat = enlace.appointments.get().seat
    Attendance.mark(meeting, seat, presence="present", by=facilitadora, at=NOON)
    return meeting


@pytest.fixture
def told_session(session, mesa, facilitadora, gremio):
    """One with everything that a record may tell."""
    problem = ProblemFactory(mesa=mesa, title="Faltan hornos")
    item = AgendaItemFactory(meeting=session, title="Registro & <plano>", problem=problem)
    Note.write(item, "said", text="Falta el plano\n<b>de veras</b>", base=0, by=None, at=NOON)
    Note.write(item, "learned", text="No era la ventanilla \x0b", base=0, by=None, at=NOON)
    agreement = item.agreements.create(text="Plano simplificado", at=NOON)
    guild = gremio.appointments.get().seat.organization
    agreement.object(guild, words="Sube el costo", by=facilitadora, at=NOON)
    Commitment.make(
        mesa,
        promise="Publicar {{ settings.SECRET_KEY }}",
        responsible=guild,
        due_on=NOON.date() + FORTNIGHT,
        follower=facilitadora,
        meeting=session,
        item=item,
        by=facilitadora,
        at=NOON,
    )
    return session


def at(name, meeting):
    return reverse(name, args=[meeting.pk])


def test_before_closing_one_sees_what_carries_over_and_why(client, session, facilitadora):
    AgendaItemFactory(meeting=session, title="Quedó")
    AgendaItemFactory(meeting=session, title="Vuelve", is_recurring=True, state=ItemState.DISCUSSED)
    problem = ProblemFactory(mesa=session.mesa)
    CommitmentFactory(mesa=session.mesa, problem=problem)
    AgendaItemFactory(meeting=session, title="Debe", problem=problem, state=ItemState.DISCUSSED)
    AgendaItemFactory(meeting=session, title="Terminado", state=ItemState.DISCUSSED)
    client.force_login(facilitadora)

    carried = client.get(at("meeting-closing", session)).context["carried"]

    assert [(item.title, reason) for item, reason in carried] == [
        ("Quedó", "no se discutió"),
        ("Vuelve", "vuelve en cada sesión"),
        ("Debe", "tiene compromisos abiertos"),
    ]


def test_closing_says_which_time_the_next_one_will_be(client, session, facilitadora):
    AgendaItemFactory(meeting=session, title="Vino de antes", carried_times=1)
    client.force_login(facilitadora)

    page = client.get(at("meeting-closing", session)).text

    # Today is its second time.
    assert "será la 3ª vez" in page


def test_silence_is_not_recorded(client, session, facilitadora):
    client.force_login(facilitadora)

    answer = client.post(at("meeting-closing", session), {"next_at": "2026-12-10T10:00"})

    assert answer.status_code == 422
    assert "confirme que no hubo compromisos" in answer.text
    assert "2026-12-10T10:00" in answer.text
    session.refresh_from_db()
    assert not session.is_closed


def test_closing_proposes_the_next_one_and_leads_to_the_record(client, session, facilitadora):
    client.force_login(facilitadora)
    address = at("meeting-closing", session)

    proposed = client.get(address).context["form"]["next_at"].value()
    answer = client.post(address, {**NOTHING, "next_at": "2026-12-10T10:00"})

    assert f"{proposed:%Y-%m-%d}" == "2026-12-07"
    assert answer["Location"] == at("meeting-record", session)
    following = Meeting.objects.get(number=2)
    assert following.after == session
    assert following.day == datetime.date(2026, 12, 10)


def test_an_impossible_hour_is_answered_in_words(client, session, facilitadora):
    client.force_login(facilitadora)

    answer = client.post(at("meeting-closing", session), {**NOTHING, "next_at": "2026-02-30T10:00"})

    assert answer.status_code == 422
    assert "2026-02-30T10:00" in answer.text


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-22T10:00", "después de esta"),
        ("0001-01-01T00:00", "entre 1990 y 2100"),
        ("9999-12-31T23:59", "entre 1990 y 2100"),
    ],
)
def test_the_next_one_comes_after_this_one_and_in_our_time(
    client, session, facilitadora, moment, words
):
    client.force_login(facilitadora)

    answer = client.post(at("meeting-closing", session), {**NOTHING, "next_at": moment})

    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"next_at"}
    assert words in answer.text
    assert moment in answer.text
    session.refresh_from_db()
    assert session.is_in_progress


@pytest.mark.parametrize("who", ["enlace", "asesor", "ministra", "ajena"])
def test_only_the_team_closes(client, cast, session, who):
    client.force_login(getattr(cast, who))

    assert client.post(at("meeting-closing", session), NOTHING).status_code == 404
    session.refresh_from_db()
    assert session.is_in_progress


def test_a_record_shows_everything_and_escapes_it(client, told_session, facilitadora, enlace):
    told_session.close(next_at=NOON + FORTNIGHT, by=facilitadora, at=NOON)
    client.force_login(enlace)

    page = client.get(at("meeting-record", told_session)).text

    for words in [
        "Registro &amp; &lt;plano&gt;",
        "Falta el plano",
        "No era la ventanilla",
        "Plano simplificado",
        "Sube el costo",
        "Sesión 2",
        "AFOR",
    ]:
        assert words in page
    assert "<b>de veras" not in page


def test_what_comes_back_says_how_many_times_it_came(client, session, facilitadora):
    AgendaItemFactory(meeting=session, title="Vuelve", is_recurring=True)
    client.force_login(facilitadora)
    came = []

    for _time in range(3):
        following = session.close(
            nothing_promised=True, next_at=session.starts_at + FORTNIGHT, by=None, at=NOON
        )
        came.append(client.get(at("meeting-record", session)).context["told"]["items"][0]["came"])
        session = following
        session.open(by=None, at=NOON)

    assert came == ["", "viene de la sesión 1 · 2ª vez", "viene de la sesión 2 · 3ª vez"]


@pytest.mark.parametrize("name", ["meeting-record", "meeting-record-docx"])
def test_a_session_that_nobody_began_has_no_record(client, mesa, gremio, name):
    planned = Meeting.plan(mesa, starts_at=NOON + FORTNIGHT, by=None, at=NOON)
    client.force_login(gremio)

    assert client.get(at(name, planned)).status_code == 404


def test_a_stranger_reads_no_record(client, told_session, facilitadora, ajena):
    told_session.close(by=facilitadora, at=NOON)
    client.force_login(ajena)

    for name in ("meeting-record", "meeting-record-docx"):
        assert client.get(at(name, told_session)).status_code == 404


def test_the_document_says_what_the_page_says_and_runs_nothing(
    client, told_session, facilitadora, enlace
):
    told_session.close(next_at=NOON + FORTNIGHT, by=facilitadora, at=NOON)
    client.force_login(enlace)

    answer = client.get(at("meeting-record-docx", told_session))

    document = Document(BytesIO(answer.content))
    text = "\n".join(
        [each.text for each in document.paragraphs]
        + [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    )
    for words in [
        "Registro & <plano>",
        "<b>de veras</b>",
        "Objeción anotada por",
        "Publicar {{ settings.SECRET_KEY }}",
        "La próxima: Sesión 2",
        "no es un documento formal",
        "problema: Faltan hornos",
    ]:
        assert words in text
    assert "{%" not in text
    assert answer["Content-Disposition"].endswith('registro-mesa-ejecutiva-forestal-sesion-1.docx"')


def test_a_correction_leaves_the_earlier_version_to_read(client, told_session, facilitadora):
    told_session.close(by=facilitadora, at=NOON)
    item = told_session.items.get()
    Note.write(item, "said", text="Otra cosa", base=1, by=facilitadora, at=NOON)
    client.force_login(facilitadora)
    correction = at("meeting-record-correction", told_session)

    form = client.get(correction).context["form"]
    told = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    told |= {f"learned_{item.pk}": "Otra lección", f"agreement_{item.agreements.get().pk}": "Otro"}
    empty = client.post(correction, {**told, "why": ""})
    client.post(correction, {**told, "why": "Se anotó mal"})

    assert empty.status_code == 422
    assert "Otra lección" in empty.text
    record = at("meeting-record", told_session)
    page = client.get(record).text
    for words in ("Otra cosa", "Otra lección", "Otro"):
        assert words in page
    assert "Falta el plano" in client.get(f"{record}?version=1").text
    assert client.get(f"{record}?version=9").status_code == 404


def test_the_queries_of_record_and_closing_do_not_grow(
    client, session, facilitadora, django_assert_max_num_queries
):
    client.force_login(facilitadora)
    for number in (1, 20):
        for item in AgendaItemFactory.create_batch(number, meeting=session):
            CommitmentFactory(mesa=session.mesa, meeting=session, item=item)
        for name in ("meeting-closing", "meeting-record"):
            with django_assert_max_num_queries(20):
                client.get(at(name, session))
