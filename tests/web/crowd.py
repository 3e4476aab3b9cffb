"""A mesa with something of every kind, and more of each kind whenever it is asked for."""

import datetime
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile

from destraba.kit.vocabulary import Body, MeetingKind, NoteKind, Presence, ProgrammeRole
from destraba.mesas.models import (
    Agreement,
    Attendance,
    Commitment,
    Meeting,
    Note,
    Objection,
    Problem,
)
from destraba.people.models import Post, Role
from tests.conftest import NOON
from tests.factories import (
    LONG_AGO,
    AgendaItemFactory,
    AppointmentFactory,
    CommitmentFactory,
    MeetingFactory,
    MesaFactory,
    OrganizationFactory,
    PersonFactory,
    ProblemFactory,
    SeatFactory,
)

TODAY = NOON.date()
DAY = datetime.timedelta(days=1)


class Crowd:
    def __init__(self, mesa, cast):
        self.mesa, self.cast, self.numbers = mesa, cast, count(1)
        self.told = {"by": cast.facilitadora, "at": NOON}
        self.seat = cast.enlace.appointments.get().seat
        self.agency = self.seat.organization
        self.coordinadora = PersonFactory(name="Coordinadora")
        Role.give(self.coordinadora, ProgrammeRole.COORDINATOR, since_on=LONG_AGO, **self.told)
        self.problem = ProblemFactory(mesa=mesa, state="in_focus")
        self.owed, self.kept = self._promise(), self._promise()
        file = SimpleUploadedFile("prueba.txt", b"Se hizo.")
        self.kept.fulfil(evidence="Se hizo.", upload=file, **self.told)
        self._meet()

    def who(self, name):
        return self.coordinadora if name == "coordinadora" else getattr(self.cast, name)

    def _meet(self):
        """One meeting in each state."""
        self.closed = MeetingFactory(mesa=self.mesa, starts_at=NOON - 14 * DAY)
        self.going_on = MeetingFactory(mesa=self.mesa, kind=MeetingKind.INTERSESSION)
        self.convened = MeetingFactory(mesa=self.mesa, starts_at=NOON + 3 * DAY)
        self.planned = MeetingFactory(mesa=self.mesa, starts_at=NOON + 17 * DAY)
        self.meetings = [self.closed, self.going_on, self.convened, self.planned]
        self.items = [
            AgendaItemFactory(meeting=each, problem=self.problem) for each in self.meetings
        ]
        self.convened.convene(seats=[self.seat], **self.told)
        for meeting in (self.closed, self.going_on):
            meeting.open(**self.told)
        self.closed.close(nothing_promised=True, **self.told)
        self.at_hand = self.items[1]
        self.agreement = Agreement.note(self.at_hand, text="Basta una firma.", **self.told)
        self.made = self._promise(meeting=self.going_on, item=self.at_hand)

    def _promise(self, **more):
        return Commitment.make(
            self.mesa,
            promise="Publicar el instructivo",
            responsible=self.agency,
            contact=self.cast.enlace,
            due_on=TODAY + 9 * DAY,
            follower=self.cast.facilitadora,
            problem=self.problem,
            **more,
            **self.told,
        )

    def grow(self, more):
        for _ in range(more):
            number = next(self.numbers)
            organization = OrganizationFactory(parent=self.agency)
            person = PersonFactory()
            self._sit(organization, person, number)
            self._trouble(organization, person, number)
            self._promises(organization, number)
            self._sessions(organization, number)
            self._elsewhere()

    def _sit(self, organization, person, number):
        seat = SeatFactory(mesa=self.mesa, organization=organization)
        AppointmentFactory(seat=seat, person=person)
        AppointmentFactory(seat=seat, person=PersonFactory(), role="alternate")
        SeatFactory(mesa=self.mesa, organization=self.agency, label=f"Dirección {number}")
        Post.take(person, self.agency, title="Analista", since_on=LONG_AGO, **self.told)
        name = {"name": f"Agencia {number}", "acronym": f"A{number}", "why": "Cambió."}
        self.agency.rename(**name, on=TODAY + number * DAY, **self.told)
        self.seat = self.seat.__class__.objects.get(pk=self.seat.pk)
        for meeting in self.meetings[1:3]:
            Attendance.mark(meeting, seat, presence=Presence.PRESENT, **self.told)
        self.convened.convene(seats=[seat], **self.told)

    def _trouble(self, organization, person, number):
        other = Problem.raise_at(self.mesa, title=f"Traba {number}", **self.told)
        other.involve(self.agency, role="must_act", liaison=self.cast.enlace, **self.told)
        if number % 2:
            other.focus(why="Urge.", **self.told)
        self.problem.involve(organization, role="must_act", liaison=person, **self.told)
        self.problem.also_call(f"Nombre {number}", organization=organization, **self.told)

    def _promises(self, organization, number):
        late = self._promise()
        late.extend(due_on=TODAY + 20 * DAY, reason="Falta.", **self.told)
        self.owed.extend(due_on=TODAY + (20 + number) * DAY, reason="Falta.", **self.told)
        self._promise().fulfil(evidence="Se hizo.", **self.told)
        self._promise().withdraw(reason="Ya no.", **self.told)
        CommitmentFactory(mesa=self.mesa, responsible=organization, due_on=TODAY - number * DAY)

    def _sessions(self, organization, number):
        MeetingFactory(mesa=self.mesa, state="closed", starts_at=NOON - (14 + number) * DAY)
        for meeting in self.meetings:
            problem = ProblemFactory(mesa=self.mesa)
            item = AgendaItemFactory(meeting=meeting, problem=problem, came_from=self.items[0])
            if meeting in self.meetings[:2]:
                self._talk(item, meeting, organization)
        self.agreement.object(organization, words="No.", **self.told)
        Agreement.note(self.at_hand, text="Otro acuerdo.", **self.told)
        self._promise(meeting=self.going_on, item=self.at_hand)
        guest = {"guest_name": f"Invitada {number}", "organization": organization}
        Attendance.receive(self.going_on, **guest, **self.told)
        self.closed.reissue_record(why="Faltaba algo.", **self.told)

    def _talk(self, item, meeting, organization):
        Note.write(item, NoteKind.SAID, text="Se dijo.", base=0, **self.told)
        agreement = Agreement.objects.create(item=item, text="Se acordó.", **self.told)
        told = {"organization": organization, "words": "No.", **self.told}
        Objection.objects.create(agreement=agreement, **told)
        CommitmentFactory(mesa=self.mesa, meeting=meeting, item=item, responsible=organization)

    def _elsewhere(self):
        """Another mesa, run by the same person."""
        mesa = MesaFactory(name=f"Mesa {next(self.numbers)}")
        seat = SeatFactory(mesa=mesa, body=Body.DEDICATED_TEAM)
        AppointmentFactory(seat=seat, person=self.cast.facilitadora)
        Meeting.plan(mesa, starts_at=NOON + 5 * DAY, **self.told)
        ProblemFactory(mesa=mesa)
