"""How many queries a page makes: asked of the same code, in this process, with its middleware."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from destraba.people.models import Person


def most_queries(journey):
    """The most that any of its pages makes, once everything that is cached is cached."""
    if journey.act:
        return None
    client = Client(HTTP_HOST="127.0.0.1", raise_request_exception=False)
    client.force_login(Person.objects.get(ref=journey.role))
    client.get(journey.paths[0])
    return max(queries(client, path) for path in journey.paths[:12])


def queries(client, path):
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)
