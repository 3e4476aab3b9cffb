"""What happened, who did it, when and why; and where each datum comes from."""

from .event import Event, Tracked
from .look import ClockLook
from .sourced import Sourced
from .visit import Visit

__all__ = ["ClockLook", "Event", "Sourced", "Tracked", "Visit"]
