"""Where a problem, a cause, a trial or a mesa stands, in its word and its shape."""

from django.utils.safestring import SafeString

from destraba.kit.vocabulary import CauseState, FieldCourse, MesaState, ProblemState, Verdict

from .atoms import tag
from .kept import kept

MARKS = {
    ProblemState.LISTED: ("plain", "list"),
    ProblemState.IN_FOCUS: ("brand", "crosshair"),
    ProblemState.SOLVED: ("ok", "check"),
    ProblemState.DROPPED: ("plain", "archive"),
    ProblemState.PARKED: ("warn", "circle-pause"),
    ProblemState.MERGED: ("plain", "git-merge"),
    ProblemState.SPLIT: ("plain", "split"),
}


@kept
def problem_state(state: str) -> SafeString:
    return tag(str(ProblemState(state).label), *MARKS[ProblemState(state)])


MESA_MARKS = {
    MesaState.PROPOSED: ("brand", "sprout"),
    MesaState.ACTIVE: ("ok", "circle-play"),
    MesaState.SUSPENDED: ("warn", "circle-pause"),
    MesaState.CLOSED: ("plain", "archive"),
}


def mesa_state(state: str) -> SafeString:
    return tag(str(MesaState(state).label), *MESA_MARKS[MesaState(state)])


CAUSE_MARKS = {
    CauseState.SUPPOSED: ("plain", "circle-question-mark"),
    CauseState.CONFIRMED: ("ok", "check"),
    CauseState.REFUTED: ("plain", "x"),
}


def cause_state(state: str) -> SafeString:
    return tag(str(CauseState(state).label), *CAUSE_MARKS[CauseState(state)])


VERDICTS = {
    Verdict.WORKED: ("ok", "check"),
    Verdict.PARTLY: ("warn", "circle-dot"),
    Verdict.DID_NOT: ("bad", "x"),
    Verdict.NOT_TESTED: ("plain", "minus"),
}


def trial_verdict(verdict: str) -> SafeString:
    return tag(str(Verdict(verdict).label), *VERDICTS[Verdict(verdict)])


COURSES = {
    FieldCourse.SAME: ("plain", "equal"),
    FieldCourse.MOVED: ("ok", "trending-up"),
    FieldCourse.STUCK: ("bad", "octagon-alert"),
}


def field_course(course: str) -> SafeString:
    return tag(str(FieldCourse(course).label), *COURSES[FieldCourse(course)])
