"""A roadmap being written: what is chosen, what was typed of each, and what the method advises."""

from django.utils.translation import gettext as _

from destraba.kit.vocabulary import ProblemState
from destraba.mesas.models import ChangeSpace
from destraba.mesas.models.roadmap import Chosen
from destraba.mesas.roadmap_advice import MOST, advice_on
from destraba.mesas.roadmap_drift import drift_of
from destraba.mesas.voices import voices_of
from destraba.web.numbers import whole

from .forms import ChosenForm, RoadmapForm
from .proposing import proposal_of, reason_of, reasons

# So many problems in focus are written at once; beyond them they are chosen by hand.
MOST_WRITTEN = 2 * MOST


class Draft:
    """`is_choosing`: the choice was changed, and nothing is published yet."""

    def __init__(self, request, mesa):
        self.slots = request.programme.focus_slots
        self.mesa, self.data = mesa, request.POST if request.method == "POST" else None
        found = mesa.problems.alive().with_next_step()
        self.problems = sorted(found, key=_in_focus_first)
        self.voices = voices_of([each.pk for each in self.problems])
        # What is of it now, when this one is only beginning to be written; and what changed.
        self.drift = drift_of(mesa, at=request.now) if self.data is None else None
        self.proposal = proposal_of(self.drift, self._meeting(request))
        self.picked = self._picked()
        self.is_choosing = self.data is not None and (
            "choose" in self.data or not all(self._is_told(each) for each in self.picked)
        )
        self.is_bound = self.data is not None and not self.is_choosing
        self.form = self._form(RoadmapForm, self._initial(request.today), mesa=mesa)
        self.parts = self._parts()
        self.newer = None

    def _picked(self):
        """The problems chosen so far; at first, those in focus."""
        if self.data is None:
            in_focus = [each for each in self.problems if each.state == ProblemState.IN_FOCUS]
            return in_focus[:MOST_WRITTEN]
        chosen = self.data.getlist("problems")
        return [each for each in self.problems if str(each.pk) in chosen]

    def _is_told(self, problem):
        return f"p{problem.pk}-pace" in self.data

    def _form(self, kind, initial, **more):
        """Bound when it is to be published; until then what was typed, without complaints."""
        if self.is_bound:
            return kind(self.data, **more)
        form = kind(initial=initial, **more)
        if self.data is not None and (not form.prefix or f"{form.prefix}-pace" in self.data):
            form.initial |= {
                name: field.widget.value_from_datadict(self.data, {}, form.add_prefix(name))
                for name, field in form.fields.items()
            }
        return form

    def _meeting(self, request):
        """The session that changed the plan, when the address names it."""
        asked = whole(request.GET.get("sesion", ""))
        return self.mesa.meetings.filter(pk=asked).first() if asked else None

    def _initial(self, today):
        """As the mesa works today, with the reasons that were already told."""
        initial = {
            "objective": self.mesa.objective,
            "agreed_on": today,
            "problems": [each.pk for each in self.picked],
        }
        if self.data is not None:
            return initial
        if self.drift is None:
            last = self.mesa.roadmap_revisions.values_list("number", flat=True).last()
            return initial | {"since": last or 0}
        apart = self.drift.revision.content.get("set_aside", [])
        initial |= {
            "since": self.drift.revision.number,
            "why_set_aside": " ".join(dict.fromkeys(each["why"] for each in apart)),
        }
        if self.proposal is None:
            return initial
        meeting = self.proposal.meeting
        return initial | {
            "why": reasons(self.proposal),
            "meeting": meeting,
            "agreed_on": min(today, (meeting and meeting.day) or today),
        }

    def _parts(self):
        spaces = ChangeSpace.objects.filter(problem__in=self.picked, cause=None).order_by("pk")
        latest = {each.problem_id: each.told() for each in spaces}
        return [
            self._form(
                ChosenForm,
                {
                    "pace": each.pace,
                    "deficits": each.deficits,
                    "pillars": each.pillars,
                    "next_step": each.next_promise or "",
                    **self._told_of(each),
                    **latest.get(each.pk, {}),
                },
                prefix=f"p{each.pk}",
                problem=each,
            )
            for each in self.picked
        ]

    def _told_of(self, problem):
        """Its reason and its next step, as they stand since the last roadmap."""
        if self.drift is None:
            return {}
        step = self.drift.rows.get(problem.ref, {}).get("next_step", "")
        told = {"why": reason_of(self.drift, problem.ref), "next_step": step}
        return {name: words for name, words in told.items() if words}

    def is_valid(self):
        """Every part is looked at, so that all that is wrong is said at once."""
        parts = [part.is_valid() for part in self.parts]
        return self.is_bound and self.form.is_valid() and all(parts) and self._is_advised()

    def _is_advised(self):
        if self.advice and not self.form.cleaned_data["why_set_aside"].strip():
            self.form.add_error("why_set_aside", _("Diga por qué, o siga los consejos."))
            return False
        return True

    def catch_up(self):
        """Somebody published another meanwhile: once it was seen, this one revises that one."""
        self.newer = self.mesa.roadmap_revisions.select_related("written_by").last()
        self.form.data = self.data.copy()
        self.form.data["since"] = self.newer.number

    @property
    def advice(self):
        return advice_on(self._value("objective"), self._chosen(), most=self.slots)

    def _chosen(self):
        if self.is_bound:
            return [part.chosen() for part in self.parts if part.is_valid()]
        return [
            Chosen(part.problem, **{name: part.initial.get(name) or "" for name in PLAIN})
            for part in self.parts
        ]

    def _value(self, name):
        return self.form[name].value() or ""

    def told(self):
        """What the verb takes."""
        told = dict(self.form.cleaned_data)
        del told["problems"]
        codes = dict.fromkeys(each.signal for each in self.advice)
        return {**told, "chosen": self._chosen(), "set_aside": list(codes)}

    @property
    def complaints(self):
        """All that is wrong, in one list: where, under which name, and what."""
        if not self.is_bound:
            return []
        parts = [(part, f"{part.problem.title}: ") for part in self.parts]
        return [
            (bound.id_for_label or bound.auto_id, f"{of}{bound.label}", error)
            for form, of in [(self.form, ""), *parts]
            for bound in form
            for error in bound.errors
        ] + [("", "", error) for error in self.form.non_field_errors()]

    @property
    def choices(self):
        """Every problem that may be chosen: whether it is, and how many voices brought it."""
        picked = {each.pk for each in self.picked}
        return [(each, each.pk in picked, self.voices.get(each.pk)) for each in self.problems]

    @property
    def leaving(self):
        """Those in focus that would go back to the list."""
        return [
            each
            for each in self.problems
            if each.state == ProblemState.IN_FOCUS and each not in self.picked
        ]


PLAIN = ("pace", "deficits", "pillars")


def _in_focus_first(problem):
    return (problem.state != ProblemState.IN_FOCUS, problem.pk)
