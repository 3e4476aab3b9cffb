"""What is followed up in the field, and the map, through the programme file."""

import io

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile

from destraba.documents.models import Document
from destraba.exchange.exporting import sections
from destraba.exchange.fault import NotSound
from destraba.mesas.models import Commitment, Entrusting, FieldNote, TerritoryMap
from destraba.trail.models import Event
from tests.conftest import NOON
from tests.maps import SQUARES

from .files import bring, sent

pytestmark = pytest.mark.django_db
FILE = """
format: destraba/1
people:
- {ref: nelida, name: Nélida Ruiz}
mesas:
- {ref: forestal, name: Mesa Forestal, kind: sectoral}
- {ref: selva, name: Mesa de la Selva, kind: territorial, parent: forestal}
commitments:
- ref: topografos
  mesa: forestal
  promise: Prestar cuatro topógrafos
  entrustings:
  - {mesa: selva, why: Ver si llegaron., since_on: 2026-07-01, by: nelida}
field_notes:
- ref: llegaron
  mesa: selva
  noted_on: 2026-07-08
  course: moved
  text: Llegaron dos.
  commitment: topografos
  by: nelida
"""


def test_what_is_followed_up_comes_with_its_days():
    bring(FILE)

    entrusting, note = Entrusting.objects.get(), FieldNote.objects.get()
    assert (entrusting.mesa.ref, entrusting.commitment.ref) == ("selva", "topografos")
    assert (note.course, note.commitment.ref, note.by.ref) == ("moved", "topografos", "nelida")
    told = Event.objects.filter(stream=note.stream()).order_by("at")
    assert list(told.values_list("verb", flat=True)) == ["entrusting.made", "fieldnote.noted"]


def test_brought_twice_it_is_the_same():
    bring(FILE)
    once = sent()

    bring(FILE)

    assert sent() == once
    assert (Entrusting.objects.count(), FieldNote.objects.count()) == (1, 1)


def test_two_that_stand_at_the_same_mesa_are_refused():
    twice = FILE.replace(
        "  - {mesa: selva, why", "  - {mesa: selva, why: Otra.}\n  - {mesa: selva, why"
    )

    with pytest.raises(Exception, match="ya se le encargó"):
        bring(twice)

    assert not Commitment.objects.exists()


def test_the_map_is_drawn_again_from_the_bytes_that_travel(facilitadora):
    upload = SimpleUploadedFile("pais.geojson", SQUARES)
    drawing = TerritoryMap.bring(upload, by=facilitadora, at=NOON).drawing
    with_files = yaml.safe_dump(dict(sections(with_files=True)), allow_unicode=True)
    without = yaml.safe_dump(dict(sections()), allow_unicode=True)
    TerritoryMap.objects.all().delete()

    bring(without)
    assert TerritoryMap.objects.get().drawing == drawing, "its bytes were here"
    TerritoryMap.objects.all().delete()
    document = yaml.safe_load(with_files)["territory_maps"][0]["document"]
    other = {**document, "ref": "otro"}
    bring(with_files.replace(f"ref: {document['ref']}", f"ref: {other['ref']}"))

    assert TerritoryMap.objects.get().drawing == drawing
    assert io.BytesIO(TerritoryMap.objects.get().document.file.read()).getvalue() == SQUARES


def test_a_file_that_is_here_and_is_no_map_is_refused_in_words(facilitadora):
    document = Document.keep(SimpleUploadedFile("nota.txt", b"hola"), by=facilitadora, at=NOON)
    told = {"ref": document.ref, "name": document.name, "sha256": document.sha256}
    file = {"format": "destraba/1", "territory_maps": [{"ref": "pais", "document": told}]}

    with pytest.raises(NotSound) as refused:
        bring(yaml.safe_dump(file))

    assert "GeoJSON" in str(refused.value.faults[0].words)

    assert not TerritoryMap.objects.exists()
