"""Whatever somebody hands over is read without harm, or refused in words."""

import pytest

from destraba.exchange.fault import Unreadable
from destraba.exchange.reading import LARGEST, line_of, read


def refusal(content):
    with pytest.raises(Unreadable) as refused:
        read(content if isinstance(content, bytes) else content.encode())
    return refused.value


def test_values_are_those_of_json_and_nothing_else():
    told = read(b"a: 2015\nb: 010101\nc: no\nd: true\ne: 2015-09-30\nf: ~\ng: '12'\nh: 1.5\ni: 1e3")

    assert told == {
        "a": 2015,
        "b": "010101",
        "c": "no",
        "d": True,
        "e": "2015-09-30",
        "f": None,
        "g": "12",
        "h": 1.5,
        "i": "1e3",
    }


def test_each_value_knows_its_line():
    told = read(b"# comment\nformat: destraba/1\nmesas:\n- ref: a\n  name: x\n\n- ref: b\n")

    assert line_of(told, "mesas") == 3
    assert line_of(told["mesas"], 1) == 7
    assert line_of(told["mesas"][0], "name") == 5


def test_json_is_known_by_its_content_and_so_is_yaml_that_begins_with_a_brace():
    assert read(b'\xef\xbb\xbf {"a": [1, "\\ud83d\\ude00"]}') == {"a": [1, "😀"]}
    assert read(b"{a: 1, b: [x]}") == {"a": 1, "b": ["x"]}


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("", 0, "vacío"),
        ("# nada", 0, "no tiene datos"),
        ("hola", 0, "No es un archivo del programa"),
        ("ref;nombre\nmef;Economía\n", 0, "CSV"),
        ("ref,name,kind\na,b,c\nd,e: x,f", 0, "CSV"),
        ("<html>\n<body>", 0, "página web"),
        ("a: b: c", 1, "dos puntos"),
        ("a:\n\t- b", 2, "tabulador"),
        ("mesas:\n- ref: a\n - ref: b", 3, "sangría"),
        ("a: [1, 2", 2, "cerrar"),
        ("a: 'x", 1, "comillas"),
        ("a\x01: b", 0, "control"),
        ("a: 1\na: 2", 2, "dos veces"),
        ('{"a": 1, "a": 2}', 0, "dos veces"),
        ("a: 1\n---\nb: 2", 2, "segundo documento"),
        ("? [a]\n: b", 1, "clave"),
        ("a: !!python/object/apply:os.system [ls]", 1, "tipos"),
        ('a: "\\0"', 1, "base de datos"),
        ('{"a": "\\u0000"}', 0, "base de datos"),
        ('{"a": "\\ud800"}', 0, "base de datos"),
        ('{"a": NaN}', 0, "base de datos"),
        ("á: é".encode("latin-1"), 1, "UTF-8"),
        ("a: é\n".encode("utf-16"), 1, "UTF-8"),
        (b"a: 1\nb: \xff", 2, "UTF-8"),
        (b"PK\x03\x04\xff\xfe", 0, "Office"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(content, line, words):
    refused = refusal(content)

    assert words in refused.words
    assert refused.line == line


def test_a_few_lines_that_stand_for_gigabytes_are_refused_at_once():
    bomb = "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n"

    assert "anclas ni alias" in refusal(bomb).words


@pytest.mark.parametrize("deep", ["[", "- ", "{a: ", '{"a":'])
def test_groups_without_end_are_refused(deep):
    assert "grupos" in refusal(deep * 100_000).words


def test_a_file_too_large_is_refused_before_it_is_read():
    assert "64 MB" in refusal(b"a" * (LARGEST + 1)).words
