"""The premesa's pages: listening, grouping, the diagnosis, and whether there will be a mesa."""

import datetime
import io

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from destraba.kit.vocabulary import Constituency, MesaState
from destraba.mesas.grouping import group
from destraba.mesas.models import Decision, Diagnosis, ListeningNote, Problem, Statement
from destraba.mesas.models.listening import Said
from tests.conftest import NOON
from tests.factories import OrganizationFactory

PAGES = ["premesa", "premesa-grouping", "diagnosis", "diagnosis-docx", "premesa-decision"]
WRITING = ["listening-new", "diagnosis-edit"]
PERMIT = [
    "El permiso de importación de hilado demora cuatro meses en la aduana",
    "Los permisos para importar hilados demoran demasiado en aduanas",
    "En aduana se demora la importacion del hilado y paramos las maquinas",
]


@pytest.fixture
def premesa(mesa, facilitadora):
    """The mesa while it is only proposed."""
    mesa.state = MesaState.PROPOSED
    mesa.save()
    return mesa


@pytest.fixture
def client(client, facilitadora):
    client.force_login(facilitadora)
    return client


@pytest.fixture
def hear(premesa, facilitadora):
    def listen(*said, speaker="Una costurera", constituency=Constituency.WORKERS, **told):
        return ListeningNote.hear(
            premesa,
            said=[Said(*each) if isinstance(each, tuple) else Said(each) for each in said],
            heard_on=NOON.date(),
            speaker=speaker,
            constituency=constituency,
            by=facilitadora,
            at=NOON,
            **told,
        )

    return listen


def to(name, mesa, *more):
    return reverse(name, args=[mesa.pk, *more])


def sheet(*said, **told):
    rows = [each if isinstance(each, dict) else {"text": each} for each in said]
    typed = {"dicho-TOTAL_FORMS": len(rows), "dicho-INITIAL_FORMS": len(rows)}
    for place, row in enumerate(rows):
        typed |= {f"dicho-{place}-{name}": value for name, value in row.items()}
    return {
        "ref": "en-el-campo",
        "speaker": "Una costurera",
        "constituency": "workers",
        "heard_on": "2026-11-20",
        **typed,
        **told,
    }


def test_a_conversation_is_noted_with_all_it_leaves(client, premesa):
    typed = sheet(
        {"text": "Nos pagan por prenda", "cause": "Los pedidos llegan tarde"},
        "El taller no tiene salida",
        deficits=["DWD02", "DWD08"],
        groups=["women"],
        solutions="Inspección que enseñe",
        could_sit="El sindicato textil",
        liaison="Quien lleva inspección",
        authority="Dirección de inspección",
    )

    answer = client.post(to("listening-new", premesa), typed)

    note = ListeningNote.objects.get()
    assert answer.url == to("listening-note", premesa, note.pk)
    assert [each.told() for each in note.statements.all()] == [
        "Nos pagan por prenda (Los pedidos llegan tarde)",
        "El taller no tiene salida",
    ]
    page = client.get(answer.url).content.decode()
    assert 'data-draft-kept="en-el-campo"' in page
    for words in [
        "trabajo inseguro",
        "mujeres",
        "Dirección de inspección",
        "Inspección que enseñe",
    ]:
        assert words in page


def test_sent_twice_on_a_bad_line_it_is_one(client, premesa):
    typed = sheet("Nos pagan por prenda")

    first = client.post(to("listening-new", premesa), typed)
    second = client.post(to("listening-new", premesa), typed)

    assert first.url == second.url
    assert Statement.objects.count() == 1


def test_nobodys_name_is_refused_with_words_and_nothing_is_lost(client, premesa):
    typed = sheet("Nos pagan por prenda", speaker="", deficits=["DWD02"], place="Quilla")

    answer = client.post(to("listening-new", premesa), typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Diga quién habló" in page
    assert "Nos pagan por prenda" in page
    assert 'value="en-el-campo"' in page
    assert 'value="Quilla"' in page
    assert 'value="DWD02" id="id_deficits_1" checked' in page
    assert not ListeningNote.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"constituency": ""}, "Diga de qué sector es"),
        ({"organization": "Sindicato Inexistente"}, "no está en el directorio"),
        ({"heard_on": "2999-01-01"}, "El año debe estar"),
        ({"dicho-0-text": ""}, "Anote al menos una cosa que dijo"),
        ({"dicho-0-text": "", "dicho-0-cause": "La aduana"}, "diga también qué dijo"),
        ({"dicho-0-text": "a\x00b"}, "Hay algo por corregir"),
    ],
)
def test_what_is_missing_is_said(client, premesa, wrong, words):
    answer = client.post(to("listening-new", premesa), sheet("Nos pagan por prenda") | wrong)

    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_an_organisation_is_known_by_its_acronym(client, premesa):
    union = OrganizationFactory(acronym="FETEX", constituency=Constituency.WORKERS)
    typed = sheet("Nos pagan por prenda", organization="fetex", speaker="", constituency="")

    client.post(to("listening-new", premesa), typed)

    assert ListeningNote.objects.get().organization == union


def test_another_row_is_added_without_script_and_nothing_is_lost(client, premesa):
    typed = sheet("Nos pagan por prenda", more="1", place="Quilla", groups=["women"])

    answer = client.post(to("listening-new", premesa), typed)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Nos pagan por prenda" in page
    assert 'name="dicho-1-text"' in page
    assert 'value="Quilla"' in page
    assert 'value="en-el-campo"' in page
    assert not ListeningNote.objects.exists()


def test_correcting_starts_from_what_it_says(client, premesa, hear):
    note = hear("Nos pagan por prenda")
    said = note.statements.get()

    before = client.get(to("listening-edit", premesa, note.pk)).content.decode()
    row = {"pk": said.pk, "text": "Nos pagan por prenda hecha"}
    client.post(to("listening-edit", premesa, note.pk), sheet(row, ref=note.ref))

    said.refresh_from_db()
    assert f'value="{said.pk}"' in before
    assert said.text == "Nos pagan por prenda hecha"


def test_taking_back_asks_why(client, premesa, hear):
    note = hear("Nos pagan por prenda")
    where = to("listening-withdrawal", premesa, note.pk)

    refused = client.post(where, {"why": ""})
    taken = client.post(where, {"why": "Se anotó dos veces."})

    assert refused.status_code == 422
    assert taken.url == to("premesa", premesa)
    assert not ListeningNote.objects.exists()


def test_the_premesa_says_who_is_missing(client, premesa, hear):
    hear("Nos pagan por prenda", groups=["women"])

    page = client.get(to("premesa", premesa)).content.decode()

    assert "Falta escuchar a:" in page
    assert "<b>gobierno</b>" in page
    assert "pueblos indígenas" in page


@pytest.mark.parametrize("name", PAGES)
def test_each_page_is_there_before_anybody_spoke(client, premesa, name):
    assert client.get(to(name, premesa)).status_code == 200


@pytest.mark.parametrize("name", [*PAGES, *WRITING])
@pytest.mark.parametrize("who", ["enlace", "gremio", "ajena"])
def test_what_was_said_in_confidence_is_not_for_members_nor_strangers(
    client, premesa, request, name, who
):
    client.force_login(request.getfixturevalue(who))

    assert client.get(to(name, premesa)).status_code == 404


def test_an_adviser_reads_and_writes_nothing(client, premesa, asesor, hear):
    note = hear(PERMIT[0])
    client.force_login(asesor)

    reads = [client.get(to(name, premesa)).status_code for name in PAGES]
    writes = [client.get(to(name, premesa)).status_code for name in WRITING]
    posts = [
        client.post(to("premesa-grouping", premesa), {"place": "rest"}).status_code,
        client.post(to("premesa-decision", premesa), {}).status_code,
        client.post(to("listening-edit", premesa, note.pk), sheet("Otra")).status_code,
    ]

    assert set(reads) == {200}
    assert set(writes + posts) == {404}


def test_alike_statements_are_proposed_and_a_person_makes_them_a_problem(client, premesa, hear):
    said = [hear(text, deficits=["DWD01"]).statements.get() for text in PERMIT]
    where = to("premesa-grouping", premesa)

    page = client.get(where).content.decode()
    typed = {"place": said[0].pk, "statement": [each.pk for each in said[:2]], "title": "Hilado"}
    answer = client.post(where, typed, follow=True)

    assert "Parecen decir lo mismo" in page
    assert "hilado" in page
    problem = Problem.objects.get()
    assert set(problem.statements.all()) == set(said[:2])
    assert problem.deficits == ["DWD01"]
    assert "Deshacer" in answer.content.decode()


def test_a_group_without_a_title_is_refused_and_keeps_what_was_ticked(client, premesa, hear):
    said = [hear(text).statements.get() for text in PERMIT]
    where = to("premesa-grouping", premesa)

    answer = client.post(where, {"place": said[0].pk, "statement": [said[1].pk], "title": " "})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Dé un título al problema" in page
    assert f'value="{said[1].pk}" checked' in page
    assert f'value="{said[0].pk}" checked' not in page
    assert not Problem.objects.exists()


def test_grouping_and_setting_apart_are_undone_by_their_toast(client, premesa, hear, facilitadora):
    one, two, _three = [hear(text).statements.get() for text in PERMIT]
    where = to("premesa-grouping", premesa)
    event = group(premesa, [one], title="Hilado", by=facilitadora, at=NOON)
    apart = client.post(where, {"place": two.pk, "apart": two.pk}, follow=True)
    is_apart = f'href="#p{two.pk}"' in apart.content.decode()

    client.post(to("premesa-undo", premesa, event.pk))

    one.refresh_from_db()
    assert one.problem is None
    assert not is_apart
    assert Problem.objects.get().state == "dropped"


def test_a_statement_leaves_its_problem(client, premesa, hear, facilitadora):
    one, two = [hear(text).statements.get() for text in PERMIT[:2]]
    group(premesa, [one, two], title="Hilado", by=facilitadora, at=NOON)

    client.post(to("premesa-leaving", premesa, one.pk))

    assert list(Problem.objects.get().statements.all()) == [two]


def test_statements_of_another_mesa_are_not_grouped(client, premesa, hear, mesa):
    typed = {"place": "rest", "statement": ["999999"], "title": "Algo"}

    answer = client.post(to("premesa-grouping", premesa), typed)

    assert answer.status_code == 422
    assert not Problem.objects.exists()


def test_the_problems_page_counts_its_voices(client, premesa, hear, facilitadora, gremio):
    said = [hear(text).statements.get() for text in PERMIT]
    problem = group(premesa, said, title="Hilado", by=facilitadora, at=NOON).subject

    page = client.get(reverse("problem", args=[problem.pk])).content.decode()

    assert "Voces en la premesa" in page
    assert to("premesa", premesa) in page


def test_the_draft_of_the_diagnosis_tells_what_was_heard(client, premesa, hear, facilitadora):
    said = [
        hear((text, "La aduana revisa todo"), solutions="Ventanilla *única*").statements.get()
        for text in PERMIT
    ]
    group(premesa, said, title="Importar hilado <demora>", by=facilitadora, at=NOON)

    page = client.get(to("diagnosis", premesa)).content.decode()
    word = client.get(to("diagnosis-docx", premesa))

    assert "Importar hilado &lt;demora&gt;</h3>" in page
    assert "La aduana revisa todo" in page
    assert "Ventanilla *única*" in page
    assert "Aún no se ha escuchado a:" in page
    text = "\n".join(each.text for each in docx.Document(io.BytesIO(word.content)).paragraphs)
    assert "Importar hilado <demora>" in text
    assert "Estrategia de priorización" in text
    assert "diagnostico-" in word["Content-Disposition"]


def test_each_save_is_a_version(client, premesa):
    where = to("diagnosis-edit", premesa)

    client.post(where, {"text": "## Uno", "base": "0"})
    client.post(where, {"text": "## Dos", "base": "1"})

    assert [each.text for each in Diagnosis.objects.all()] == ["## Uno", "## Dos"]
    assert "Dos</h2>" in client.get(to("diagnosis", premesa)).content.decode()
    first = client.get(f"{to('diagnosis', premesa)}?version=1").content.decode()
    assert "Uno</h2>" in first
    assert client.get(f"{to('diagnosis', premesa)}?version=9").status_code == 404


def test_two_who_change_the_same_words_see_both(client, premesa):
    where = to("diagnosis-edit", premesa)
    client.post(where, {"text": "Primero la aduana.", "base": "0"})
    client.post(where, {"text": "Primero el crédito.", "base": "1"})

    answer = client.post(where, {"text": "Primero el taller.", "base": "1"})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Primero el crédito." in page
    assert "Primero el taller." in page
    assert Diagnosis.objects.count() == 2


def test_two_who_change_other_words_are_joined(client, premesa):
    where = to("diagnosis-edit", premesa)
    client.post(where, {"text": "Uno dos tres.\n\nCuatro cinco seis.", "base": "0"})
    client.post(where, {"text": "Uno DOS tres.\n\nCuatro cinco seis.", "base": "1"})

    client.post(where, {"text": "Uno dos tres.\n\nCuatro cinco SEIS.", "base": "1"})

    assert Diagnosis.objects.last().text == "Uno DOS tres.\n\nCuatro cinco SEIS."


def verdict(**told):
    return {
        "kind": "go",
        "decider": "Ministra de Producción",
        "decided_on": "2026-11-20",
        "why": "Hay con qué comenzar.",
        **told,
    }


def test_the_decision_is_kept_with_who_when_and_why(client, premesa):
    page = client.get(to("premesa-decision", premesa)).content.decode()

    answer = client.post(to("premesa-decision", premesa), verdict())

    decision = Decision.objects.get()
    assert "Se escuchó a los tres sectores" in page
    assert answer.url == to("premesa", premesa)
    assert (decision.kind, decision.decider) == ("go", "Ministra de Producción")
    premesa.refresh_from_db()
    assert premesa.state == MesaState.PROPOSED


@pytest.mark.parametrize("missing", ["decider", "decided_on", "why", "kind"])
def test_a_decision_that_nobody_could_attribute_is_refused(client, premesa, missing):
    answer = client.post(to("premesa-decision", premesa), verdict(**{missing: ""}))

    assert answer.status_code == 422
    assert not Decision.objects.exists()


def test_not_launched_it_closes_and_may_be_considered_again(client, premesa):
    where = to("premesa-decision", premesa)

    client.post(where, verdict(kind="no_go", why="Nadie del gobierno quiso hablar."))
    premesa.refresh_from_db()
    closed = premesa.state
    client.post(where, verdict(why="Ya hay viceministro."))
    premesa.refresh_from_db()

    assert (closed, premesa.state) == (MesaState.CLOSED, MesaState.PROPOSED)
    assert Decision.objects.count() == 2


def test_a_mesa_at_work_is_not_decided_again(client, premesa):
    premesa.state = MesaState.ACTIVE
    premesa.save()

    answer = client.post(to("premesa-decision", premesa), verdict())

    assert answer.status_code == 422
    assert "ya no se decide si se lanza" in answer.content.decode()


def test_the_minister_decides_herself(client, premesa, ministra):
    client.force_login(ministra)

    client.post(to("premesa-decision", premesa), verdict(decider="Ministra"))

    assert Decision.objects.get().person == ministra


def test_a_proposed_mesa_leads_to_its_premesa(client, premesa):
    page = client.get(reverse("mesa", args=[premesa.pk])).content.decode()

    assert to("premesa", premesa) in page


def test_no_page_asks_more_of_many_voices_than_of_few(client, premesa, hear, facilitadora):
    def asked(name):
        with CaptureQueriesContext(connection) as queries:
            client.get(to(name, premesa))
        return len(queries)

    def listen(times):
        for nth in range(times):
            note = hear(f"{PERMIT[nth % 3]} número {nth}", f"Otra cosa {nth}", speaker=f"Voz {nth}")
            group(premesa, [note.statements.last()], title=f"P{nth}", by=facilitadora, at=NOON)

    listen(2)
    for name in PAGES:
        asked(name)
    few = {name: asked(name) for name in PAGES}
    listen(8)

    assert {name: asked(name) for name in PAGES} == few
    assert max(few.values()) <= 20


def test_a_day_to_come_is_no_day_of_listening(client, premesa):
    to_come = (timezone.localdate() + datetime.timedelta(days=2)).isoformat()

    answer = client.post(to("listening-new", premesa), sheet("Algo", heard_on=to_come))

    assert answer.status_code == 422
    assert "todavía no llega" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("listening-new", {}),
        ("listening-new", {"dicho-TOTAL_FORMS": "999", "dicho-INITIAL_FORMS": "x"}),
        ("premesa-grouping", {}),
        ("premesa-grouping", {"place": "x", "statement": ["x", "9" * 30], "problem": "x"}),
        ("diagnosis-edit", {"base": "x", "text": ""}),
        ("premesa-decision", {"kind": "convene"}),
    ],
)
def test_what_no_page_would_send_is_refused_in_words(client, premesa, hear, name, typed):
    hear(PERMIT[0])

    answer = client.post(to(name, premesa), typed)

    assert answer.status_code == 422


def test_more_rows_than_there_may_be_are_not_opened(client, premesa):
    typed = sheet("Nos pagan por prenda", more="1") | {"dicho-TOTAL_FORMS": "999"}

    page = client.post(to("listening-new", premesa), typed).content.decode()

    assert 'name="dicho-39-text"' in page
    assert 'name="dicho-40-text"' not in page
