"""Where the list of each figure of today is: exactly the rows that it counts."""

from django.urls import reverse

from destraba.kit.vocabulary import FigureCode

LISTS = {
    FigureCode.SOLVED: ("problems", "en-operacion"),
    FigureCode.VERIFIED: ("problems", "verificados"),
    FigureCode.PUBLISHED: ("problems", "publicados"),
    FigureCode.DECLARED: ("problems", "por-mostrar"),
    FigureCode.IN_FOCUS: ("problems", "in_focus"),
    FigureCode.LISTED: ("problems", "listed"),
    FigureCode.PARKED: ("problems", "parked"),
    FigureCode.OPEN: ("commitments", "abiertos"),
    FigureCode.LATE: ("commitments", "tarde"),
    FigureCode.KEPT: ("commitments", "cumplidos"),
    FigureCode.MESAS: ("mesas", "active"),
}


def list_of(code):
    name, state = LISTS[code]
    return f"{reverse(name)}?estado={state}"


def label_of(code):
    """A figure that this version does not know keeps its code."""
    return FigureCode(code).label if code in FigureCode.values else code
