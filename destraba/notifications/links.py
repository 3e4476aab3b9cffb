"""Addresses that work outside the browser: in a letter, in a calendar."""

from django.conf import settings
from django.urls import reverse


def link(name: str, *args: object) -> str:
    return f"{settings.DESTRABA_URL}{reverse(name, args=args)}"
