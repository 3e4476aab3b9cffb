"""Promises are made, at a meeting or between two; then kept, put off, withdrawn or handed on."""

from django.core.files.uploadedfile import SimpleUploadedFile

from destraba.documents.models import Document
from destraba.mesas.models import Commitment


def tell(stage, chapter):
    """Those born between meetings; and what became of all of them."""
    for ref, told in chapter["promises"].items():
        if "made" in told:
            stage.on(told["made"], make, chapter["mesa"], ref, told)
        for step in told.get("then", []):
            stage.on(step["day"], move, ref, step)


def born_at(chapter, meeting):
    """The promises of one meeting, in the order of the data."""
    return [(ref, told) for ref, told in chapter["promises"].items() if told.get("in") == meeting]


def make(stage, mesa, ref, told, *, at, meeting=None, item=None):
    contact = stage.person(told.get("contact"))
    stage.commitments[ref] = Commitment.make(
        stage.mesas[mesa["key"]],
        ref=ref,
        promise=told["text"],
        responsible=stage.organizations[told["who"]],
        contact=contact,
        follower=stage.people[told.get("follow", mesa["team"])],
        due_on=stage.calendar.day(told["due"]),
        certainty=told.get("certainty", "determined"),
        problem=stage.problems.get(told.get("problem")),
        meeting=meeting,
        item=item,
        by=stage.people[mesa["team"]],
        at=at,
    )


def move(stage, ref, step, *, at):
    """One step is {day, <verb>: …}."""
    verbs = {
        "done": fulfil,
        "extend": extend,
        "withdraw": withdraw,
        "reopen": reopen,
        "hand": reassign,
        "reword": reword,
    }
    commitment = stage.commitments[ref]
    by = stage.person(step.get("by")) or commitment.contact or commitment.follower
    verb = next(each for each in verbs if each in step)
    verbs[verb](stage, commitment, step, by=by, at=at)


def fulfil(stage, commitment, step, *, by, at):
    document = None
    if "file" in step:
        upload = SimpleUploadedFile(step["file"]["name"], step["file"]["text"].encode())
        document = Document.keep(upload, ref=f"evidencia-{commitment.ref}", by=by, at=at)
    commitment.fulfil(
        evidence=step["done"], link=step.get("link", ""), document=document, by=by, at=at
    )


def extend(stage, commitment, step, *, by, at):
    commitment.extend(
        due_on=stage.calendar.day(step["extend"]),
        reason=step["why"],
        certainty=step.get("certainty", "determined"),
        by=by,
        at=at,
    )


def withdraw(stage, commitment, step, *, by, at):
    commitment.withdraw(reason=step["withdraw"], by=by, at=at)


def reopen(stage, commitment, step, *, by, at):
    commitment.reopen(why=step["reopen"], by=by, at=at)


def reassign(stage, commitment, step, *, by, at):
    to = step["hand"]
    commitment.reassign(
        contact=stage.person(to.get("contact")),
        responsible=stage.organizations.get(to.get("who")) or commitment.responsible,
        follower=stage.person(to.get("follow")) or commitment.follower,
        why=step["why"],
        by=commitment.follower,
        at=at,
    )


def reword(stage, commitment, step, *, by, at):
    commitment.reword(promise=step["reword"], why=step["why"], by=commitment.follower, at=at)
