"""Up and back on the screen: prepared, briefed, warned, sent, answered; each sees its half."""

import datetime
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document as Word

from destraba.kit.vocabulary import Body, Constituency, EntityRole
from destraba.mesas.models import Brief, Commitment, Elevation, Problem
from destraba.people.models import Post
from tests.conftest import NOON
from tests.factories import CommitmentFactory, OrganizationFactory, ProblemFactory

pytestmark = pytest.mark.django_db

SOON = "2026-12-20"


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def viceministro(at_table):
    return at_table("viceministro", Constituency.GOVERNMENT, body=Body.HIGH_LEVEL)


@pytest.fixture
def problem(mesa, enlace):
    problem = ProblemFactory(mesa=mesa, title="Dos ministerios no se ponen de acuerdo")
    entity = enlace.appointments.get().seat.organization
    problem.involve(entity, role=EntityRole.MUST_ACT, liaison=enlace, by=None, at=NOON)
    return problem


@pytest.fixture
def prepared(problem, viceministro, facilitadora):
    return Elevation.prepare(
        problem=problem,
        motive="deadlock",
        asked="Que un solo ministerio lleve el registro",
        asked_of=viceministro,
        wanted_by=datetime.date(2026, 12, 20),
        by=facilitadora,
        at=NOON,
    )


@pytest.fixture
def raised(prepared, facilitadora):
    Brief.write(prepared, text="## Lo que pasa\n\nDos registros.", by=facilitadora, at=NOON)
    prepared.warn(by=facilitadora, at=NOON)
    prepared.go_up(by=facilitadora, at=NOON)
    return prepared


def at(name, elevation, *more):
    return reverse(name, args=[elevation.pk, *more])


def new(**about):
    query = "&".join(f"{name}={thing.pk}" for name, thing in about.items())
    return f"{reverse('elevation-new')}?{query}"


def asking(of, **told):
    return {
        "asked": "Que sí",
        "asked_of": of.pk,
        "wanted_by": SOON,
        "motive": "budget",
        "rung": "0",
        **told,
    }


def test_it_is_prepared_briefed_warned_and_sent(client, facilitadora, problem, viceministro):
    client.force_login(facilitadora)

    client.post(new(problema=problem), asking(viceministro))
    elevation = Elevation.objects.get()
    page = client.get(at("elevation", elevation)).text
    assert "Antes de que suba" in page
    assert "Elevar ahora" not in page
    drafted = client.get(at("elevation-brief-edit", elevation)).text
    assert "## La decisión que se pide" in drafted
    assert "no consta que se les haya consultado" in drafted
    client.post(at("elevation-brief-edit", elevation), {"text": "Breve", "base": 0})
    assert "Enlace" in client.get(at("elevation-warning", elevation)).text
    client.post(at("elevation-warning", elevation), {"words": ""})
    client.post(at("elevation-sending", elevation))

    elevation.refresh_from_db()
    assert elevation.state == "raised"
    assert "Subió" in client.get(at("elevation", elevation)).text


def test_what_is_missing_is_told_in_the_form_and_nothing_typed_is_lost(
    client, facilitadora, problem, viceministro, enlace
):
    client.force_login(facilitadora)

    empty = client.post(new(problema=problem), asking(viceministro, asked="", cost="200 mil"))
    powerless = client.post(new(problema=problem), asking(enlace, cost="200 mil"))
    again = client.post(new(problema=problem), asking(viceministro))
    twice = client.post(new(problema=problem), asking(viceministro, cost="300 mil"))

    assert [empty.status_code, powerless.status_code, twice.status_code] == [422, 422, 422]
    assert "200 mil" in empty.text
    assert "200 mil" in powerless.text
    assert again.status_code == 302
    assert "Ya hay una elevación sin respuesta" in twice.text
    assert "300 mil" in twice.text


def test_a_problem_that_is_over_does_not_go_up(client, facilitadora, problem, viceministro):
    problem.drop(why="Ya no ocurre", by=facilitadora, at=NOON)
    client.force_login(facilitadora)

    answer = client.post(new(problema=problem), asking(viceministro))

    assert answer.status_code == 422
    assert "descartado" in answer.text


def test_a_promise_goes_up_too(client, facilitadora, mesa, viceministro):
    owed = CommitmentFactory(mesa=mesa, promise="Publicar la directiva")
    client.force_login(facilitadora)

    client.post(new(compromiso=owed), asking(viceministro))

    elevation = Elevation.objects.get()
    assert elevation.commitment == owed
    assert "Publicar la directiva" in client.get(at("elevation", elevation)).text
    assert "Que sí" in client.get(reverse("commitment", args=[owed.pk])).text


def test_two_who_write_the_brief_at_once_lose_nothing(client, facilitadora, prepared):
    client.force_login(facilitadora)
    Brief.write(prepared, text="La de la otra persona", by=None, at=NOON)

    answer = client.post(at("elevation-brief-edit", prepared), {"text": "La mía", "base": 0})

    assert answer.status_code == 422
    assert "La de la otra persona" in answer.text
    assert "La mía" in answer.text
    client.post(at("elevation-brief-edit", prepared), {"text": "Las dos", "base": 1})
    assert [brief.text for brief in prepared.briefs.all()] == ["La de la otra persona", "Las dos"]


def test_who_is_asked_decides_from_her_page_and_promises_are_made(
    client, viceministro, raised, enlace, facilitadora
):
    client.force_login(viceministro)
    entity = enlace.appointments.get().seat.organization
    page = client.get(reverse("convener")).text
    assert "Que un solo ministerio lleve el registro" in page
    assert entity.name in page

    client.post(at("elevation-answer", raised, "recepcion"))
    told = {
        "ruling": "dispute",
        "words": "Lo lleva AFOR",
        "decider": viceministro.pk,
        "decided_on": "2026-11-22",
        "p0-promise": "Publicar la resolución",
        "p0-responsible": entity.pk,
        "p0-due_on": SOON,
        "p0-follower": facilitadora.pk,
    }
    client.post(at("elevation-decision", raised), told)

    raised.refresh_from_db()
    assert raised.state == "decided"
    assert Commitment.objects.get().promise == "Publicar la resolución"
    after = client.get(reverse("convener")).text
    assert "Nada espera su decisión" in after
    assert "Publicar la resolución" in after


def test_half_a_promise_and_a_decision_without_words_are_told_and_kept(
    client, viceministro, raised
):
    client.force_login(viceministro)
    told = {"ruling": "other", "words": "", "decider": viceministro.pk, "decided_on": "2026-11-22"}

    empty = client.post(at("elevation-decision", raised), {**told, "p0-promise": "Publicar"})
    half = client.post(
        at("elevation-decision", raised), {**told, "words": "Sí", "p0-promise": "Publicar"}
    )
    broke = client.post(
        at("elevation-decision", raised), {**told, "ruling": "budget", "words": "Sí"}
    )

    assert [empty.status_code, half.status_code, broke.status_code] == [422, 422, 422]
    assert 'value="Publicar"' in half.text
    assert "cuánto presupuesto" in broke.text
    assert not Commitment.objects.exists()


def test_it_comes_back_with_a_reason(client, facilitadora, raised):
    client.force_login(facilitadora)

    silent = client.post(at("elevation-answer", raised, "devolucion"), {"words": ""})
    client.post(at("elevation-answer", raised, "devolucion"), {"words": "Falta el costo"})

    raised.refresh_from_db()
    assert silent.status_code == 422
    assert raised.state == "returned"
    assert "Falta el costo" in client.get(at("elevation", raised)).text


def test_the_next_rung_is_proposed_when_the_clock_runs_out(
    client, facilitadora, raised, time_machine
):
    assert "Puede subir al siguiente" not in _page(client, facilitadora, raised)
    time_machine.move_to(NOON + datetime.timedelta(days=11), tick=False)

    assert "Puede subir al siguiente, «ministerio»" in _page(client, facilitadora, raised)
    client.post(at("elevation-climb", raised), {"why": "Diez días sin respuesta"})

    raised.refresh_from_db()
    assert raised.rung_name == "ministerio"


def _page(client, person, elevation):
    client.force_login(person)
    return client.get(at("elevation", elevation)).text


def test_each_sees_its_half_and_strangers_nothing(
    client, raised, enlace, ministra, asesor, ajena, viceministro
):
    pages = ["elevation", "elevation-brief", "elevation-decision", "elevation-wording"]
    seen = {}
    for person in [enlace, asesor, ajena, viceministro, ministra]:
        client.force_login(person)
        seen[person] = [client.get(at(page, raised)).status_code for page in pages]

    assert seen[enlace] == [200, 200, 404, 404]
    assert seen[asesor] == [200, 200, 404, 404]
    assert seen[ajena] == [404, 404, 404, 404]
    assert seen[viceministro] == [200, 200, 200, 404]
    assert seen[ministra] == [200, 200, 200, 404]


def test_the_convener_page_is_of_who_is_asked(client, raised, enlace, facilitadora, ministra):
    answers = {}
    for person in [enlace, facilitadora, ministra]:
        client.force_login(person)
        answers[person] = client.get(reverse("convener")).status_code
    client.force_login(ministra)

    assert answers == {enlace: 404, facilitadora: 404, ministra: 200}
    assert client.get(f"{reverse('convener')}?de={raised.asked_of_id}").status_code == 404


def test_the_brief_and_the_monday_card_open_in_word(client, viceministro, raised):
    client.force_login(viceministro)

    brief = client.get(at("elevation-brief-docx", raised))
    card = client.get(reverse("convener-card"))

    assert "Dos registros." in _text(brief)
    assert "Que un solo ministerio lleve el registro" in _text(card)


def _text(answer):
    return "\n".join(each.text for each in Word(BytesIO(answer.content)).paragraphs)


def test_the_list_shows_the_oldest_without_an_answer_first(
    client, raised, facilitadora, mesa, viceministro
):
    other = ProblemFactory(mesa=mesa, title="Falta presupuesto")
    older = Elevation.objects.create(
        mesa=mesa,
        problem=other,
        asked="Que se pague",
        asked_of=viceministro,
        state="raised",
        raised_on=datetime.date(2026, 10, 1),
    )
    client.force_login(facilitadora)

    page = client.get(reverse("elevations")).text

    assert page.index(str(older)) < page.index(str(raised))
    answered = client.get(reverse("elevations"), {"estado": "respondidas"}).text
    assert "Nada espera respuesta" in answered


def leave_office(person):
    person.appointments.update(
        since_on=NOON.date() - datetime.timedelta(days=90),
        until_on=NOON.date() - datetime.timedelta(days=1),
    )


def test_who_left_the_office_reads_and_answers_no_more(client, raised, viceministro):
    leave_office(viceministro)
    client.force_login(viceministro)

    back = client.post(at("elevation-answer", raised, "devolucion"), {"words": "No"})

    assert back.status_code == 404
    assert client.get(at("elevation", raised)).status_code == 404
    assert client.get(at("elevation-brief-docx", raised)).status_code == 404
    assert client.get(reverse("convener")).status_code == 404
    raised.refresh_from_db()
    assert raised.is_waiting


def test_sent_twice_it_climbs_one_rung(client, facilitadora, raised):
    client.force_login(facilitadora)
    since = client.get(at("elevation-climb", raised)).context["form"]["since"].value()

    told = {"why": "Diez días sin respuesta", "since": since}
    answers = [client.post(at("elevation-climb", raised), told).status_code for _ in range(2)]

    raised.refresh_from_db()
    assert answers == [302, 422]
    assert raised.rung_name == "ministerio"


def test_once_up_its_brief_stands(client, facilitadora, raised):
    client.force_login(facilitadora)

    answer = client.post(at("elevation-brief-edit", raised), {"text": "Otra cosa", "base": 1})

    assert answer.status_code == 422
    assert "Otra cosa" in answer.text
    assert raised.briefs.count() == 1


@pytest.mark.parametrize("digits", [30, 5000])
def test_numbers_that_no_row_could_have_are_not_found(client, facilitadora, raised, digits):
    client.force_login(facilitadora)
    number = "9" * digits

    paths = [
        f"{at('elevation-brief', raised)}?version={number}",
        f"{at('elevation-brief-docx', raised)}?version={number}",
        f"{reverse('elevation-new')}?problema={number}",
        f"{reverse('convener')}?de={number}",
    ]

    assert [client.get(path).status_code for path in paths] == [404] * 4


def test_half_a_promise_is_said_above_with_what_is_missing(client, viceministro, raised):
    client.force_login(viceministro)
    told = {
        "ruling": "other",
        "words": "Sí",
        "decider": viceministro.pk,
        "decided_on": "2026-11-22",
    }

    half = client.post(at("elevation-decision", raised), {**told, "p0-promise": "Publicar"})

    summary = half.text.partition('class="error-summary"')[2].partition("</div>")[0]
    assert '<a href="#id_p0-responsible">' in summary
    assert "Diga qué organización lo hará." in summary
    assert "Diga para cuándo." in summary


def test_who_sent_it_up_is_proposed_to_follow_what_is_decided(
    client, viceministro, raised, facilitadora
):
    client.force_login(viceministro)

    page = client.get(at("elevation-decision", raised)).text

    follower = page.partition('id="id_p0-follower"')[2].partition("</select>")[0]
    assert f'value="{facilitadora.pk}" selected' in follower


def test_who_can_decide_is_named_with_her_office(client, facilitadora, problem, viceministro):
    entity = viceministro.appointments.get().seat.organization
    Post.take(viceministro, entity, title="Viceministro del Campo", since_on=None, by=None, at=NOON)
    client.force_login(facilitadora)

    page = client.get(f"{reverse('elevation-new')}?problema={problem.pk}").text

    assert f"{viceministro.name}, Viceministro del Campo</option>" in page


def test_somebody_without_power_is_refused_with_the_reason(client, facilitadora, problem, enlace):
    client.force_login(facilitadora)
    told = {"asked": " ", "asked_of": enlace.pk, "options": "Dos salidas"}

    answer = client.post(f"{reverse('elevation-new')}?problema={problem.pk}", told)

    assert answer.status_code == 422
    assert "no convoca el programa ni es del alto nivel" in answer.text
    assert "sin ella nadie podría contestar" in answer.text
    assert "Dos salidas" in answer.text


def test_what_already_waits_is_opened_instead_of_asked_again(client, facilitadora, raised):
    client.force_login(facilitadora)

    answer = client.get(f"{reverse('elevation-new')}?problema={raised.problem_id}")

    assert answer.url == at("elevation", raised)


def test_once_up_the_brief_is_read_and_not_offered_to_write(client, facilitadora, raised):
    client.force_login(facilitadora)

    answer = client.get(at("elevation-brief-edit", raised))

    assert answer.url == at("elevation-brief", raised)


def test_the_page_and_the_card_say_how_many_things_there_are(client, viceministro, raised):
    client.force_login(viceministro)

    pages = [client.get(reverse(name)).text for name in ("convener", "convener-sheet")]
    card = Word(BytesIO(client.get(reverse("convener-card")).content))

    assert all("Una cosa que solo usted puede destrabar" in page for page in pages)
    assert "Una cosa que solo usted puede destrabar" in [line.text for line in card.paragraphs]
    assert "Espera desde hoy" in pages[1]


def test_one_day_is_one_day_on_the_card(client, viceministro, raised, time_machine):
    time_machine.move_to(NOON + datetime.timedelta(days=1), tick=False)
    client.force_login(viceministro)

    assert "Espera hace 1 día<" in client.get(reverse("convener-sheet")).text


def test_the_card_stays_on_one_page_whatever_people_write(client, viceministro, raised):
    Problem.objects.update(title="t" * 200)
    Elevation.objects.update(asked="palabra " * 80)
    for number in range(6):
        entity = OrganizationFactory(name=f"Ministerio de nombre muy largo número {number}")
        raised.problem.involve(entity, role=EntityRole.MUST_ACT, by=None, at=NOON)
    client.force_login(viceministro)

    card = Word(BytesIO(client.get(reverse("convener-card")).content))

    lines = [line.text for line in card.paragraphs if line.text]
    [whom] = [line for line in lines if line.startswith("Dígaselo a:")]
    assert max(len(line) for line in lines) <= 200
    assert whom.endswith(" y 6 más")
    assert len(whom) < 78


def test_of_a_promise_it_is_said_to_who_made_it(client, facilitadora, mesa, viceministro):
    told = {"by": facilitadora, "at": NOON}
    promise = CommitmentFactory(mesa=mesa)
    elevation = Elevation.prepare(
        commitment=promise,
        motive="unresponsive",
        asked="Que se cumpla este mes",
        asked_of=viceministro,
        wanted_by=datetime.date(2026, 12, 20),
        **told,
    )
    Brief.write(elevation, text="Lo que pasa.", **told)
    elevation.warn(**told)
    elevation.go_up(**told)
    client.force_login(viceministro)

    page = client.get(reverse("convener")).text

    assert promise.responsible.name in page
    assert "Aún no se dice qué entidad debe actuar" not in page


def test_what_came_back_undecided_may_go_up_again_from_its_page(
    client, facilitadora, viceministro, raised
):
    again = f"{reverse('elevation-new')}?problema={raised.problem_id}"
    client.force_login(facilitadora)
    assert again not in client.get(at("elevation", raised)).text

    raised.send_back(words="Falta el costo", by=viceministro, at=NOON)

    assert again in client.get(at("elevation", raised)).text
    assert "Que un solo ministerio lleve el registro</textarea>" in client.get(again).text
    client.force_login(viceministro)
    assert again not in client.get(at("elevation", raised)).text
