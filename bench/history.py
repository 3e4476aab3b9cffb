"""What one mesa of the large programme has lived: sessions, problems, promises and their trail."""

import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import prefetch_related_objects
from django.utils import timezone

from bench.cast import seats
from destraba.kit.text import plain
from destraba.kit.vocabulary import (
    CommitmentState,
    EntityRole,
    MeetingState,
    NoteKind,
    Presence,
    ProblemState,
)
from destraba.mesas.models import (
    AgendaItem,
    Attendance,
    Commitment,
    Extension,
    Fulfilment,
    Meeting,
    Note,
    Problem,
    ProblemEntity,
)
from destraba.search.models import SearchDoc
from destraba.trail.models import Event

PROMISES_PER_SESSION = 8
ITEMS = 5
IN_FOCUS = 4
BATCH = 2000
DAY = datetime.timedelta(days=1)
HALF_PAST_NINE = datetime.time(9, 30)


class MesaHistory:
    def __init__(self, mesa, cast, teller, *, number, today):
        self.mesa, self.cast, self.teller, self.number = mesa, cast, teller, number
        self.today = today
        self.events = []
        self.types = {
            noun: ContentType.objects.get_for_model(noun) for noun in (Problem, Commitment, Meeting)
        }

    def tell(self, rows: int) -> None:
        count = max(2, rows // PROMISES_PER_SESSION)
        start = self.today - 14 * count * DAY
        self.seats, self.people, _teller = seats(
            self.mesa, self.cast, number=self.number, since_on=start
        )
        self.team = self.people[self.seats[0].pk]
        self.problems = self.make_problems(rows, start)
        self.meetings = self.make_meetings(count)
        self.items = self.make_items()
        self.make_attendance()
        self.make_commitments(rows)
        Event.objects.bulk_create(self.events, batch_size=BATCH)

    def at(self, day, time=HALF_PAST_NINE):
        return timezone.make_aware(datetime.datetime.combine(day, time))

    def remember(self, verb, subject, day):
        self.events.append(
            Event(
                verb=verb,
                subject_type=self.types[type(subject)],
                subject_id=subject.pk,
                stream=f"mesa:{self.mesa.pk}",
                about=str(subject),
                by=self.team,
                at=self.at(day),
                told_at=self.at(day),
            )
        )

    def make_problems(self, rows, start):
        span = (self.today - start).days
        made = Problem.objects.bulk_create(
            (self.problem(nth, rows, start + span * nth // rows * DAY) for nth in range(rows)),
            batch_size=BATCH,
        )
        members = self.seats[1:]
        ProblemEntity.objects.bulk_create(
            (
                ProblemEntity(
                    problem=problem,
                    organization=members[(nth + part) % len(members)].organization,
                    role=EntityRole.MUST_ACT if part == 0 else EntityRole.AFFECTED,
                    authority_to_find=nth % 9 == 0,
                )
                for nth, problem in enumerate(made)
                for part in (0, 5)
            ),
            batch_size=BATCH,
        )
        for problem in made:
            self.remember("problem.raised", problem, problem.moved_on)
        prefetch_related_objects(made, "names")
        SearchDoc.refresh_all(made)
        return made

    def problem(self, nth, rows, day):
        title = self.teller.title(self.number * rows + nth)
        state = ProblemState.IN_FOCUS if nth >= rows - IN_FOCUS else self.state_of_problem(nth)
        return Problem(
            ref=f"b-p-{self.number}-{nth}",
            mesa=self.mesa,
            title=title,
            title_key=plain(title),
            statement=self.teller.paragraph(),
            pace="early_win" if nth % 3 else "structural",
            failures=["public_private"],
            state=state,
            moved_on=min(day, self.today),
        )

    def state_of_problem(self, nth):
        return [
            ProblemState.SOLVED,
            ProblemState.LISTED,
            ProblemState.SOLVED,
            ProblemState.LISTED,
            ProblemState.DROPPED,
        ][nth % 5]

    def make_meetings(self, count):
        """One each fortnight; the last to come, within days."""
        days = [self.today + (3 - 14 * (count - nth)) * DAY for nth in range(count + 1)]
        made = Meeting.objects.bulk_create(
            (
                Meeting(
                    ref=f"b-s-{self.number}-{nth}",
                    mesa=self.mesa,
                    number=nth + 1,
                    state=MeetingState.CLOSED if nth < count else MeetingState.CONVENED,
                    starts_at=self.at(day),
                    minutes=120,
                    place="Sala Cedro",
                    opened_at=self.at(day) if nth < count else None,
                    closed_at=self.at(day, datetime.time(11, 30)) if nth < count else None,
                )
                for nth, day in enumerate(days)
            ),
            batch_size=BATCH,
        )
        for meeting in made[:-1]:
            self.remember("meeting.closed", meeting, meeting.day)
        return made

    def make_items(self):
        """Five problems a session, the last five at the session to come."""
        chosen = self.problems[-ITEMS:]
        made = AgendaItem.objects.bulk_create(
            (
                AgendaItem(
                    meeting=meeting,
                    position=position + 1,
                    title=problem.title[:200],
                    problem=problem,
                    minutes=20,
                    state="discussed" if meeting.is_closed else "pending",
                )
                for nth, meeting in enumerate(self.meetings)
                for position, problem in enumerate(self.on_agenda(nth, chosen))
            ),
            batch_size=BATCH,
        )
        Note.objects.bulk_create(
            (
                Note(
                    item=item,
                    kind=NoteKind.SAID,
                    text=self.teller.paragraph(2),
                    version=1,
                    by=self.team,
                    at=item.meeting.starts_at,
                )
                for item in made
                if item.state == "discussed"
            ),
            batch_size=BATCH,
        )
        return made

    def on_agenda(self, nth, chosen):
        if not self.meetings[nth].is_closed:
            return chosen
        start = nth * ITEMS % max(1, len(self.problems) - ITEMS)
        return self.problems[start : start + ITEMS]

    def make_attendance(self):
        Attendance.objects.bulk_create(
            (
                Attendance(
                    meeting=meeting,
                    seat=seat,
                    organization=seat.organization,
                    person=self.people[seat.pk],
                    presence=Presence.ABSENT if (nth + place) % 9 == 0 else Presence.PRESENT,
                    by=self.team,
                    at=meeting.starts_at,
                )
                for nth, meeting in enumerate(self.meetings[:-1])
                for place, seat in enumerate(self.seats)
            ),
            batch_size=BATCH,
        )

    def make_commitments(self, rows):
        made = Commitment.objects.bulk_create(
            (self.commitment(nth, rows) for nth in range(rows)), batch_size=BATCH
        )
        for commitment in made:
            self.remember("commitment.made", commitment, commitment.made_on)
        self.make_steps(made)
        SearchDoc.refresh_all(made)

    def commitment(self, nth, rows):
        """Every fourth is open: due within two months, before or after today."""
        item = self.items[nth * (len(self.items) - ITEMS) // rows]
        seat = self.seats[1 + nth % (len(self.seats) - 1)]
        born = item.meeting.day
        state = CommitmentState.OPEN if nth % 4 == 0 else CommitmentState.FULFILLED
        state = CommitmentState.WITHDRAWN if nth % 20 == 1 else state
        spread = int(self.teller.random.random() * 120) - 60
        due_on = (self.today if state == CommitmentState.OPEN else born + 60 * DAY) + spread * DAY
        promise = self.teller.promise(self.number * rows + nth)
        return Commitment(
            ref=f"b-c-{self.number}-{nth}",
            mesa=self.mesa,
            problem=item.problem,
            meeting=item.meeting,
            item=item,
            promise=promise,
            promise_key=plain(promise),
            responsible=seat.organization,
            seat=seat,
            contact=self.people[seat.pk],
            follower=self.team,
            due_on=due_on,
            certainty="estimated" if nth % 12 == 0 else "determined",
            state=state,
            made_on=born,
        )

    def make_steps(self, made):
        """Evidence of those fulfilled, and another date for every seventh."""
        done = [each for each in made if each.state == CommitmentState.FULFILLED]
        moved = made[::7]
        Fulfilment.objects.bulk_create(
            (
                Fulfilment(
                    commitment=each,
                    evidence=self.teller.paragraph(1),
                    on=each.due_on,
                    by=each.contact,
                    at=self.at(each.due_on),
                )
                for each in done
            ),
            batch_size=BATCH,
        )
        Extension.objects.bulk_create(
            (
                Extension(
                    commitment=each,
                    old_due_on=each.due_on - 15 * DAY,
                    new_due_on=each.due_on,
                    reason=self.teller.paragraph(1),
                    by=each.contact,
                    at=self.at(each.due_on - 15 * DAY),
                )
                for each in moved
            ),
            batch_size=BATCH,
        )
        for each in done:
            self.remember("commitment.fulfilled", each, min(each.due_on, self.today))
        for each in moved:
            self.remember("commitment.extended", each, min(each.due_on, self.today))
