"""Who comes in: it is not told around yet."""

from destraba.mesas.models import is_of_the_team


def sees_launching(person):
    """Convener, coordinators, advisers and the team."""
    return person.sees_everything or is_of_the_team(person)
