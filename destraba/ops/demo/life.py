"""Each mesa is decided and launched; one rests; three agree on a roadmap, one of them twice."""

from destraba.kit.vocabulary import DecisionKind, MesaEventKind
from destraba.mesas.models import Decision, RoadmapRevision
from destraba.mesas.models.roadmap import Chosen

CEREMONY = ("place", "authorities", "norm", "norm_url")
MINISTER = "Elena Barrenechea Lobos, Ministra de Producción y Empleo"


def tell(stage, country, chapters):
    teams = {chapter["mesa"]["key"]: chapter["mesa"]["team"] for chapter in chapters}
    for key, told in country["life"].items():
        stage.on(told["go"]["day"], decide, key, told["go"])
        stage.on(told["launch"]["day"], launch, key, told["launch"], teams[key])
        for turn in ("narrowed", "suspended", "relaunched"):
            if turn in told:
                stage.on(told[turn]["day"], TURNS[turn], key, told[turn], teams[key])
        for number, one in enumerate(told.get("roadmaps", []), 1):
            stage.on(one["day"], agree, key, number, one)


def decide(stage, key, told, *, at):
    Decision.take(
        ref=f"lanzar-{key}",
        mesa=stage.mesas[key],
        kind=DecisionKind.GO,
        decided_on=at.date(),
        decider=MINISTER,
        person=stage.people["ministra"],
        why=told["why"],
        by=stage.people["coordinadora"],
        at=at,
    )


def launch(stage, key, told, team, *, at):
    ceremony = {name: told.get(name, "") for name in CEREMONY}
    stage.mesas[key].launch_officially(on=at.date(), by=stage.people[team], at=at, **ceremony)


def narrow(stage, key, told, team, *, at):
    stage.mesas[key].rescope(
        scope=told["scope"],
        way=MesaEventKind.NARROWED,
        why=told["why"],
        by=stage.people[team],
        at=at,
    )


def suspend(stage, key, told, team, *, at):
    stage.mesas[key].suspend(why=told["why"], by=stage.people[team], at=at)


def relaunch(stage, key, told, team, *, at):
    ceremony = {name: told.get(name, "") for name in CEREMONY}
    stage.mesas[key].relaunch(
        on=at.date(),
        convener=told["convener"],
        why=told["why"],
        by=stage.people[team],
        at=at,
        **ceremony,
    )


TURNS = {"narrowed": narrow, "suspended": suspend, "relaunched": relaunch}


def agree(stage, key, number, told, *, at):
    RoadmapRevision.agree(
        stage.mesas[key],
        ref=f"hoja-{key}-{number}",
        objective=stage.mesas[key].objective,
        chosen=[chosen(stage, ref, each) for ref, each in told["focus"].items()],
        why=told["why"],
        by=stage.people[told["by"]],
        at=at,
    )


def chosen(stage, ref, told):
    problem = stage.problems[ref]
    return Chosen(
        problem,
        pace=problem.pace,
        deficits=told.get("deficits", []),
        pillars=told.get("pillars", []),
        next_step=told["next_step"],
        why=told["why"],
        change_space=told.get("room", {}),
    )
