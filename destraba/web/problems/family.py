"""Where a problem came from, and where it went: what it was split or merged from, and into."""

from django.db.models import Count, Q

from destraba.mesas.models import Problem

BELOW = {"parts", "absorbed"}


def family_of(problem):
    """All of them in one query; in none when it is alone, as nearly all are."""
    if not (problem.held & BELOW or problem.merged_into_id or problem.split_from_id):
        return {"merged_into": None, "split_from": None, "parts": [], "absorbed": [], "apart": []}
    above = [pk for pk in (problem.merged_into_id, problem.split_from_id) if pk]
    near = Q(merged_into=problem.pk) | Q(split_from=problem.pk) | Q(pk__in=above)
    told = Problem.objects.filter(near).annotate(measured=Count("readings")).order_by("pk")
    only = told.only("title", "state", "merged_into", "split_from")
    found = {each.pk: each for each in only}
    gathered = [each for each in found.values() if each.merged_into_id == problem.pk]
    split_from = found.get(problem.split_from_id)
    return {
        "merged_into": found.get(problem.merged_into_id),
        "split_from": split_from,
        "parts": [each for each in found.values() if each.split_from_id == problem.pk],
        "absorbed": [each for each in gathered if each.split_from_id != problem.pk],
        "apart": _measured([*gathered, *([split_from] if split_from else [])]),
    }


def _measured(problems):
    """Its figures stay where they were told: they are found from where it goes on."""
    return [each for each in problems if each.measured]
