"""The file that shows that a commitment was kept: its name and hash travel; its bytes, if asked."""

import base64
from typing import Any

from django.utils.translation import gettext as _

from destraba.documents.models import Document
from destraba.kit.refusal import Refused

from ..kinds import REF, Giving, Kind, Moment, Ref, Taking
from ..known import NotTaken

SHA256 = "^[0-9a-f]{64}$"
TEXT = {"type": "string"}
WHO, WHEN = Ref("people"), Moment()


class Evidence(Kind):
    """A document: a group of data, because it has no section of its own."""

    def __init__(self) -> None:
        super().__init__(
            type="object",
            properties={
                "ref": {**TEXT, "pattern": REF, "maxLength": 60},
                "name": {**TEXT, "minLength": 1, "maxLength": 200},
                "sha256": {**TEXT, "pattern": SHA256},
                "content_type": {**TEXT, "maxLength": 100},
                "size": {"type": "integer", "minimum": 0, "maximum": 2_147_483_647},
                "by": WHO.schema,
                "at": WHEN.schema,
                "content": {**TEXT, "contentEncoding": "base64"},
            },
            required=["ref", "name", "sha256"],
            additionalProperties=False,
        )

    def mentions(self, value: Any) -> list[tuple[str, str]]:
        if not isinstance(value, dict):
            return []
        told = [("documents", value.get("ref")), ("people", value.get("by"))]
        return [(section, key) for section, key in told if isinstance(key, str)]

    def take(self, value: Any, taking: Taking) -> Any:
        table = taking.known.section("documents")
        document = table.get(value["ref"])
        if document is None:
            document = table[value["ref"]] = _new(value, taking)
        if document.sha256 != value["sha256"]:
            raise NotTaken(_("«%s» ya es la referencia de otro archivo.") % value["ref"])
        if "content" in value and not document.is_here:
            taking.files[document.ref] = _content(document, value["content"])
        return document

    def give(self, value: Any, giving: Giving) -> Any:
        document = giving.documents[value]
        told = {
            "ref": document.ref,
            "name": document.name,
            "sha256": document.sha256,
            "content_type": document.content_type,
            "size": document.size,
            "by": WHO.give(document.by_id, giving) if document.by_id else "",
            "at": WHEN.give(document.at, giving),
        }
        if giving.with_files and document.is_here and _is_on_disk(document):
            with document.file.open("rb") as file:
                told["content"] = base64.b64encode(file.read()).decode()
        return {key: each for key, each in told.items() if each not in ("", None)}


def _new(value: dict[str, Any], taking: Taking) -> Document:
    """Known by name and hash; its bytes may come in the file, later, or never."""
    return Document(
        ref=value["ref"],
        name=value["name"],
        sha256=value["sha256"],
        content_type=value.get("content_type", ""),
        size=value.get("size", 0),
        by=WHO.take(value["by"], taking) if value.get("by") else None,
        at=WHEN.take(value["at"], taking) if value.get("at") else taking.at,
    )


def _content(document: Document, text: str) -> bytes:
    try:
        content = base64.b64decode("".join(text.split()), validate=True)
        document.examine(content)
    except (ValueError, Refused) as error:
        words = str(error) if isinstance(error, Refused) else _("El contenido no está en base 64.")
        raise NotTaken(words) from error
    return content


def _is_on_disk(document: Document) -> bool:
    """A copy of the database alone knows of files that it does not have."""
    return bool(document.file.storage.exists(str(document.file.name)))
