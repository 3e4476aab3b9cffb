"""What travels, noun by noun."""

from .candidates import CANDIDATES
from .causes import CAUSES
from .commitments import COMMITMENTS
from .decisions import DECISIONS
from .elevations import ELEVATIONS
from .field import FIELD_NOTES, TERRITORY_MAPS
from .figures import FIGURE_SNAPSHOTS
from .guidelines import GUIDELINES, SET_ASIDE
from .listening import LISTENING_NOTES
from .meetings import MEETINGS
from .mesas import MESAS
from .norms import NORMS
from .options import OPTIONS
from .organizations import ORGANIZATIONS
from .people import PEOPLE
from .problems import PROBLEMS
from .programme import PROGRAMME
from .referrals import REFERRALS
from .roadmaps import ROADMAP_REVISIONS
from .seats import SEATS
from .team import TEAM
from .territories import TERRITORIES
from .trials import TRIALS

# In the order in which the file tells them.
SECTIONS = (
    TERRITORIES,
    ORGANIZATIONS,
    PEOPLE,
    TEAM,
    MESAS,
    CANDIDATES,
    DECISIONS,
    SEATS,
    PROBLEMS,
    CAUSES,
    NORMS,
    OPTIONS,
    TRIALS,
    MEETINGS,
    LISTENING_NOTES,
    COMMITMENTS,
    FIELD_NOTES,
    ELEVATIONS,
    REFERRALS,
    GUIDELINES,
    SET_ASIDE,
    ROADMAP_REVISIONS,
    FIGURE_SNAPSHOTS,
    TERRITORY_MAPS,
)
NOUNS = (PROGRAMME, *SECTIONS)

# In the order in which their rows can be kept: each after what it refers to.
BIRTHS = (
    TERRITORIES,
    ORGANIZATIONS,
    PEOPLE,
    PROGRAMME,
    TEAM,
    MESAS,
    CANDIDATES,
    DECISIONS,
    PROBLEMS,
    CAUSES,
    NORMS,
    OPTIONS,
    TRIALS,
    SEATS,
    MEETINGS,
    LISTENING_NOTES,
    COMMITMENTS,
    FIELD_NOTES,
    ELEVATIONS,
    REFERRALS,
    GUIDELINES,
    SET_ASIDE,
    ROADMAP_REVISIONS,
    FIGURE_SNAPSHOTS,
    TERRITORY_MAPS,
)

__all__ = ["BIRTHS", "NOUNS", "PROGRAMME", "SECTIONS"]
