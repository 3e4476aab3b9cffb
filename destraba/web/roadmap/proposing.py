"""The revision that the sessions ask for: what changed since the last roadmap, ready to be read."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from destraba.mesas.models import Meeting, Mesa
from destraba.mesas.roadmap_drift import MOST_SESSIONS, Drift, drift_of, sessions_since

from .story_told import Line, Part, Section, objective, sections

TOLD = ("entered", "left", "stayed")


@dataclass(frozen=True)
class Proposal:
    """`meeting` is where it changed; `sessions`, how many went by without a look at it."""

    drift: Drift
    objective: Line | None
    sections: Sequence[Section]
    meeting: Meeting | None
    sessions: int

    @property
    def number(self) -> int:
        return self.drift.revision.number

    @property
    def changes(self) -> int:
        """How many things the roadmap does not say."""
        told = sum(len(part.lines) for section in self.sections for part in section.parts)
        return told + (self.objective is not None)

    @property
    def is_stale(self) -> bool:
        return self.sessions > MOST_SESSIONS

    @property
    def url(self) -> str:
        """Where the revision is already written, to be read and published."""
        path = reverse("roadmap-new", args=[self.drift.revision.mesa_id])
        return f"{path}?sesion={self.meeting.pk}" if self.meeting else path


def proposal_for(
    mesa: Mesa, *, at: datetime.datetime, meeting: Meeting | None = None
) -> Proposal | None:
    """None when the roadmap says what the mesa does, and was looked at not long ago.

    Where `meeting` is not told, the last session since then is where it changed.
    """
    return proposal_of(drift_of(mesa, at=at) if mesa.is_at_work else None, meeting)


def proposal_of(drift: Drift | None, meeting: Meeting | None = None) -> Proposal | None:
    if drift is None:
        return None
    held = [] if meeting else sessions_since(drift.revision)
    proposal = Proposal(
        drift=drift,
        objective=objective(drift.story),
        sections=[each for each in sections(drift.story, drift.pks) if each.code in TOLD],
        meeting=meeting or next(iter(held), None),
        sessions=len(held),
    )
    return proposal if proposal.changes or proposal.is_stale else None


def reasons(proposal: Proposal) -> str:
    """Why it is revised, in the words that were said: to be mended by whoever publishes it."""
    told = [f"- {_in_a_line(proposal.objective)}"] if proposal.objective else []
    told += [f"- {_of_part(part)}" for section in proposal.sections for part in section.parts]
    if not told:
        return ""
    if proposal.meeting is None:
        return "\n".join([_("Recoge lo que cambió desde la hoja %s.") % proposal.number, *told])
    words = _("Recoge lo que cambió hasta la %(session)s, desde la hoja %(n)s.")
    session = str(proposal.meeting)
    said = words % {"session": session[:1].lower() + session[1:], "n": proposal.number}
    return "\n".join([said, *told])


def _of_part(part: Part) -> str:
    return f"«{part.title}». {' '.join(map(_in_a_line, part.lines))}"


def _in_a_line(line: Line) -> str:
    """«Se reemplazó la solución: de «A» a «B». No bastó.»"""
    words = line.words.rstrip(".")
    if line.before or line.after:
        told = {"before": _short(line.before), "after": _short(line.after)}
        words = f"{words}: {_('de «%(before)s» a «%(after)s»') % told}"
    return " ".join([f"{words}.", *(_sentence(each.why) for each in line.reasons)])


def _short(words: str) -> str:
    return " ".join(words.split())


def _sentence(words: str) -> str:
    said = _short(words)
    return said if said.endswith((".", "!", "?", "…")) else f"{said}."


def reason_of(drift: Drift, ref: str) -> str:
    """What was said of a problem: why it entered, or what its roadmap already said."""
    entered = {each.ref: each for each in drift.story.entered}
    if ref in entered:
        return " ".join(_sentence(each.why) for each in entered[ref].changes[0].reasons)
    return str(drift.rows.get(ref, {}).get("why", ""))
