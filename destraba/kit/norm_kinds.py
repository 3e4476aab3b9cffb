"""How each country calls its norms, when its programme has not said: a start, to be edited."""

ANYWHERE = ("ley", "decreto", "resolución", "ordenanza", "circular", "norma técnica")
# By ISO 3166-1 alpha-2, from the one of most force down.
BY_COUNTRY = {
    "AR": (
        *("ley", "decreto de necesidad y urgencia", "decreto", "decisión administrativa"),
        *("resolución", "disposición", "ordenanza"),
    ),
    "BO": ("ley", "decreto supremo", "resolución ministerial", "resolución administrativa"),
    "CL": (
        *("ley", "decreto con fuerza de ley", "decreto supremo", "decreto exento"),
        *("resolución", "resolución exenta", "ordenanza", "circular"),
    ),
    "CO": (
        *("ley", "decreto ley", "decreto", "documento CONPES", "resolución"),
        *("ordenanza", "acuerdo", "circular"),
    ),
    "CR": ("ley", "decreto ejecutivo", "directriz", "reglamento", "resolución"),
    "EC": ("ley", "decreto ejecutivo", "acuerdo ministerial", "resolución", "ordenanza"),
    "MX": (
        *("ley", "reglamento", "decreto", "acuerdo"),
        *("norma oficial mexicana", "lineamientos"),
    ),
    "PE": (
        *("ley", "decreto legislativo (DL)", "decreto de urgencia (DU)", "decreto supremo (DS)"),
        *("resolución ministerial (RM)", "resolución directoral (RD)", "ordenanza"),
    ),
    "UY": ("ley", "decreto", "resolución ministerial", "resolución"),
}


def norm_kinds_of(country: str) -> list[str]:
    return list(BY_COUNTRY.get(country, ANYWHERE))
