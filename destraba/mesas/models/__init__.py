"""The work: what a mesa does, noun by noun. A later file may import an earlier one."""

from .programme import Programme
from .mesa import Mesa
from .seat import Appointment, Seat
from .problem import Problem, ProblemEntity, ProblemName
from .meeting import Meeting
from .invitation import Invitation
from .attendance import Attendance
from .agenda import AgendaItem
from .note import Note, NoteConflict, NoteVersion
from .agreement import Agreement, Objection
from .commitment import Commitment, Extension, Fulfilment, Withdrawal
from .record import MeetingRecord

__all__ = [
    "AgendaItem",
    "Agreement",
    "Appointment",
    "Attendance",
    "Commitment",
    "Extension",
    "Fulfilment",
    "Invitation",
    "Meeting",
    "MeetingRecord",
    "Mesa",
    "Note",
    "NoteConflict",
    "NoteVersion",
    "Objection",
    "Problem",
    "ProblemEntity",
    "ProblemName",
    "Programme",
    "Seat",
    "Withdrawal",
]
