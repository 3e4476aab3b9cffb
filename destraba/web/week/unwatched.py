"""Territorial mesas that nobody follows up day by day, told to who runs them or the one above."""

from destraba.mesas.following import looked_after_by, watched


def unwatched(person, *, today):
    """Each with what is wrong (R31); one query, none for who only looks."""
    if person.sees_everything and not person.runs_everything:
        return []
    found = [(each.mesa, each.trouble(on=today)) for each in watched(looked_after_by(person))]
    return [(mesa, trouble) for mesa, trouble in found if trouble]
