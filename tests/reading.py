"""GET writes nothing: in the suite, a page that writes while it is read fails."""

import re

from django.db import connection
from django.urls import Resolver404, resolve

READING = {"GET", "HEAD", "OPTIONS"}
WRITE = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|MERGE)\b", re.IGNORECASE)
# Who is signed in is kept by the session, not by the work.
BOOKKEEPING = ('"django_session"',)
# Doors of the demonstration: an address that signs in.
EXCEPTIONS = {"demo-sign-in"}


class ReadingChangesNothing:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in READING or name_of(request) in EXCEPTIONS:
            return self.get_response(request)
        with connection.execute_wrapper(refuse_to_write):
            return self.get_response(request)


def name_of(request):
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""


def refuse_to_write(execute, sql, params, many, context):
    if WRITE.match(sql) and not any(table in sql for table in BOOKKEEPING):
        raise AssertionError(f"A page wrote while it was read: {sql[:300]}")
    return execute(sql, params, many, context)
