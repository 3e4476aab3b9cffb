"""Told in the fictional country: an intersession goes on, a mesa has begun, another rests."""

import datetime

from destraba.kit.vocabulary import MeetingKind, MesaKind, NoteKind, Presence, ProblemState
from destraba.mesas.models import (
    AgendaItem,
    Agreement,
    Attendance,
    Commitment,
    Meeting,
    Mesa,
    Note,
)
from destraba.people.models import Person


def tell(*, at):
    lucia = Person.objects.get(ref="facilitadora")
    told = {"by": lucia, "at": at}
    Mesa.launch(name="Mesa Ejecutiva de Turismo", kind=MesaKind.SECTORAL, **told)
    resting = Mesa.launch(name="Mesa Ejecutiva de Artesanía", kind=MesaKind.SECTORAL, **told)
    resting.suspend(why="El ministerio que la alojaba se reorganiza.", **told)
    mesa = Mesa.objects.get(name__endswith="Forestal")
    meeting = Meeting.plan(mesa, starts_at=at, kind=MeetingKind.INTERSESSION, **told)
    problems = mesa.problems.filter(state=ProblemState.IN_FOCUS)[:2]
    first, _second = [
        AgendaItem.add(meeting, title=each.title, problem=each, **told) for each in problems
    ]
    meeting.convene(seats=list(meeting.seats_to_invite()), **told)
    meeting.open(**told)
    here, excused, *_rest = meeting.seats_at_table()
    Attendance.mark(meeting, here, presence=Presence.PRESENT, **told)
    Attendance.mark(meeting, excused, presence=Presence.EXCUSED, **told)
    Attendance.receive(
        meeting, guest_name="Ingeniera invitada", organization=here.organization, **told
    )
    first.start(at=at)
    Note.write(first, NoteKind.SAID, text="El plano llega sin firma.", base=0, **told)
    agreement = Agreement.note(first, text="Basta la firma electrónica.", **told)
    agreement.object(excused.organization, words="No la reconoce el notario.", **told)
    Commitment.make(
        mesa,
        promise="Publicar el instructivo de firma",
        responsible=here.organization,
        due_on=at.date() + datetime.timedelta(days=10),
        follower=lucia,
        problem=first.problem,
        meeting=meeting,
        item=first,
        **told,
    )
