"""Evidence travels by name and hash; its bytes only when they are asked for."""

import datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from destraba.documents.models import Document
from destraba.exchange.fault import NotSound
from destraba.mesas.models import Commitment
from tests.conftest import NOON
from tests.exchange.files import bring, sent
from tests.factories import CommitmentFactory

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n% Norma aprobada\n"


@pytest.fixture
def kept(settings, tmp_path):
    """A commitment that was kept, with a file that shows it."""
    settings.MEDIA_ROOT = tmp_path
    commitment = CommitmentFactory(ref="norma")
    document = Document.keep(SimpleUploadedFile("norma.pdf", PDF), ref="doc", by=None, at=NOON)
    commitment.fulfil(evidence="Se publicó", document=document, by=None, at=NOON)
    return commitment


def forget_everything(kept):
    commitment = Commitment.objects.get(pk=kept.pk)
    commitment.fulfilments.all().delete()
    Document.objects.all().delete()
    commitment.delete()


def test_without_files_the_name_and_the_hash_travel(kept):
    first = sent()
    forget_everything(kept)

    bring(first)

    document = Document.objects.get()
    assert "content:" not in first
    assert (document.name, len(document.sha256), document.is_here) == ("norma.pdf", 64, False)
    assert sent() == first


def test_a_page_says_that_a_file_did_not_travel(kept, client, ministra):
    first = sent()
    forget_everything(kept)
    bring(first)
    client.force_login(ministra)

    page = client.get(reverse("commitment", args=[Commitment.objects.get().pk]))

    assert "norma.pdf (el archivo no vino en la importación)" in page.text
    assert client.get(reverse("document", args=["doc"])).status_code == 404


def test_a_file_that_was_lost_travels_by_its_name(kept):
    Path(Document.objects.get().file.path).unlink()

    assert sent(with_files=True) == sent()


def test_with_files_their_bytes_travel_too(kept):
    first = sent(with_files=True)
    forget_everything(kept)

    bring(first)

    assert Document.objects.get().file.read() == PDF
    assert sent(with_files=True) == first


def test_the_bytes_may_come_later(kept):
    without, complete = sent(), sent(with_files=True)
    forget_everything(kept)
    bring(without)

    bring(complete, at=NOON + datetime.timedelta(days=1))

    assert Document.objects.get().file.read() == PDF


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("content: ", "content: AAAA", "huella SHA-256"),
        ("content: ", "content: ñ", "base 64"),
        ("sha256: ", "sha256: x", "no tiene la forma"),
    ],
)
def test_bytes_that_are_not_those_of_the_hash_are_refused(kept, old, new, words):
    first = sent(with_files=True)
    forget_everything(kept)

    with pytest.raises(NotSound, match=words):
        bring(first.replace(old, new))

    assert not Document.objects.exists()


def test_a_reference_is_one_files(kept):
    document = Document.objects.get()

    with pytest.raises(NotSound, match="otro archivo"):
        bring(sent().replace(document.sha256, "0" * 64))
