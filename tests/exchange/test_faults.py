"""What is wrong is said with its line, its path and words; and then nothing is kept."""

import json

import pytest

from destraba.exchange.fault import MOST, NotSound
from destraba.exchange.nouns import NOUNS
from destraba.people.models import Organization
from destraba.trail.models import Event
from tests.exchange.files import SMALL, bring

pytestmark = pytest.mark.django_db


def faults(text):
    with pytest.raises(NotSound) as refused:
        bring(text)
    assert not any(noun.model.objects.exists() for noun in NOUNS)
    assert not Event.objects.exists()
    return refused.value


def broken(old, new):
    assert old in SMALL
    return faults(SMALL.replace(old, new, 1))


def test_each_fault_names_the_file_the_line_the_path_and_what_to_do():
    told = str(broken("due_on: 2026-12-01", "due_on: 2026-02-31"))

    assert told.splitlines()[0] == (
        "programa.yaml, línea 54, commitments[0].due_on: «2026-02-31» no es una fecha que exista: "
        "escriba año-mes-día (2026-11-26)."
    )
    assert told.splitlines()[-1] == "No se cambió nada."


@pytest.mark.parametrize(
    ("old", "new", "path", "words"),
    [
        (
            "promise: Publicar el instructivo",
            "promise: ' '",
            "commitments[0].promise",
            "está vacío",
        ),
        ("  promise: Publicar el instructivo\n", "", "commitments[0].promise", "falta"),
        (
            "promise: Publicar el instructivo",
            "promise: unknown",
            "commitments[0].promise",
            "descon",
        ),
        (
            "mesa: forestal\n  promise",
            "mesa: foresta\n  promise",
            "commitments[0].mesa",
            "«forestal»?",
        ),
        ("item: sesion-1#1", "item: sesion-1#2", "commitments[0].item", "«sesion-1#1»?"),
        ("item: sesion-1#1", "item: sesion-1", "commitments[0].item", "sesion-2#3"),
        ("kind: sectoral", "kind: sectorial", "mesas[0].kind", "¿Quiso decir «sectoral»?"),
        ("responsible: mef", "responsable: mef", "commitments[0].responsable", "«responsible»?"),
        ("number: 1", "number: uno", "meetings[0].number", "número entero"),
        ("number: 1", "number: 0", "meetings[0].number", "el mínimo es 1"),
        ("Ana@Ejemplo.test", "ana", "people[0].email", "correo"),
        ("America/Lima", "Marte/Olimpo", "programme.time_zone", "zona horaria"),
        ("America/Lima", "UTC, country: Perú", "programme.country", "dos letras"),
        ("America/Lima", "UTC, facts: [{ref: a, text: b, on: x}]", "facts[0].on", "año-mes"),
        ("2026-02-10 10:00", "2026-02-10 25:00", "meetings[0].starts_at", "momento"),
        ("launched_on: 2026-01-15", "launched_on: enero", "mesas[0].launched_on", "fecha"),
        ("{ref: luz, name: Luz Rojas}", "{ref: ana, name: Luz Rojas}", "people[1].ref", "línea 7"),
        ("{ref: luz, name: Luz Rojas}", "Luz", "people[1]", "grupo de datos"),
        ("people:\n", "persons: []\npeople:\n", "persons", "sección"),
        (
            "  - {kind: said",
            "  - {kind: said, text: a}\n    - {kind: said",
            "notes[1].kind",
            "dos veces",
        ),
        ("- {guest_name: Vecina,", "- {seat: asiento,", "attendance[1].seat", "dos veces"),
        ("state: discussed", "is_recurring: sí", "items[0].is_recurring", "true o false"),
        ("kind: sectoral", "source: 7", "mesas[0].source", "fuente"),
        ("kind: sectoral", "parent: forestal", "mesas[0].parent", "da la vuelta"),
        ("kind: sectoral", "territories: [iso3166-2:PE-LOR]", "mesas[0].territories", "no está en"),
        (
            "role: holder, since_on: 2026-01-15",
            "role: holder, since_on: 2026-01-15, until_on: 2026-01-14",
            "seats[0].appointments[0].until_on",
            "antes de comenzar",
        ),
    ],
)
def test_each_datum_out_of_shape_is_told_where_it_stands(old, new, path, words):
    found = [str(fault) for fault in broken(old, new).faults]

    assert any(path in fault and words in fault for fault in found), found


def test_faults_of_every_sort_are_told_at_once_in_the_order_of_the_file():
    text = SMALL.replace("kind: sectoral", "kind: x").replace("2026-12-01", "2026-13-01")

    told = faults(text.replace("responsible: mef", "responsible: minem"))

    assert [fault.path for fault in told.faults] == [
        "mesas[0].kind",
        "commitments[0].responsible",
        "commitments[0].due_on",
    ]


def test_beyond_fifty_the_rest_is_counted():
    people = "\n".join(f"- {{ref: p{n}, name: ''}}" for n in range(MOST + 7))

    told = faults(f"format: destraba/1\npeople:\n{people}")

    assert len(told.faults) == MOST
    assert "… y 7 errores más." in str(told)


def test_in_json_the_path_says_where():
    told = faults(json.dumps({"format": "destraba/1", "people": [{"ref": "a b", "name": "A"}]}))

    assert str(told.faults[0]).startswith("people[0].ref: «a b» no sirve de referencia")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("mesas: []", "Le falta «format: destraba/1»"),
        ("format: destraba/9\nmesas: []", "Es de otro formato («destraba/9»)"),
        ("ref,nombre\nmef,Economía\n", "CSV"),
        ("a: &a [1]\nb: *a", "anclas"),
        ("format: destraba/1\nmesas: {ref: a}", "debe ser una lista"),
        ("format: destraba/1\nprogramme: []", "grupo de datos"),
    ],
)
def test_what_is_no_programme_file_is_refused_in_words(text, words):
    assert words in str(faults(text))


def test_what_is_wrong_with_the_whole_file_is_told_after_its_name():
    assert str(faults("")).startswith("programa.yaml: El archivo está vacío.")


def test_a_text_of_ten_megabytes_is_refused_with_its_length():
    told = broken("Se pide dos veces lo mismo.", "x" * 10_000_000)

    assert "tiene 10000000 letras; caben 100000." in str(told)
    assert len(str(told)) < 300


def test_an_organisation_that_is_there_under_another_ref_is_offered():
    bring(SMALL)

    with pytest.raises(NotSound) as refused:
        bring("format: destraba/1\norganizations: [{ref: eco, name: ministerio de economia}]")

    assert "«ministerio de economia» ya existe, con la referencia «mef»" in str(refused.value)
    assert Organization.objects.count() == 2


@pytest.mark.parametrize("twin", ["MEF", "ministerio  de ECONOMÍA"])
def test_an_organisation_is_not_twice_in_a_file_by_name_nor_by_acronym(twin):
    told = broken("name: Gremio Forestal", f"name: {twin}")

    assert "referencia «mef»" in str(told)


def test_an_organisation_is_known_by_the_names_that_it_bore():
    told = broken(
        "constituency: employers}",
        "constituency: employers, names: [{name: Hacienda, acronym: mef, until_on: 1990-01-01}]}",
    )

    assert "organizations[1].names[0].acronym" in str(told)


def test_an_email_is_one_persons():
    told = broken("name: Luz Rojas}", "name: Luz Rojas, email: ana@ejemplo.test}")

    assert "el correo «ana@ejemplo.test» ya es de «ana»" in str(told)


def test_two_meetings_of_a_kind_have_two_numbers():
    told = broken("commitments:", "- {ref: otra, mesa: forestal, number: 1}\ncommitments:")

    assert "el número 1 ya es de «sesion-1»" in str(told)


def test_the_state_of_a_commitment_is_what_its_facts_say():
    facts = "fulfilments: [{evidence: Sí, on: 2026-03-01}]"

    told = broken("made_on: 2026-02-10", f"state: open\n  {facts}")
    twice = broken("made_on: 2026-02-10", facts.replace("]", ", {evidence: No, on: 2026-03-02}]"))

    assert "debe ser «fulfilled»" in str(told)
    assert "ya hay otro en pie" in str(twice)


def test_references_that_lead_in_a_circle_are_told():
    told = faults(
        """
        format: destraba/1
        organizations:
        - {ref: a, name: A, parent: b}
        - {ref: b, name: B, parent: c}
        - {ref: c, name: C, parent: a}
        """
    )

    assert [fault.path for fault in told.faults] == ["organizations[0].parent"]
