"""What just happened, told on the next page; with the way back where there is one."""

from typing import Literal

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest

LEVELS = {"ok": messages.SUCCESS, "info": messages.INFO, "warn": messages.WARNING}
UNDO = "undo="


def toast(
    request: HttpRequest, text: str, *, tone: Literal["ok", "info", "warn"] = "ok", undo: str = ""
) -> None:
    """`undo` is the address to which the button «Deshacer» posts."""
    messages.add_message(request, LEVELS[tone], text, extra_tags=f"{UNDO}{undo}" if undo else "")


def undo_of(message: Message) -> str:
    """Only an address of ours."""
    address = (message.extra_tags or "").partition(UNDO)[2]
    return address if address.startswith("/") and not address.startswith("//") else ""
