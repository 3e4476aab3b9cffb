"""The preliminary list of a second round: who asked, how three people saw it, what was chosen."""

from destraba.mesas.models import Candidate, Programme

SCORED_AFTER = 6
PLAIN = ("name", "kind", "scope", "sections", "asked_in_words", "existing_tables")
SCORERS = ("coordinadora", "facilitadora", "diego-altuna")


def tell(stage, country):
    stage.on(country["weights"]["day"], weigh, country["weights"])
    for ref, told in country["candidates"].items():
        stage.on(told["day"], put_forward, ref, told)
        for place, person in enumerate(SCORERS):
            stage.on(told["day"] + SCORED_AFTER + place, score, ref, told["scores"], person)
        if "chosen" in told:
            stage.on(told["chosen"]["day"], choose, ref, told["chosen"])
        if "set_aside" in told:
            stage.on(told["set_aside"]["day"], set_aside, ref, told["set_aside"])


def weigh(stage, told, *, at):
    by = stage.people[told["by"]]
    Programme.current().weigh(told["told"], why=told["why"], by=by, at=at)


def put_forward(stage, ref, told, *, at):
    Candidate.put_forward(
        ref=ref,
        **{field: told[field] for field in PLAIN if field in told},
        territories=[stage.territories[code] for code in told.get("territories", [])],
        asked_by=stage.organizations[told["asked_by"]],
        no_existing_tables=told.get("no_tables", False),
        by=stage.people["coordinadora"],
        at=at,
    )


def score(stage, ref, scores, person, *, at):
    given = {code: each[person] for code, each in scores.items() if person in each}
    by = stage.people[person]
    candidate_of(ref).score_all(given, by=by, at=at)


def choose(stage, ref, told, *, at):
    stage.mesas[ref] = candidate_of(ref).choose(
        name=told["name"],
        ref=ref,
        decider=told["decider"],
        why=told["why"],
        by=stage.people[told["by"]],
        at=at,
    )


def set_aside(stage, ref, told, *, at):
    candidate_of(ref).set_aside(why=told["why"], by=stage.people[told["by"]], at=at)


def candidate_of(ref):
    return Candidate.objects.get(ref=ref)
