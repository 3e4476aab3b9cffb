"""How an early file asks about nouns that a later one defines, so that files never loop."""

from typing import Any, cast

from django.db.models import Model, QuerySet


def rows_of(model: type[Model], related: str) -> QuerySet[Any]:
    """All rows of the noun that points back at `model` under the name `related`."""
    field = cast(Any, model._meta.get_field(related))
    return cast(QuerySet[Any], field.related_model.objects.all())
