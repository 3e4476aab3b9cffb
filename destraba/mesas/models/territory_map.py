import datetime
from hashlib import sha256

from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.utils.translation import gettext as _

from destraba.documents.models import Document
from destraba.documents.models.document import TEN_MEGABYTES
from destraba.kit.geojson import ISO, NotAMap, draw, read
from destraba.kit.ref import new_ref
from destraba.people.models import Person, Territory
from destraba.trail.models import Sourced, Tracked


class TerritoryMap(Tracked, Sourced):
    """The official map of the country's territories, as it was brought; the last one holds."""

    ref = models.SlugField(max_length=60, unique=True, default=new_ref)
    document = models.ForeignKey(
        Document, null=True, on_delete=models.PROTECT, related_name="territory_maps"
    )
    # What `kit.geojson.draw` gives; empty while its bytes are not here.
    drawing = models.JSONField(default=dict, blank=True)
    by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "pk"]

    @classmethod
    @transaction.atomic
    def bring(
        cls, upload: UploadedFile, *, ref: str = "", by: Person | None, at: datetime.datetime
    ) -> "TerritoryMap":
        """Keep it, drawn light; and its places enter the directory. The same file, once."""
        if (upload.size or 0) > TEN_MEGABYTES:
            raise NotAMap(_("El archivo pasa de 10 MB: use un mapa más ligero."))
        content = upload.read()
        last = cls.current()
        if last and last.document and last.document.sha256 == sha256(content).hexdigest():
            return last
        places = read(content)
        upload.seek(0)
        document = Document.keep(upload, ref=ref, by=by, at=at)
        enter([(each.code, each.name) for each in places])
        told = cls.objects.create(
            ref=ref or new_ref(), document=document, drawing=draw(places), by=by, at=at
        )
        told.record("brought", by=by, at=at)
        return told

    @classmethod
    def current(cls) -> "TerritoryMap | None":
        return cls.objects.order_by("at", "pk").last()

    def __str__(self) -> str:
        return self.document.name if self.document else _("Mapa de territorios")

    def stream(self) -> str:
        return "programme"

    def redraw(self) -> None:
        """Its bytes came after it: with a file of the programme."""
        if self.document and self.document.is_here:
            with self.document.file.open("rb") as file:
                self.drawing = draw(read(file.read()))
            self.save(update_fields=["drawing"])


def enter(told: list[tuple[str, str]]) -> int:
    """Places by code and name enter the directory; how many were not there."""
    known = set(Territory.objects.values_list("code", flat=True))
    new = [(code, name) for code, name in told if code not in known]
    for code, name in new:
        scheme = "iso3166-2" if ISO.fullmatch(code) else "ubigeo" if code.isdecimal() else "otro"
        Territory.enter(scheme=scheme, code=code, name=name)
    return len(new)
