"""Word documents from a template that the ministry may restyle in its own word processor.

A template in `var/plantillas/` wins over ours of the same name. Templates come from whoever
runs the installation, and still they are run in a sandbox; what people wrote is always escaped.
"""

import logging
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from django.conf import settings
from django.utils.translation import gettext as _
from docx.opc.exceptions import OpcError
from docxtpl.template import DocxTemplate
from jinja2 import TemplateError
from jinja2.sandbox import SandboxedEnvironment

from destraba.kit.refusal import Refused

from .writable import writable

OURS = Path(__file__).parent / "templates"
# No Word document, or one whose {{ places }} cannot be read.
BROKEN = (BadZipFile, OpcError, KeyError, ValueError, OSError, TemplateError)
log = logging.getLogger(__name__)


class BrokenTemplate(Refused):
    pass


def render(name: str, content: dict[str, Any]) -> bytes:
    """The bytes of the document `name` filled with `content`, plain values only."""
    return written(filled(name, content))


def filled(name: str, content: dict[str, Any]) -> DocxTemplate:
    """The template `name` with `content` in its places, still open to be written on."""
    template = _template(name)
    try:
        return _filled(template, content)
    except BROKEN as error:
        if template.parent == OURS:
            raise
        log.warning("%s cannot be used: %r", template, error)
        words = _("La plantilla propia «%s» no se puede usar: avise a quien opera Destraba.")
        raise BrokenTemplate(words % name) from error


def _filled(template: Path, content: dict[str, Any]) -> DocxTemplate:
    document = DocxTemplate(template)
    environment = SandboxedEnvironment(autoescape=True)
    document.render(_writable(content), environment, autoescape=True)
    return document


def written(document: DocxTemplate) -> bytes:
    """Its bytes."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _template(name: str) -> Path:
    theirs = Path(settings.VAR) / "plantillas" / name
    return theirs if theirs.exists() else OURS / name


def _writable(value: Any) -> Any:
    if isinstance(value, str):
        return writable(value)
    if isinstance(value, dict):
        return {key: _writable(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_writable(each) for each in value]
    return value
