"""Where a problem stands, in its word and its shape."""

from django.utils.safestring import SafeString

from destraba.kit.vocabulary import ProblemState

from .atoms import tag

MARKS = {
    ProblemState.LISTED: ("plain", "list"),
    ProblemState.IN_FOCUS: ("brand", "crosshair"),
    ProblemState.SOLVED: ("ok", "check"),
    ProblemState.DROPPED: ("plain", "archive"),
}


def problem_state(state: str) -> SafeString:
    return tag(str(ProblemState(state).label), *MARKS[ProblemState(state)])
