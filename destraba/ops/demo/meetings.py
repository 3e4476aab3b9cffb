"""Meetings are planned, convened, held and closed; the next one inherits what stayed open."""

import datetime

from destraba.kit.vocabulary import InvitationAnswer, ItemState, MeetingKind, NoteKind, Presence
from destraba.mesas.models import AgendaItem, Agreement, Attendance, Meeting, Note

from . import promises
from .calendar import MINUTE, clock

LEAD = 7
FOLLOW_UP = "Seguimiento de compromisos"
# Between one decision on a problem and the next.
BREATH = datetime.timedelta(seconds=20)


def tell(stage, chapter):
    mesa, calendar = chapter["mesa"], stage.calendar
    followed = {told.get("next") for told in chapter["meetings"].values()}
    for ref, told in chapter["meetings"].items():
        day = calendar.beat(told["day"], anchor=mesa["anchor"])
        told["starts_at"] = calendar.at(day, clock(told["hour"]))
        lead = told.get("lead", LEAD)
        if ref not in followed:
            stage.on_day(calendar.before(day, lead), plan, mesa, ref, told)
        if told.get("convened", True):
            stage.on_day(calendar.before(day, lead - 1), convene, mesa, ref, told)
            stage.on_day(calendar.before(day, lead - 2), answer, mesa, ref, told)
        if told["day"] < 0:
            stage.will(told["starts_at"], hold, chapter, ref, told)
    promises.tell(stage, chapter)


def plan(stage, mesa, ref, told, *, at, after=None):
    stage.meetings[ref] = Meeting.plan(
        stage.mesas[mesa["key"]],
        ref=ref,
        kind=told.get("kind", MeetingKind.PERIODIC),
        starts_at=told["starts_at"],
        minutes=told.get("minutes", 90),
        place=told.get("place", ""),
        link=told.get("link", ""),
        purpose=told.get("purpose", ""),
        after=after,
        by=stage.people[mesa["team"]],
        at=at,
    )


def convene(stage, mesa, ref, told, *, at):
    """The agenda is made ready with what is new, and the seats are invited."""
    meeting, by = stage.meetings[ref], stage.people[mesa["team"]]
    lighten(stage, meeting, told, by=by, at=at)
    follow_up = [{"title": FOLLOW_UP}] if meeting.kind == MeetingKind.PERIODIC else []
    for item in [*follow_up, *told.get("items", [])]:
        if not item.get("new"):
            allot(find_or_add(stage, ref, item, mesa, at=at), item, by=by, at=at)
    meeting.convene(seats=list(seats(stage, mesa, ref, told)), by=by, at=at)


def lighten(stage, meeting, told, *, by, at):
    """What was solved, dropped or can wait leaves the agenda: two hours are two hours."""
    waiting = [stage.problems[ref] for ref in told.get("later", [])]
    for item in meeting.items.exclude(problem=None).select_related("problem"):
        if item.problem in waiting or not item.problem.is_alive:
            item.drop(by=by, at=at)


def allot(item, told, *, by, at):
    minutes = told.get("minutes", item.minutes)
    item.change(title=item.title, minutes=minutes, is_recurring=item.is_recurring, by=by, at=at)


def seats(stage, mesa, ref, told):
    """Everybody whom the meeting calls; an intersession calls only those named."""
    if "only" in told:
        return [stage.seats[mesa["key"], each] for each in told["only"]]
    return stage.meetings[ref].seats_to_invite()


def answer(stage, mesa, ref, told, *, at):
    """Who comes says so, who cannot excuses herself; the absent and the silent do not answer."""
    excused = told.get("excused", {})
    silent = [*told.get("absent", []), *told.get("silent", [])]
    reasons = {stage.seats[mesa["key"], each].pk: words for each, words in excused.items()}
    quiet = {stage.seats[mesa["key"], each].pk for each in silent}
    for nth, invitation in enumerate(stage.meetings[ref].invitations.with_people()):
        if invitation.person is None or invitation.seat_id in quiet:
            continue
        words = reasons.get(invitation.seat_id, "")
        says = InvitationAnswer.NO if words else InvitationAnswer.YES
        invitation.reply(says, words=words, by=invitation.person, at=at + nth * 3 * MINUTE)


def hold(stage, chapter, ref, told, *, at):
    mesa, meeting = chapter["mesa"], stage.meetings[ref]
    by = stage.people[mesa["team"]]
    meeting.open(by=by, at=at + 4 * MINUTE)
    receive(stage, mesa, meeting, told, by=by, at=at + 6 * MINUTE)
    moment = at + 8 * MINUTE
    for item in told["items"]:
        discuss(stage, chapter, ref, item, by=by, at=moment)
        moment += spent(item)
    if told.get("next"):
        following = chapter["meetings"][told["next"]]
        plan(stage, mesa, told["next"], following, after=meeting, at=moment + MINUTE)
    made = meeting.commitments.exists()
    meeting.close(nothing_promised=not made, by=by, at=moment + 3 * MINUTE)


def receive(stage, mesa, meeting, told, *, by, at):
    """Mark every seat that was invited, and greet the guests."""
    key = mesa["key"]
    excused = {stage.seats[key, each].pk for each in told.get("excused", {})}
    absent = {stage.seats[key, each].pk for each in told.get("absent", [])}
    instead = {stage.seats[key, each].pk: who for each, who in told.get("instead", {}).items()}
    for invitation in meeting.invitations.with_people():
        seat = invitation.seat
        came = stage.person(instead.get(seat.pk))
        vacant = seat.is_vacant and came is None
        presence = Presence.EXCUSED if seat.pk in excused else Presence.PRESENT
        Attendance.mark(
            meeting,
            seat,
            presence=Presence.ABSENT if vacant or seat.pk in absent else presence,
            person=came,
            on_behalf_of=seat.holder if came else None,
            by=by,
            at=at,
        )
    for name, acronym in told.get("guests", {}).items():
        organization = stage.organizations.get(acronym)
        Attendance.receive(meeting, guest_name=name, organization=organization, by=by, at=at)


def discuss(stage, chapter, ref, told, *, by, at):
    item = find_or_add(stage, ref, told, chapter["mesa"], at=at)
    item.start(at=at)
    for kind, key, delay in ((NoteKind.SAID, "said", 5), (NoteKind.LEARNED, "learned", 8)):
        if key in told:
            text = told[key].strip()
            Note.write(item, kind, text=text, base=0, by=by, at=at + delay * MINUTE)
    for words in told.get("agreements", []):
        agreement = Agreement.note(item, text=words["text"], by=by, at=at + 9 * MINUTE)
        for acronym, why in words.get("objections", {}).items():
            against = stage.organizations[acronym]
            agreement.object(against, words=why, by=by, at=at + 10 * MINUTE)
    for promise, words in born_here(chapter, ref, told):
        known = {"meeting": item.meeting, "item": item}
        promises.make(stage, chapter["mesa"], promise, words, **known, at=at + 11 * MINUTE)
    for nth, (_problem, decide) in enumerate(decided_here(stage, chapter, ref, told)):
        decide(at=at + 12 * MINUTE + nth * BREATH)
    item.finish(at=at + spent(told))


def born_here(chapter, ref, told):
    """The promises on this item's problem; those of no item of the agenda are the follow-up's."""
    for promise, words in promises.born_at(chapter, ref):
        if is_home(chapter, ref, told, words.get("problem")):
            yield promise, words


def decided_here(stage, chapter, ref, told):
    """What the session decided of this item's problem, in the same way."""
    return [each for each in stage.decisions[ref] if is_home(chapter, ref, told, each[0])]


def is_home(chapter, ref, told, problem):
    """Whether this item is where that problem is spoken of."""
    on_agenda = [each.get("problem") for each in chapter["meetings"][ref]["items"]]
    home = problem if problem in on_agenda else None
    return home == told.get("problem") and bool(home or told["title"] == FOLLOW_UP)


def spent(told):
    """Nothing takes exactly the time that it was given."""
    more = len(told.get("said", "")) % 10 - 4
    return (told.get("minutes", 15) + more) * MINUTE


def find_or_add(stage, ref, told, mesa, *, at):
    """The item on that problem, or with that title: carried over, or new on the agenda."""
    meeting = stage.meetings[ref]
    problem = stage.problems.get(told.get("problem"))
    there = meeting.items.filter(problem=problem) if problem else None
    found = there or meeting.items.filter(problem=None, title=told.get("title"))
    if item := found.exclude(state=ItemState.DISCUSSED).first():
        return item
    is_follow_up = told.get("title") == FOLLOW_UP
    return AgendaItem.add(
        meeting,
        title=told.get("title") or str(problem),
        minutes=told.get("minutes", 15),
        problem=problem,
        is_recurring=is_follow_up,
        is_follow_up=is_follow_up,
        by=stage.people[mesa["team"]],
        at=at,
    )
