from destraba.mesas.models import Meeting

from .kept import kept


@kept
def meeting_name(kind: str, number: int | None) -> str:
    """«Sesión 14», from the plain values of a row."""
    return str(Meeting(kind=kind, number=number))
