"""Files: bytes, hash, author."""

from .document import Document

__all__ = ["Document"]
