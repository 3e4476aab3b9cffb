"""One table of everything that can be found. Each engine searches it with its own index."""

from collections.abc import Iterable
from typing import Any, Protocol

from django.db import connection, models

from destraba.kit.text import plain

from .stems import stem, stems

TITLE_LENGTH = 300
TEXT_LENGTH = 20_000
MOST_WORDS = 8
SHORT = 4


class Findable(Protocol):
    """What a noun says so that it can be found."""

    @property
    def pk(self) -> Any: ...

    @property
    def _meta(self) -> Any: ...

    def stream(self) -> str: ...

    def search_text(self) -> str:
        """The title in the first line; the rest is searched, not shown."""


class SearchDocQuerySet(models.QuerySet["SearchDoc"]):
    def matching(self, text: str, *, language: str = "es") -> "SearchDocQuerySet":
        """Those that have every word, whatever its ending; the last word may be unfinished."""
        wanted = list(stems_of_query(text, language))
        if not wanted:
            return self.none()
        if connection.vendor == "postgresql":
            return self._by_tsvector(wanted)
        return self._by_fts5(wanted)

    def _by_tsvector(self, wanted: list[tuple[str, str]]) -> "SearchDocQuerySet":
        asked = " & ".join(
            f"{begins}:*" if not is_whole else f"({is_whole} | {begins}:*)"
            for is_whole, begins in wanted
        )
        # As the index writes it; the column is named by whoever asks, also from inside a question.
        found = models.Func(
            models.F("words"),
            models.Value(asked),
            template="to_tsvector('simple', %(expressions)s)",
            arg_joiner=") @@ to_tsquery('simple', ",
            output_field=models.BooleanField(),
        )
        return self.annotate(found=found).filter(found=True).order_by("-pk")

    def _by_fts5(self, wanted: list[tuple[str, str]]) -> "SearchDocQuerySet":
        asked = " AND ".join(
            f'"{begins}"*' if not is_whole else f'("{is_whole}" OR "{begins}"*)'
            for is_whole, begins in wanted
        )
        # By the index's own number, so that it is read from the newest on, and no farther; «id» is
        # the doc's, however whoever asks calls its table.
        found: Any = self.extra(  # nosec B610 - the words are a parameter
            tables=["search_fts"],
            where=["search_fts.rowid = id", "search_fts MATCH %s"],
            params=[asked],
            order_by=["-search_fts.rowid"],
        )
        return found  # type: ignore[no-any-return]


class SearchDoc(models.Model):
    """A noun as it is found: `kind` and `object_id` say which, `stream` on whose timeline."""

    kind = models.CharField(max_length=40)
    object_id = models.PositiveBigIntegerField()
    stream = models.CharField(max_length=60, db_index=True)
    title = models.CharField(max_length=TITLE_LENGTH)
    words = models.TextField()

    objects = SearchDocQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="one_doc_per_noun")
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def refresh(cls, noun: Findable) -> None:
        """Say anew how it is found; part of the verb's own transaction."""
        doc = cls.of(noun)
        cls.objects.update_or_create(
            kind=doc.kind,
            object_id=doc.object_id,
            defaults={"stream": doc.stream, "title": doc.title, "words": doc.words},
        )

    @classmethod
    def forget(cls, noun: Findable) -> None:
        """It is no more: nobody should find it."""
        cls.objects.filter(kind=noun._meta.model_name, object_id=noun.pk).delete()

    @classmethod
    def refresh_all(cls, nouns: Iterable[Findable], *, batch: int = 1000) -> None:
        """The same for many at once, as an import brings them."""
        SearchDoc.objects.bulk_create(
            [cls.of(noun) for noun in nouns],
            batch_size=batch,
            update_conflicts=True,
            unique_fields=["kind", "object_id"],
            update_fields=["stream", "title", "words"],
        )

    @classmethod
    def of(cls, noun: Findable) -> "SearchDoc":
        text = noun.search_text()[:TEXT_LENGTH]
        return SearchDoc(
            kind=noun._meta.model_name,
            object_id=noun.pk,
            stream=noun.stream(),
            title=text.partition("\n")[0][:TITLE_LENGTH],
            words=" ".join(dict.fromkeys(stems(text))),
        )


def stems_of_query(text: str, language: str) -> Iterable[tuple[str, str]]:
    """What to look for: at most eight words, each as a stem to be met whole, if any, and as what
    a word may begin with.

    Many words begin with a short stem: «plano» is not «planta», so it is met whole.
    Folded, a sign may open into other words, or into none («⑴» → «(1)»): only they are asked.
    """
    for word in list(dict.fromkeys(_words(text)))[:MOST_WORDS]:
        found = _words(stem(word, language))
        bare = _words(plain(word))
        if len(found) == len(bare) == 1 and len(found[0]) <= SHORT and found != bare:
            yield found[0], bare[0]
        else:
            yield from (("", each) for each in found)


def _words(text: str) -> list[str]:
    return [word for word in "".join(c if c.isalnum() else " " for c in text).split() if word]
