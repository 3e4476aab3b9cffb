import datetime

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from destraba.ops.forgetting import forget_expired

DAY = datetime.timedelta(days=1)


def kept():
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM django_cache")
        return sorted(key.rpartition(":")[2] for (key,) in cursor.fetchall())


@pytest.mark.django_db
def test_a_file_that_nobody_imported_is_not_kept_beyond_its_hour():
    cache.set("waited-too-long", b"a programme", 60)
    cache.set("still-waits", b"another", 2 * 24 * 60 * 60)

    forget_expired(at=timezone.now() + DAY)

    assert kept() == ["still-waits"]


@pytest.mark.django_db
def test_who_signed_in_long_ago_is_forgotten():
    gone, here = SessionStore(), SessionStore()
    gone.set_expiry(-1)
    for session in (gone, here):
        session.create()

    forget_expired(at=timezone.now())

    assert [each.session_key for each in Session.objects.all()] == [here.session_key]
