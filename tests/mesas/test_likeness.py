"""What says much the same is found, whatever the accents and the endings; nothing is merged."""

import itertools
import random
import time

import pytest

from destraba.mesas.likeness import Text, groups, nearest, root

SAID = [
    "El permiso de importación de hilado demora cuatro meses en la aduana",
    "Los permisos para importar hilados demoran demasiado en aduanas",
    "En aduana se demora la importacion del hilado y paramos las maquinas",
    "Las costureras trabajan a destajo en talleres sin contrato",
    "Hay costurera que trabaja en el taller a destajo, sin contrato ni seguro",
    "No hay crédito para renovar la maquinaria de los talleres pequeños",
]


def texts(*said):
    return [Text(key, words) for key, words in enumerate(said, 1)]


@pytest.mark.parametrize(
    "family",
    [
        ("exportacion", "exportación", "exportaciones", "Exportar"),
        ("demora", "demoran", "demorado"),
        ("tramite", "trámites"),
        ("energía", "energia", "energías"),
        ("trabajadora", "trabajadores"),
        ("certificación", "certificaciones", "certificacion"),
    ],
)
def test_accents_and_endings_count_for_nothing(family):
    assert len({root(word) for word in family}) == 1


def test_what_says_the_same_is_proposed_together_with_the_words_it_shares():
    found = groups(texts(*SAID))

    assert [each.keys for each in found] == [[1, 2, 3], [4, 5]]
    assert {"hilado", "aduana"} & set(found[0].words)


def test_two_that_were_set_apart_are_not_proposed_together_again():
    found = groups(texts(*SAID), apart={(1, 2), (1, 3), (2, 3)})

    assert [each.keys for each in found] == [[4, 5]]


def test_the_same_word_alone_makes_no_group():
    found = groups(texts("El puerto cobra caro", "El puerto no tiene luz", "Falta agua en la zona"))

    assert found == []


def test_a_cause_in_common_helps_and_weighs_less_than_the_words():
    alone = groups([Text(1, "Los talleres cierran"), Text(2, "Se pierden pedidos grandes")])
    caused = groups(
        [
            Text(1, "Los talleres cierran pronto", "el contrabando de prendas usadas"),
            Text(2, "Se cierran talleres", "contrabando de prendas usadas"),
        ]
    )

    assert alone == []
    assert [each.keys for each in caused] == [[1, 2]]


def test_a_statement_finds_the_problem_that_it_resembles():
    problems = [Text(1, "Importar hilado demora meses"), Text(2, "Talleres sin contrato")]

    found = nearest(texts("La importación del hilado demora", "No llega el agua"), problems)

    assert found == {1: 1}


def test_words_of_no_weight_and_no_words_at_all_are_no_trouble():
    assert groups(texts("", "de la que se", "¡¿…?!", "2026 90 días")) == []
    assert nearest([], []) == {}


def test_five_hundred_statements_take_a_moment():
    dice = random.Random(7)
    words = [
        f"{a}{b}" for a, b in itertools.product(["mo", "te", "lu", "ca", "ri"], SAID[3].split())
    ]
    many = [Text(key, " ".join(dice.choices(words, k=18))) for key in range(1, 501)]
    began = time.perf_counter()

    groups(many)

    assert time.perf_counter() - began < 5
