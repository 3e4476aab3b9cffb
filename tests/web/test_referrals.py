"""What goes up from a territorial mesa and comes back, page by page."""

import datetime

import pytest
from django.urls import reverse

from destraba.kit.vocabulary import Constituency, EntityRole, ReferralState
from destraba.mesas.models import Problem, Referral
from destraba.mesas.models.question import NotReady
from tests.below import asking, sent, territorial
from tests.conftest import NOON
from tests.factories import CommitmentFactory, OrganizationFactory, ProblemFactory

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
SOON = datetime.date(2099, 1, 1)
UP = {
    "ref": "una-elevacion",
    "level": "third",
    "why": "La municipalidad no puede",
    "bodies": "Ministerio de Caminos",
    "asked": "Que reparen el puente",
    "wanted_by": SOON.isoformat(),
    "consulted": "La cooperativa",
    "contact": "Rosa, 555-0101",
}


@pytest.fixture
def problem(met):
    return ProblemFactory(mesa=met, title="El puente se corta")


@pytest.fixture
def referral(met, mesa, articuladora):
    return sent(met, mesa, by=articuladora, at=NOON)


def visit(client, who, name, *args, **told):
    client.force_login(who)
    return client.get(reverse(name, args=args), told)


def post(client, who, name, *args, **told):
    client.force_login(who)
    return client.post(reverse(name, args=args), told)


def page_of(answer):
    return answer.content.decode()


# ── the level ──


def test_the_first_level_stays_with_who_solves_it(client, problem, articuladora):
    told = {"ref": "un-nivel", "level": "first", "why": "Se puede", "solver": "La tractora"}

    answer = post(client, articuladora, "problem-level", problem.pk, **told)

    problem.refresh_from_db()
    assert problem.level == "first"
    assert problem.levels.get().solver == "La tractora"
    assert answer.url == f"{reverse('problem', args=[problem.pk])}?guardado=un-nivel"
    assert 'data-draft-kept="un-nivel"' in page_of(client.get(answer.url))


def test_the_third_level_goes_up_and_is_followed_as_a_parcel(client, problem, mesa, articuladora):
    answer = post(client, articuladora, "problem-level", problem.pk, to=mesa.pk, **UP)

    referral = Referral.objects.get()
    assert answer.url == reverse("referral", args=[referral.pk])
    assert (referral.ref, referral.executor) == ("una-elevacion", "Ministerio de Caminos")
    page = page_of(client.get(answer.url))
    assert "Le toca a la mesa nacional" in page
    assert "Que reparen el puente" in page


def test_the_second_level_names_who_executes_below(client, problem, mesa, articuladora):
    told = {**UP, "level": "second", "executor": "Gobierno regional", "inducement": "budget"}

    post(client, articuladora, "problem-level", problem.pk, to=mesa.pk, **told)

    referral = Referral.objects.get()
    assert (referral.executor, referral.inducement) == ("Gobierno regional", "budget")


def test_a_double_click_sends_one(client, problem, mesa, articuladora):
    for _click in range(2):
        post(client, articuladora, "problem-level", problem.pk, to=mesa.pk, **UP)

    assert Referral.objects.count() == 1


@pytest.mark.parametrize(
    ("level", "lacks"),
    [
        ("first", {"solver"}),
        ("second", {"executor", "inducement"}),
        ("third", {"asked"}),
        ("", {"level"}),
    ],
)
def test_each_level_asks_for_its_own_and_keeps_what_was_typed(
    client, problem, mesa, articuladora, level, lacks
):
    told = {**UP, "level": level, "asked": "", "consulted": "Lo que ya escribí"}

    answer = post(client, articuladora, "problem-level", problem.pk, to=mesa.pk, **told)

    assert answer.status_code == 422
    assert lacks <= set(answer.context["form"].errors)
    assert "Lo que ya escribí" in page_of(answer)
    assert not Referral.objects.exists()


def test_what_the_domain_refuses_is_said_in_the_form(client, referral, mesa, articuladora):
    told = {**UP, "ref": "otra"}

    answer = post(client, articuladora, "problem-level", referral.problem_id, to=mesa.pk, **told)

    assert answer.status_code == 422
    assert "Ya espera respuesta" in page_of(answer)


def test_only_who_runs_a_territorial_mesa_says_the_level(client, problem, mesa, cast, met):
    for who in (cast.facilitadora, cast.ministra, cast.ajena):
        assert visit(client, who, "problem-level", problem.pk).status_code == 404
    national = ProblemFactory(mesa=mesa)
    assert visit(client, cast.facilitadora, "problem-level", national.pk).status_code == 404


# ── the tray ──


def test_the_tray_has_what_waits_with_the_oldest_first(client, referral, met, mesa, cast):
    sent(met, mesa, by=None, at=NOON - 20 * DAY, title="Lo más viejo")

    answer = visit(client, cast.facilitadora, "tray", mesa.pk)

    rows = [row["referral"].title for row in answer.context["rows"]]
    assert rows == ["Lo más viejo", referral.title]
    assert "pasó el plazo para decir algo" in page_of(answer)
    assert "su turno" in page_of(answer)


def test_the_answered_have_their_own_list(client, referral, mesa, cast):
    referral.answer(words="Así", by=cast.facilitadora, at=NOON)

    waiting = visit(client, cast.facilitadora, "tray", mesa.pk)
    answered = visit(client, cast.facilitadora, "tray", mesa.pk, estado="respondidas")

    assert not waiting.context["rows"]
    assert [row["referral"] for row in answered.context["rows"]] == [referral]


def test_a_territorial_mesa_sees_what_it_sent_and_what_it_has_not(
    client, referral, met, articuladora
):
    ProblemFactory(mesa=met, title="Sin nivel")
    late = ProblemFactory(mesa=met, title="Olvidado")
    late.place("third", why="Sí", by=None, at=NOON - 40 * DAY)

    page = page_of(visit(client, articuladora, "tray", met.pk))

    assert "Falta decir de qué nivel son" in page
    assert "nadie los ha elevado" in page
    assert referral.title in page


def test_a_tray_is_of_who_runs_the_national_mesa(client, referral, mesa, cast):
    for who in (cast.enlace, cast.gremio, cast.ajena):
        assert visit(client, who, "tray", mesa.pk).status_code == 404
    assert visit(client, cast.ministra, "tray", mesa.pk).status_code == 200


def test_the_programme_has_one_tray_of_all(client, referral, cast, articuladora):
    for who in (cast.ministra, cast.asesor, cast.facilitadora, articuladora):
        assert referral.title in page_of(visit(client, who, "trays")), who.name
    for who in (cast.gremio, cast.ajena):
        assert referral.title not in page_of(visit(client, who, "trays")), who.name


# ── back ──


@pytest.mark.parametrize(
    ("step", "state"),
    [
        ("recepcion", ReferralState.RECEIVED),
        ("pedido", ReferralState.ASKED),
        ("respuesta", ReferralState.ANSWERED),
        ("devolucion", ReferralState.RETURNED),
    ],
)
def test_the_national_mesa_says_something(client, referral, cast, step, state):
    told = {"words": "Nuestras palabras", "since": 1}

    post(client, cast.facilitadora, "referral-answer", referral.pk, step, **told)

    referral.refresh_from_db()
    assert referral.state == state
    assert referral.turns.last().words == "Nuestras palabras"


def test_nothing_closes_without_words(client, referral, cast):
    answer = post(
        client, cast.facilitadora, "referral-answer", referral.pk, "respuesta", words=" ", since=1
    )

    assert answer.status_code == 422
    referral.refresh_from_db()
    assert referral.is_waiting


def test_from_an_old_page_nothing_is_done_twice(client, referral, cast):
    told = {"words": "En parte, por ahora", "is_partial": "on", "since": 1}
    for _click in range(2):
        answer = post(
            client, cast.facilitadora, "referral-answer", referral.pk, "respuesta", **told
        )

    assert answer.status_code == 422
    assert "otro paso" in page_of(answer)
    assert "En parte, por ahora" in page_of(answer)
    assert referral.turns.count() == 2


def test_a_step_that_is_none_is_not_found(client, referral, cast):
    answer = visit(client, cast.facilitadora, "referral-answer", referral.pk, "baile")

    assert answer.status_code == 404


def test_accepted_it_is_a_problem_of_the_national_mesa(client, referral, mesa, cast):
    post(client, cast.facilitadora, "referral-acceptance", referral.pk, words="Sí", since=1)

    referral.refresh_from_db()
    assert referral.national_problem.mesa == mesa
    page = page_of(visit(client, cast.facilitadora, "problem", referral.national_problem_id))
    assert "Quién espera abajo" in page
    assert referral.mesa.name in page


def test_several_are_joined_at_once_with_one_that_is_alike(client, referral, mesa, cast):
    sierra = territorial(mesa, name="Mesa Sierra")
    other = sent(sierra, mesa, by=None, at=NOON, title="El puente se corta cada año")
    known = ProblemFactory(mesa=mesa, title="Los puentes vecinales se cortan cada año")

    page = page_of(visit(client, cast.facilitadora, "referral-acceptance", referral.pk))
    told = {"words": "Juntas", "problem": known.pk, "also": [other.pk], "since": 1}
    post(client, cast.facilitadora, "referral-acceptance", referral.pk, **told)

    assert "Se parece a un problema que esta mesa ya tiene" in page
    assert "(se parece)" in page
    assert set(known.waited_for.all()) == {referral, other}


def test_solved_it_shows_below_who_and_since_when(client, referral, mesa, cast, articuladora):
    above = referral.accept(words="Sí", by=cast.facilitadora, at=NOON)
    made = CommitmentFactory(
        mesa=mesa, problem=above, promise="Poner las vigas", made_on=NOON.date()
    )
    told = {"words": "Se repara", "who": "Caminos", "starts_on": SOON, "commitments": [made.pk]}

    client.force_login(cast.facilitadora)
    client.post(reverse("referral-solution", args=[referral.pk]), {**told, "since": 2})

    page = page_of(visit(client, articuladora, "referral", referral.pk))
    assert "Se resolvió" in page
    assert "Poner las vigas" in page
    assert reverse("commitment", args=[made.pk]) not in page


def test_the_territorial_mesa_tells_more(client, referral, cast, articuladora):
    referral.ask_for_more(words="¿Qué largo tiene?", by=cast.facilitadora, at=NOON)

    question = page_of(visit(client, articuladora, "referral-telling", referral.pk))
    told = {"words": "Doce metros", "since": 2}
    post(client, articuladora, "referral-telling", referral.pk, **told)

    assert "¿Qué largo tiene?" in question
    assert "Doce metros" in page_of(visit(client, cast.facilitadora, "referral", referral.pk))


# ── each end sees its half ──


def test_each_end_opens_its_own_half(client, referral, cast, articuladora):
    above = referral.accept(words="La tomamos", by=cast.facilitadora, at=NOON)
    above.focus(why="Palabras de la sala nacional", by=cast.facilitadora, at=NOON)

    below_sees = page_of(visit(client, articuladora, "referral", referral.pk))
    above_sees = page_of(visit(client, cast.facilitadora, "referral", referral.pk))

    links = [reverse("problem", args=[each]) for each in (referral.problem_id, above.pk)]
    assert (links[0] in below_sees, links[1] in below_sees) == (True, False)
    assert (links[0] in above_sees, links[1] in above_sees) == (False, True)
    assert "puso el asunto en foco" in below_sees
    assert "Palabras de la sala nacional" not in below_sees
    assert client.get(links[0]).status_code == 404
    assert visit(client, articuladora, "problem", above.pk).status_code == 404
    assert visit(client, articuladora, "tray", above.mesa_id).status_code == 404


def test_nobody_else_finds_it(client, referral, cast):
    for who in (cast.enlace, cast.gremio, cast.ajena):
        assert visit(client, who, "referral", referral.pk).status_code == 404


def test_below_nobody_answers_and_above_nobody_tells(client, referral, cast, articuladora):
    for name in ("referral-acceptance", "referral-solution"):
        assert visit(client, articuladora, name, referral.pk).status_code == 404
    for who in (articuladora, cast.ministra, cast.asesor):
        answer = post(client, who, "referral-answer", referral.pk, "respuesta", words="Sí", since=1)
        assert answer.status_code == 404
    assert visit(client, cast.facilitadora, "referral-telling", referral.pk).status_code == 404
    referral.refresh_from_db()
    assert referral.turns.count() == 1


# ── where it is shown ──


def test_it_is_shown_where_each_works(client, referral, met, mesa, cast, articuladora):
    home = page_of(visit(client, articuladora, "mesa", met.pk))
    national = page_of(visit(client, cast.facilitadora, "mesa", mesa.pk))
    problem = page_of(visit(client, articuladora, "problem", referral.problem_id))
    weeks = [page_of(visit(client, who, "week")) for who in (articuladora, cast.facilitadora)]

    assert reverse("tray", args=[met.pk]) in home
    assert reverse("tray", args=[mesa.pk]) in national
    assert f"Elevado a {mesa.name}" in problem
    assert all(reverse("referral", args=[referral.pk]) in week for week in weeks)
    assert "su turno" in weeks[1]


def test_what_nobody_handed_up_is_said_on_its_page_and_in_the_week(client, met, articuladora):
    ProblemFactory(mesa=met, title="Sin nivel")
    late = ProblemFactory(mesa=met, title="Olvidado")
    late.place("third", why="Sí", by=None, at=NOON - 40 * DAY)

    home = page_of(visit(client, articuladora, "mesa", met.pk))
    week = page_of(visit(client, articuladora, "week"))

    assert "1 problema de segundo o tercer nivel que nadie ha elevado" in home
    assert "1 problema sin nivel dicho" in home
    assert "de segundo o tercer nivel, sin elevar" in week


def test_the_timelines_of_both_tell_it(client, referral, met, mesa, cast, articuladora):
    assert "Se elevó a la mesa nacional" in page_of(
        visit(client, articuladora, "mesa-timeline", met.pk)
    )
    assert "Llegó de una mesa territorial" in page_of(
        visit(client, cast.facilitadora, "mesa-timeline", mesa.pk)
    )


def test_who_sits_above_without_running_it_reads_nothing_of_it(client, referral, mesa, cast):
    assert "puente" not in page_of(visit(client, cast.gremio, "mesa-timeline", mesa.pk))
    assert "puente" not in page_of(visit(client, cast.gremio, "week"))


def test_a_stop_that_was_skipped_is_not_to_come(client, referral, cast):
    referral.accept(words="La llevamos", by=cast.facilitadora, at=NOON)
    page = page_of(visit(client, cast.facilitadora, "referral", referral.pk))
    assert "aceptada" in page
    assert "recibida" not in page


def test_the_programme_says_how_many_days_there_are(client, referral, mesa, cast, programme):
    programme.referral_days = 4
    programme.save()

    assert "Hay 4 días" in page_of(visit(client, cast.facilitadora, "tray", mesa.pk))


def test_a_problem_of_a_national_mesa_says_no_level(client, mesa, cast):
    problem = ProblemFactory(mesa=mesa)

    page = page_of(visit(client, cast.facilitadora, "problem", problem.pk))

    assert "De qué nivel es" not in page
    assert Problem.objects.get(pk=problem.pk).level == ""


def test_what_was_promised_late_on_the_day_of_acceptance_is_told(client, referral, mesa, cast):
    late = NOON.replace(hour=3) + datetime.timedelta(days=1)
    above = referral.accept(words="Sí", by=cast.facilitadora, at=late)
    CommitmentFactory(
        mesa=mesa, problem=above, promise="Reparar", made_on=NOON.date(), state="fulfilled"
    )

    page = visit(client, cast.facilitadora, "referral", referral.pk)

    assert [each["promise"] for each in page.context["promises"]] == ["Reparar"]


def test_the_problem_into_which_it_is_taken_is_read_again(referral, mesa, cast):
    told = {"by": cast.facilitadora, "at": NOON}
    above = ProblemFactory(mesa=mesa)
    Problem.objects.get(pk=above.pk).drop(why="No hace falta", **told)

    with pytest.raises(NotReady):
        referral.accept(words="Sí", problem=above, **told)


def test_what_came_back_may_be_sent_again_from_its_page(client, referral, mesa, cast, articuladora):
    told = {"words": "Falta la cifra", "by": cast.facilitadora, "at": NOON}
    again = reverse("problem-level", args=[referral.problem_id])
    client.force_login(articuladora)
    assert again not in client.get(reverse("referral", args=[referral.pk])).text

    referral.send_back(**told)

    assert again in client.get(reverse("referral", args=[referral.pk])).text
    assert f"{referral.asked}</textarea>" in client.get(again).text
    client.force_login(cast.facilitadora)
    assert again not in client.get(reverse("referral", args=[referral.pk])).text


@pytest.fixture
def stuck(problem):
    """Of the territorial mesa, in the hands of a public entity that has not moved."""
    entity = OrganizationFactory(constituency=Constituency.GOVERNMENT)
    problem.involve(entity, role=EntityRole.MUST_ACT, by=None, at=NOON)
    long_ago = NOON.date() - 400 * DAY
    Problem.objects.filter(pk=problem.pk).update(state="in_focus", moved_on=long_ago)
    return problem


def test_what_is_stuck_below_is_advised_to_go_to_the_national_mesa(client, stuck, articuladora):
    up, aloft = reverse("problem-level", args=[stuck.pk]), reverse("elevation-new")

    pages = [
        page_of(visit(client, articuladora, "problem", stuck.pk)),
        page_of(visit(client, articuladora, "elevation-advice")),
    ]

    for page in pages:
        assert "sin movimiento" in page
        assert f'href="{up}"' in page
        assert aloft not in page.partition("sin movimiento")[2].partition("dejar de lado")[0]


def test_what_a_national_mesa_has_is_advised_no_more(client, stuck, met, mesa, articuladora):
    Referral.send_up(stuck, to=mesa, by=articuladora, at=NOON, **asking(NOON))

    page = page_of(visit(client, articuladora, "problem", stuck.pk))
    listed = page_of(visit(client, articuladora, "elevation-advice"))

    assert "entidades públicas deben actuar" not in page
    assert stuck.title not in listed
