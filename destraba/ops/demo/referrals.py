"""What the territorial mesa solves by itself, what it hands up, and what comes back."""

from destraba.mesas.models import Referral

SAID = ("asked", "executor", "inducement", "why", "consulted", "contact")


def tell(stage, country):
    below = Below()
    for told in country.get("levels", []):
        stage.on(told["day"], place, told)
    for ref, told in country.get("referrals", {}).items():
        stage.on(told["day"], below.send_up, ref, told)
        for step in told.get("then", []):
            stage.on(step["day"], below.move, ref, step)


def place(stage, told, *, at):
    stage.problems[told["problem"]].place(
        told["level"],
        why=told["why"],
        solver=told.get("solver", ""),
        by=stage.people[told["by"]],
        at=at,
    )


class Below:
    """What was sent so far, by the name that the data give it."""

    def __init__(self):
        self.referrals = {}

    def send_up(self, stage, ref, told, *, at):
        self.referrals[ref] = Referral.send_up(
            stage.problems[told["problem"]],
            to=stage.mesas[told["to"]],
            ref=ref,
            level=told["level"],
            wanted_by=stage.calendar.day(told["wanted"]),
            by=stage.people[told["by"]],
            at=at,
            **{name: told.get(name, "") for name in SAID},
        )

    def move(self, stage, ref, step, *, at):
        """One step is {day, <verb>: words}; accepting and solving say the rest too."""
        referral, said = self.referrals[ref], {"by": stage.people[step["by"]], "at": at}
        referral.refresh_from_db()
        if "accept" in step:
            problem = stage.problems[step["problem"]]
            referral.accept(words=step["accept"], problem=problem, **said)
        elif "solve" in step:
            day = stage.calendar.day(step["starts"])
            referral.solve(words=step["solve"], who=step["who"], starts_on=day, **said)
        else:
            verbs = ("receive", "ask_for_more", "tell", "answer", "send_back")
            verb = next(each for each in verbs if each in step)
            getattr(referral, verb)(words=step[verb], **said)
