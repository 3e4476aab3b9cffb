import datetime
import functools
import hashlib

import filetype
from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from destraba.kit.ref import new_ref
from destraba.kit.refusal import Refused
from destraba.people.models import Person

TEN_MEGABYTES = 10 * 1024 * 1024
# What evidence is, by content and not by name, and how the name of each may end.
WELCOME = {
    "application/pdf": (".pdf",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (".xlsx",),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": (".pptx",),
    "application/vnd.oasis.opendocument.text": (".odt",),
    "application/vnd.oasis.opendocument.spreadsheet": (".ods",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/webp": (".webp",),
    "text/plain": (".txt", ".geojson", ".json"),
}
LONGEST_NAME = 200


class NotWelcome(Refused):
    pass


def _place(document: "Document", filename: str) -> str:
    return f"documents/{document.sha256[:2]}/{document.ref}"


class Document(models.Model):
    """A file kept with its hash; who may see it follows from what it is attached to."""

    ref = models.SlugField(max_length=60, unique=True, default=new_ref)
    name = models.CharField(max_length=LONGEST_NAME)
    file = models.FileField(upload_to=_place)
    sha256 = models.CharField(max_length=64, db_index=True)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    @classmethod
    @transaction.atomic
    def keep(
        cls, upload: UploadedFile, *, ref: str = "", by: Person | None, at: datetime.datetime
    ) -> "Document":
        """Store what was uploaded; refused by size or by what its content really is."""
        if (upload.size or 0) > TEN_MEGABYTES:
            raise NotWelcome(_("El archivo pasa de 10 MB: comparta un enlace en su lugar."))
        content = upload.read()
        kind = _kind(content)
        document = cls(
            ref=ref or new_ref(),
            name=_name(upload.name or "", kind),
            sha256=hashlib.sha256(content).hexdigest(),
            content_type=kind,
            size=len(content),
            by=by,
            at=at,
        )
        document.file.save(document.name, ContentFile(content))
        return document

    def __str__(self) -> str:
        return self.name

    @property
    def is_here(self) -> bool:
        """False when an import told of it, and its bytes did not travel."""
        return bool(self.file)

    def examine(self, content: bytes) -> None:
        """Raise NotWelcome when these bytes are not its own, or are no evidence."""
        if len(content) > TEN_MEGABYTES:
            raise NotWelcome(_("El archivo pasa de 10 MB: comparta un enlace en su lugar."))
        if hashlib.sha256(content).hexdigest() != self.sha256:
            raise NotWelcome(_("El contenido no es el del archivo: su huella SHA-256 es otra."))
        _kind(content)

    @transaction.atomic
    def bring(self, content: bytes) -> None:
        """Its bytes arrive, after an import told of it."""
        self.examine(content)
        self.content_type, self.size = _kind(content), len(content)
        self.name = _name(self.name, self.content_type)
        self.file.save(self.name, ContentFile(content))

    def drop_bytes(self) -> None:
        """Its file goes, once it is certain that nothing points to it any more."""
        if not self.is_here:
            return
        transaction.on_commit(functools.partial(self.file.storage.delete, self.file.name))


def _name(given: str, kind: str) -> str:
    """What it is called, ended as what it is: text with tags must not open as a page."""
    try:
        name = get_valid_filename(given)
    except SuspiciousFileOperation:
        name = _("documento")
    endings = WELCOME[kind]
    if name.lower().endswith(endings):
        endings = ("",)
    return name[: LONGEST_NAME - len(endings[0])] + endings[0]


def _kind(content: bytes) -> str:
    """The content type by the bytes themselves; raises NotWelcome for what evidence never is."""
    guess = filetype.guess(content)  # type: ignore[no-untyped-call]
    found = guess.mime if guess else _text(content)
    if found not in WELCOME:
        raise NotWelcome(
            _("Se aceptan PDF, Word, Excel, PowerPoint, ODF, imágenes y texto, por su contenido.")
        )
    return found


def _text(content: bytes) -> str:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return "text/plain" if b"\x00" not in content else ""
