"""Every event is told or silent on purpose, and whatever is told has its words."""

import re

from destraba.mesas.words import WORDS
from destraba.notifications.concerning import CONCERNED, INVITING, SILENT
from destraba.notifications.writing import TEXTS

FILES = {path.stem: path.read_text(encoding="utf-8") for path in TEXTS.glob("*.txt")}
INCLUDED = set(re.findall(r'(?:include|extends) "([\w.]+)\.txt"', "\n".join(FILES.values())))


def test_every_verb_is_told_or_silent_on_purpose():
    assert set(CONCERNED) | SILENT == set(WORDS)
    assert not set(CONCERNED) & SILENT


def test_what_is_told_has_its_text_and_every_text_its_use():
    assert set(CONCERNED) <= set(FILES)
    assert set(FILES) == set(CONCERNED) | INCLUDED


def test_who_wants_invitations_only_is_told_of_known_verbs():
    assert set(CONCERNED) > INVITING


def test_the_words_that_the_method_avoids_are_not_written():
    said = "\n".join(FILES.values())

    assert not re.search(r"\b(actas?|votar|votos?|votaci[oó]n(es)?|quórum)\b", said, re.IGNORECASE)


def test_every_sentence_is_marked_for_translation():
    for name, text in FILES.items():
        marked = re.sub(r"{% blocktranslate.*?{% endblocktranslate %}", "", text, flags=re.DOTALL)
        bare = re.sub(r"{%.*?%}|{{.*?}}", "", marked, flags=re.DOTALL)
        assert not re.search(r"[a-záéíóúñ]{4,}", bare.replace("min", "")), name
