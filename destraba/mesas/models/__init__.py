"""The work: what a mesa does, noun by noun. A later file may import an earlier one."""

from .agenda import AgendaItem
from .agreement import Agreement, Objection
from .attendance import Attendance
from .brief import Brief
from .candidate import Candidate, Score
from .cause import Cause
from .change_space import ChangeSpace, SpaceOfCause, SpaceOfProblem
from .commitment import Commitment
from .commitment_history import Extension, Fulfilment, Withdrawal
from .decision import Decision, may_take_decisions
from .diagnosis import Diagnosis
from .elevation import Elevation, Promise
from .invitation import Invitation
from .listening import ListeningNote, SetApart, Statement
from .meeting import Meeting
from .mesa import Mesa
from .mesa_event import MesaEvent
from .norm import Norm
from .note import Note, NoteConflict, NoteVersion
from .option import Option
from .option_history import OptionTurn, Renewal, StageReached
from .power import NoPower, people_with_power
from .problem import Problem, ProblemEntity, ProblemName
from .programme import Programme
from .record import MeetingRecord
from .roadmap import RoadmapRevision
from .seat import Appointment, Seat
from .team import (
    ConflictDeclaration,
    TeamMember,
    is_of_the_team,
    may_change_the_team,
    may_read_conversations,
)
from .trial import Measurement, Trial
from .turn import Turn

__all__ = [
    "AgendaItem",
    "Agreement",
    "Appointment",
    "Attendance",
    "Brief",
    "Candidate",
    "Cause",
    "ChangeSpace",
    "Commitment",
    "ConflictDeclaration",
    "Decision",
    "Diagnosis",
    "Elevation",
    "Extension",
    "Fulfilment",
    "Invitation",
    "ListeningNote",
    "Measurement",
    "Meeting",
    "MeetingRecord",
    "Mesa",
    "MesaEvent",
    "NoPower",
    "Norm",
    "Note",
    "NoteConflict",
    "NoteVersion",
    "Objection",
    "Option",
    "OptionTurn",
    "Problem",
    "ProblemEntity",
    "ProblemName",
    "Programme",
    "Promise",
    "Renewal",
    "RoadmapRevision",
    "Score",
    "Seat",
    "SetApart",
    "SpaceOfCause",
    "SpaceOfProblem",
    "StageReached",
    "Statement",
    "TeamMember",
    "Trial",
    "Turn",
    "Withdrawal",
    "is_of_the_team",
    "may_change_the_team",
    "may_read_conversations",
    "may_take_decisions",
    "people_with_power",
]
