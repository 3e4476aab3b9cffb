"""What travels, noun by noun."""

from .commitments import COMMITMENTS
from .meetings import MEETINGS
from .mesas import MESAS
from .organizations import ORGANIZATIONS
from .people import PEOPLE
from .problems import PROBLEMS
from .programme import PROGRAMME
from .seats import SEATS
from .territories import TERRITORIES

# In the order in which the file tells them.
SECTIONS = (
    TERRITORIES,
    ORGANIZATIONS,
    PEOPLE,
    MESAS,
    SEATS,
    PROBLEMS,
    MEETINGS,
    COMMITMENTS,
)
NOUNS = (PROGRAMME, *SECTIONS)

# In the order in which their rows can be kept: each after what it refers to.
BIRTHS = (
    TERRITORIES,
    ORGANIZATIONS,
    PEOPLE,
    PROGRAMME,
    MESAS,
    PROBLEMS,
    SEATS,
    MEETINGS,
    COMMITMENTS,
)

__all__ = ["BIRTHS", "NOUNS", "PROGRAMME", "SECTIONS"]
