"""A file that somebody uploaded waits an hour for its owner to say yes. Nothing of it is kept."""

import secrets

from django.core.cache import cache

HOUR = 60 * 60


def put(person, **held):
    """Keep it; the answer is its name, which serves only to this person."""
    token = secrets.token_urlsafe(16)
    cache.set(_key(person, token), held, HOUR)
    return token


def get(person, token):
    """What waits under that name; None when it is another's, or waits no more."""
    return cache.get(_key(person, token))


def drop(person, token):
    cache.delete_many([_key(person, token)])


def _key(person, token):
    return f"import:{person.pk}:{token}"
