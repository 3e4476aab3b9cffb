"""What has expired goes: who signed in long ago, and files that waited to be imported."""

import datetime

from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

# Django's own cache throws away by number, not by time: a file would stay, and go into backups.
EXPIRED = "DELETE FROM django_cache WHERE expires < %s"


def forget_expired(*, at: datetime.datetime) -> None:
    SessionStore.clear_expired()
    with connection.cursor() as cursor:
        cursor.execute(EXPIRED, [connection.ops.adapt_datetimefield_value(at)])
