"""Territorial mesas that nobody follows up day by day, told to who runs them or the one above."""

from destraba.kit.vocabulary import MesaKind
from destraba.mesas.following import watches_of, watches_over


def unwatched(onlooker, *, today):
    """Each with what is wrong (R31); who only looks, or has none, is asked nothing."""
    found = [(each.mesa, each.trouble(on=today)) for each in _watches(onlooker, today)]
    return [(mesa, trouble) for mesa, trouble in found if trouble]


def _watches(onlooker, today):
    person = onlooker.person
    territorial = [each for each in onlooker.mesas.values() if each.kind == MesaKind.TERRITORIAL]
    if person.sees_everything:
        at_stake = [each.pk for each in territorial] if person.runs_everything else []
        return watches_over(at_stake, on=today)
    is_above = onlooker.run_with("territorial_mesas", "also_below")
    if not is_above and not any(onlooker.runs_mesa(each.pk) for each in territorial):
        return []
    return watches_of(person, on=today)
