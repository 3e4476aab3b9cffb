"""The minister decides, her team is formed and declares, and a step is skipped with its reason."""

from destraba.kit.vocabulary import DecisionKind, LaunchStep
from destraba.mesas import path
from destraba.mesas.models import Decision, TeamMember


def tell(stage, country):
    stage.on(country["decision"]["day"], decide, country["decision"])
    for ref, told in country["team"].items():
        stage.on(told["since"], join, ref, told)
        for declared in told.get("declared", []):
            stage.on(declared["day"], declare, ref, declared)
        if "criteria" in told:
            stage.on(told["since"] + 1, converse, ref, told["criteria"])
        if "changed" in told:
            stage.on(told["changed"]["day"], rededicate, ref, told["changed"])
    for told in country["skips"]:
        stage.on(told["day"], skip, told)


def decide(stage, told, *, at):
    Decision.take(
        ref="decision-de-convocar",
        kind=DecisionKind.CONVENE,
        decided_on=at.date(),
        decider=told["decider"],
        person=stage.people[told["person"]],
        norm=told["norm"],
        norm_url=told["norm_url"],
        powers=told["powers"],
        words=told["words"],
        why=told["why"],
        by=stage.people[told["by"]],
        at=at,
    )


def join(stage, ref, told, *, at):
    TeamMember.join(
        stage.people[ref],
        ref=f"equipo-{ref}",
        role=told["role"],
        since_on=at.date(),
        share_percent=told["share"],
        direct_line=told.get("line", ""),
        by=leader(stage),
        at=at,
    )


def declare(stage, ref, told, *, at):
    person = stage.people[ref]
    member(person).declare(
        has_interest=told.get("interest", False),
        organization=stage.organizations[told["of"]] if "of" in told else None,
        words=told.get("words", ""),
        on=at.date(),
        by=person,
        at=at,
    )


def converse(stage, ref, criteria, *, at):
    member(stage.people[ref]).converse(criteria=criteria, by=leader(stage), at=at)


def rededicate(stage, ref, told, *, at):
    each = member(stage.people[ref])
    each.rededicate(
        role=each.role,
        share_percent=told["share"],
        direct_line=each.direct_line,
        why=told["why"],
        by=leader(stage),
        at=at,
    )


def skip(stage, told, *, at):
    mesa, by = stage.mesas[told["mesa"]], stage.people[told["by"]]
    path.skip(mesa, LaunchStep(told["step"]), why=told["why"], by=by, at=at)


def member(person):
    return person.team_terms.get(until_on=None)


def leader(stage):
    return stage.people["coordinadora"]
