"""The work: what a mesa does, noun by noun. A later file may import an earlier one."""

from .agenda import AgendaItem
from .agreement import Agreement, Objection
from .attendance import Attendance
from .commitment import Commitment, Extension, Fulfilment, Withdrawal
from .invitation import Invitation
from .meeting import Meeting
from .mesa import Mesa
from .note import Note, NoteConflict, NoteVersion
from .problem import Problem, ProblemEntity, ProblemName
from .programme import Programme
from .record import MeetingRecord
from .seat import Appointment, Seat

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
