"""Stable public ids: they travel in the programme file and never change."""

import secrets

# Crockford's alphabet without the letters that are read as digits.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def new_ref() -> str:
    """Ten characters that nobody else has (50 random bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(10))
