"""The work: what a mesa does, noun by noun. A later file may import an earlier one."""

from .agenda import AgendaItem
from .agreement import Agreement, Objection
from .aside import SetAside
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
from .entrusting import Entrusting
from .field_note import FieldNote
from .figure_snapshot import FigureSnapshot
from .guideline import Guideline, GuidelineTurn, may_propose
from .invitation import Invitation
from .level import LevelSaid, NoLevel
from .listening import ListeningNote, SetApart, Statement
from .meeting import Meeting
from .mesa import Mesa
from .mesa_event import MesaEvent
from .metric_reading import MetricReading
from .norm import Norm
from .note import Note, NoteConflict, NoteVersion
from .option import Option
from .option_history import OptionTurn, Renewal, StageReached
from .power import NoPower, people_with_power
from .problem import Problem, ProblemEntity, ProblemName
from .programme import Programme
from .record import MeetingRecord
from .referral import Referral
from .referral_turn import ReferralTurn
from .reshaping import Part
from .review import Review
from .roadmap import RoadmapRevision
from .seat import Appointment, Seat
from .team import (
    ConflictDeclaration,
    TeamMember,
    is_of_the_team,
    may_change_the_team,
    may_read_conversations,
)
from .territory_map import TerritoryMap
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
    "Entrusting",
    "Extension",
    "FieldNote",
    "FigureSnapshot",
    "Fulfilment",
    "Guideline",
    "GuidelineTurn",
    "Invitation",
    "LevelSaid",
    "ListeningNote",
    "Measurement",
    "Meeting",
    "MeetingRecord",
    "Mesa",
    "MesaEvent",
    "MetricReading",
    "NoLevel",
    "NoPower",
    "Norm",
    "Note",
    "NoteConflict",
    "NoteVersion",
    "Objection",
    "Option",
    "OptionTurn",
    "Part",
    "Problem",
    "ProblemEntity",
    "ProblemName",
    "Programme",
    "Promise",
    "Referral",
    "ReferralTurn",
    "Renewal",
    "Review",
    "RoadmapRevision",
    "Score",
    "Seat",
    "SetApart",
    "SetAside",
    "SpaceOfCause",
    "SpaceOfProblem",
    "StageReached",
    "Statement",
    "TeamMember",
    "TerritoryMap",
    "Trial",
    "Turn",
    "Withdrawal",
    "is_of_the_team",
    "may_change_the_team",
    "may_propose",
    "may_read_conversations",
    "may_take_decisions",
    "people_with_power",
]
