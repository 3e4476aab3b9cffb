"""The work: what a mesa does, noun by noun. A later file may import an earlier one."""

from .agenda import AgendaItem
from .agreement import Agreement, Objection
from .attendance import Attendance
from .candidate import Candidate, Score
from .change_space import ChangeSpace
from .commitment import Commitment
from .commitment_history import Extension, Fulfilment, Withdrawal
from .decision import Decision
from .diagnosis import Diagnosis
from .invitation import Invitation
from .listening import ListeningNote, SetApart, Statement
from .meeting import Meeting
from .mesa import Mesa
from .mesa_event import MesaEvent
from .note import Note, NoteConflict, NoteVersion
from .problem import Problem, ProblemEntity, ProblemName
from .programme import Programme
from .record import MeetingRecord
from .roadmap import RoadmapRevision
from .seat import Appointment, Seat
from .team import ConflictDeclaration, TeamMember, is_of_the_team

__all__ = [
    "AgendaItem",
    "Agreement",
    "Appointment",
    "Attendance",
    "Candidate",
    "ChangeSpace",
    "Commitment",
    "ConflictDeclaration",
    "Decision",
    "Diagnosis",
    "Extension",
    "Fulfilment",
    "Invitation",
    "ListeningNote",
    "Meeting",
    "MeetingRecord",
    "Mesa",
    "MesaEvent",
    "Note",
    "NoteConflict",
    "NoteVersion",
    "Objection",
    "Problem",
    "ProblemEntity",
    "ProblemName",
    "Programme",
    "RoadmapRevision",
    "Score",
    "Seat",
    "SetApart",
    "Statement",
    "TeamMember",
    "Withdrawal",
    "is_of_the_team",
]
