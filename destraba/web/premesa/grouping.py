"""What resembles each other is proposed; a person ticks, gives the title, and may undo it."""

from collections import Counter
from dataclasses import dataclass, field

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from destraba.mesas import grouping
from destraba.mesas.models import Problem, Statement
from destraba.mesas.voices import heard_at, voices_of
from destraba.trail.models import Event
from destraba.web.forms import refusals_in
from destraba.web.paging import Page
from destraba.web.toasts import toast

from .finding import listened, run
from .forms import GroupForm

MOST_PROPOSED = 12
REST = "rest"
UNDONE = ["problem.grouped", "listeningnote.set_apart"]


@dataclass
class Proposal:
    """Statements that may say the same, and the form that makes them a problem."""

    place: str
    statements: list
    form: GroupForm
    words: list = field(default_factory=list)
    problem: Problem | None = None
    ticked: set = field(default_factory=set)

    @property
    def may_be_set_apart(self):
        return bool(self.others)

    @property
    def others(self):
        """What each of its statements looks like: the group, or what is in the problem."""
        if len(self.statements) > 1:
            return self.statements
        return self.problem.said if self.problem else []


@require_http_methods(["GET", "HEAD", "POST"])
def page(request, pk):
    mesa = run(request, pk) if request.method == "POST" else listened(request, pk)
    board = Board(request, mesa)
    if request.method == "POST":
        if "apart" in request.POST:
            return _set_apart(request, mesa, board)
        if event := _grouped(request, mesa, board):
            said = len(event.changes["statements"][1])
            words = ngettext("%(n)s voz anotada en", "%(n)s cosas que se dijeron, en", said)
            told = f"{words % {'n': said}} «{event.subject}»."
            toast(request, told, undo=reverse("premesa-undo", args=[pk, event.pk]))
            return redirect("premesa-grouping", pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "web/premesa/grouping.html", board.context(), status=status)


class Board:
    """All that was said at a mesa: proposed together, alone, or in a problem already."""

    def __init__(self, request, mesa):
        self.request, self.mesa = request, mesa
        self.statements = list(Statement.objects.of_mesa(mesa).with_who())
        self.by_pk = {each.pk: each for each in self.statements}
        self.problems = list(mesa.problems.alive().order_by("title_key", "pk"))
        for problem in self.problems:
            problem.said = [each for each in self.statements if each.problem_id == problem.pk]
        self.proposals = self._proposals()
        there = {each.pk for proposal in self.proposals for each in proposal.statements}
        free = [each for each in self.statements if not each.problem_id]
        self.rest = Page([each for each in free if each.pk not in there], self.asked_page)
        self.free = len(free)
        self.by_hand = self._proposal(REST, self.rest.rows, ticked=False)

    @property
    def asked_page(self):
        return self.request.GET.get("pagina")

    def _proposals(self):
        groups, near = grouping.proposed(self.mesa, self.statements, self.problems)
        there = {key for each in groups for key in each.keys}
        found = [self._alike(each.keys, each.words, near) for each in groups]
        return [*found, *(self._alike([key], [], near) for key in near if key not in there)]

    def _alike(self, keys, words, near):
        """With the problem that most of them resemble."""
        resembled = Counter(near[key] for key in keys if key in near).most_common(1)
        pk = resembled[0][0] if resembled else None
        problem = next((each for each in self.problems if each.pk == pk), None)
        statements = [self.by_pk[key] for key in keys]
        return self._proposal(str(keys[0]), statements, words=words, problem=problem)

    def _proposal(self, place, statements, *, ticked=True, words=(), problem=None):
        is_this = self.request.POST.get("place") == place
        data = self.request.POST if is_this else None
        initial = {"problem": problem.pk if problem else ""}
        form = GroupForm(data, problems=self.problems, initial=initial, auto_id=f"g{place}_%s")
        chosen = {each.pk for each in statements} if ticked else set()
        return Proposal(
            place, statements, form, list(words), problem, self.ticked if is_this else chosen
        )

    @property
    def ticked(self):
        return {
            int(each)
            for each in self.request.POST.getlist("statement")
            if each.isdecimal() and len(each) < 10
        }

    def chosen(self):
        """The statements that were ticked and are still in no problem."""
        return [
            self.by_pk[pk]
            for pk in sorted(self.ticked)
            if pk in self.by_pk and not self.by_pk[pk].problem_id
        ]

    def sent(self):
        """The proposal whose form was sent; it may have changed meanwhile."""
        asked = self.request.POST.get("place")
        found = [each for each in self.proposals if each.place == asked]
        return found[0] if found else self.by_hand

    def context(self):
        grouped = [each for each in self.problems if each.said]
        voices = voices_of([each.pk for each in grouped])
        return {
            "mesa": self.mesa,
            "heard": heard_at(self.mesa),
            "proposals": self.proposals[:MOST_PROPOSED],
            "more": max(0, len(self.proposals) - MOST_PROPOSED),
            "by_hand": self.by_hand,
            "page": self.rest,
            "free": self.free,
            "total": len(self.statements),
            "grouped": [(each, voices[each.pk]) for each in grouped],
        }


def _grouped(request, mesa, board):
    """The event of the grouping; None when something is missing, and the form says what."""
    form = board.sent().form
    if not form.is_valid():
        return None
    chosen = form.cleaned_data["problem"]
    problem = next((each for each in board.problems if each.pk == chosen), None)
    with refusals_in(form, title=grouping.WithoutTitle):
        return grouping.group(
            mesa,
            board.chosen(),
            title=form.cleaned_data["title"],
            problem=problem,
            by=request.user,
            at=request.now,
        )
    return None


def _set_apart(request, mesa, board):
    asked = request.POST["apart"]
    pk = int(asked) if asked.isdecimal() and len(asked) < 10 else 0
    statement = get_object_or_404(Statement.objects.of_mesa(mesa).with_who(), pk=pk)
    others = board.sent().others
    event = statement.note.set_apart(statement, others, by=request.user, at=request.now)
    words = _("Anotado: dice otra cosa, y no volverá a proponerse con esas.")
    toast(request, words, undo=reverse("premesa-undo", args=[mesa.pk, event.pk]))
    return redirect("premesa-grouping", mesa.pk)


@require_POST
def leave(request, pk, statement):
    mesa = run(request, pk)
    grouped = Statement.objects.of_mesa(mesa).exclude(problem=None).select_related("problem")
    statement = get_object_or_404(grouped, pk=statement)
    grouping.must_be_of(mesa, statement.problem)
    statement.problem.let_go([statement], by=request.user, at=request.now)
    toast(request, _("Salió del problema; vuelve a lo que está por agrupar."))
    return redirect("premesa-grouping", pk)


@require_POST
def undo(request, pk, event):
    mesa = run(request, pk)
    streams = [mesa.stream(), f"premesa:{mesa.pk}"]
    done = Event.objects.of_streams(streams).filter(verb__in=UNDONE)
    grouping.undo(mesa, get_object_or_404(done, pk=event), by=request.user, at=request.now)
    toast(request, _("Deshecho."))
    return redirect("premesa-grouping", pk)
