"""The programme, its territories, organisations and people enter the directory."""

from destraba.mesas.models import Programme
from destraba.people.models import Organization, Person, Post, Role, Territory

SCHEME = "ficticio"
AT_THE_START = -243


def tell(stage, country, *, began):
    for code, name in country["territories"].items():
        stage.will(began, enter, code, name)
    for acronym, told in country["organizations"].items():
        stage.will(began, register, acronym, told)
    stage.will(began, set_up, country["programme"])
    for ref, told in country["people"].items():
        stage.on(told.get("since", AT_THE_START), meet, ref, told)
        if "left" in told:
            stage.on(told["left"], leave, ref)
    for ref, kind in country["roles"].items():
        stage.on(AT_THE_START, give, ref, kind)
    for acronym, told in country["renamings"].items():
        stage.on(told["day"], rename, acronym, told)


def enter(stage, code, name, *, at):
    parent = stage.territories.get(code.rpartition("-")[0])
    stage.territories[code] = Territory.enter(scheme=SCHEME, code=code, name=name, parent=parent)


def register(stage, acronym, told, *, at):
    place = told.get("territory")
    stage.organizations[acronym] = Organization.register(
        ref=told["ref"],
        name=told["name"],
        acronym=told.get("acronym", acronym),
        constituency=told["constituency"],
        level="subnational" if place else "national",
        parent=stage.organizations.get(told.get("parent")),
        territory=stage.territories[place] if place else None,
        is_anchor=told.get("anchor", False),
        groups=told.get("groups"),
        note=told.get("note", ""),
        by=None,
        at=at,
    )


def set_up(stage, told, *, at):
    convener = stage.organizations[told.pop("convener")]
    Programme.set_up(**told, convener=convener, is_fictional=True, by=None, at=at)


def meet(stage, ref, told, *, at):
    person = Person.register(
        ref=ref,
        name=told["name"],
        email=f"{ref}@ejemplo.test",
        phone=told.get("phone", ""),
        by=None,
        at=at,
    )
    stage.people[ref] = person
    organization = stage.organizations[told["of"]]
    day = stage.calendar.day(told.get("since", AT_THE_START))
    Post.take(person, organization, title=told["title"], since_on=day, by=None, at=at)


def leave(stage, ref, *, at):
    for post in stage.people[ref].posts.filter(until_on=None):
        post.leave(on=at.date(), by=None, at=at)


def give(stage, ref, kind, *, at):
    Role.give(stage.people[ref], kind, since_on=at.date(), by=None, at=at)


def rename(stage, acronym, told, *, at):
    stage.organizations[acronym].rename(
        name=told["name"],
        acronym=told["acronym"],
        on=at.date(),
        why=told["why"],
        by=stage.people[told["by"]],
        at=at,
    )
