"""Stable public ids: they travel in the programme file and never change."""

import secrets

from django.db import models

# Crockford's alphabet without the letters that are read as digits.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def new_ref() -> str:
    """Ten characters that nobody else has (50 random bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(10))


def free_ref(model: type[models.Model], ref: str) -> str:
    """The one asked for, or another when there is none or some other row has it."""
    taken = not ref or model._default_manager.filter(ref=ref).exists()
    return new_ref() if taken else ref
