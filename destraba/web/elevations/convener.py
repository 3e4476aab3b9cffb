"""Three things only you can unblock: the convener's page, and its card of one page."""

from dataclasses import dataclass

from django.db.models import F, Prefetch, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from destraba.documents.report import escaped, to_docx, to_html
from destraba.kit.vocabulary import CommitmentState, ElevationTurn, EntityRole, ProgrammeRole
from destraba.mesas.models import (
    Commitment,
    Elevation,
    Guideline,
    Mesa,
    ProblemEntity,
    may_propose,
)
from destraba.mesas.models.guideline import OPEN
from destraba.mesas.models.turn import Turn
from destraba.people.models import Person
from destraba.web.downloads import word
from destraba.web.guidelines.proposing import proposal_form
from destraba.web.numbers import whole

# Twenty minutes are enough for three decisions (NEEDS 4.7).
FIRST, LATEST = 3, 8
# So that the card is one page, whatever people write: of what is asked, of a title, and of whom.
MOST_ASKED, MOST_TITLE, MOST_DONE, MOST_WHOM = 200, 70, 46, 52


@dataclass(frozen=True)
class Thing:
    """One elevation as she reads it: what to decide, and whom to tell."""

    elevation: Elevation
    whom: list[str]
    days: int
    is_late: bool
    # The rungs below the one on which it stands, from the mesa up.
    path: list[str]

    @property
    def consulted(self) -> list[str]:
        """Whom somebody asked before it went up."""
        told = self.elevation
        asked = {
            _("trabajadores"): told.consulted_workers,
            _("empleadores"): told.consulted_employers,
            _("otros"): told.consulted_others,
        }
        return [who for who, words in asked.items() if words.strip()]


@require_safe
def page(request):
    person = _whose(request)
    waiting = _waiting(person)
    things = [_thing(request, each) for each in waiting[:FIRST]]
    is_hers = person == request.user
    mesas = Mesa.objects.filter(may_propose(person)) if is_hers else Mesa.objects.none()
    context = {
        "person": person,
        "is_hers": is_hers,
        "things": things,
        "heading": _heading(things),
        "guidelines": _guidelines(person, today=request.today),
        "form": proposal_form(request) if mesas.exists() else None,
        "others": waiting[FIRST:],
        "decided": _decided(person),
        "others_asked": _others_asked(request) if request.user.runs_everything else [],
    }
    return render(request, "web/elevations/convener.html", context)


@require_safe
def sheet(request):
    """What she takes along on Monday, in one page: to read, or to print."""
    person = _whose(request)
    things = _first(request, person)
    context = {
        "person": person,
        "is_hers": person == request.user,
        "heading": _heading(things),
        "text": to_html(_monday(request, person, things)),
    }
    return render(request, "web/elevations/monday.html", context)


@require_safe
def card(request):
    """The same, in Word."""
    person = _whose(request)
    things = _first(request, person)
    told = {"title": _heading(things), "letterhead": request.programme.letterhead}
    return word(to_docx(_monday(request, person, things), **told), "tarjeta-del-lunes")


def _heading(things):
    return [
        _("Lo que solo usted puede destrabar"),
        _("Una cosa que solo usted puede destrabar"),
        _("Dos cosas que solo usted puede destrabar"),
        _("Tres cosas que solo usted puede destrabar"),
    ][len(things)]


def _first(request, person):
    return [_thing(request, each) for each in _waiting(person)[:FIRST]]


def _monday(request, person, things):
    """Three decisions and what became of the last ones."""
    text = "\n\n".join(_in_words(number, each) for number, each in enumerate(things, 1))
    when = date_format(request.today)
    head = f"*{escaped(person.name)}, {when}*"
    kept = _carried_out(_decided(person)[:FIRST], today=request.today)
    body = text or _("Hoy nada espera su decisión.")
    return "\n\n".join(part for part in (head, body, kept) if part) + "\n"


def _carried_out(turns, *, today):
    """A line for each of the last decisions: how many of its promises were kept."""
    lines = []
    for turn in turns:
        made = list(turn.commitments.all())
        kept = sum(each.state == CommitmentState.FULFILLED for each in made)
        late = sum(each.is_overdue(on=today) for each in made)
        what = escaped(Truncator(str(turn.elevation)).chars(MOST_DONE))
        told = {"what": what, "kept": kept, "all": len(made), "late": late}
        words = _("%(what)s: %(kept)s de %(all)s compromisos cumplidos") if made else ""
        words = words or _("%(what)s: sin compromisos anotados")
        lines.append("- " + (words + (_(", %(late)s vencidos") if late else "")) % told)
    return "\n".join([f"## {_('Lo que decidió, y cómo va')}", "", *lines]) if lines else ""


def _whose(request):
    """Her own; of another, for who runs the programme and prepares her card."""
    asked = whole(request.GET.get("de", ""))
    if asked is not None and asked != request.user.pk:
        if not request.user.runs_everything:
            raise Http404
        asked_of = Elevation.objects.values("asked_of")
        return get_object_or_404(Person.objects.filter(pk__in=asked_of), pk=asked)
    convenes = ProgrammeRole.CONVENER in request.user.programme_roles
    is_asked = convenes or _asked_of(request.user).exclude(raised_on=None).exists()
    if not (is_asked or request.user.runs_everything):
        raise Http404
    return request.user


def _asked_of(person):
    """While she holds the office of which it was asked: then it is no longer hers to read."""
    return Elevation.objects.visible_to(person).filter(asked_of=person)


def _waiting(person):
    """The late ones first, and then those that are wanted soonest."""
    asked = _asked_of(person).waiting().with_facts().select_related("commitment__responsible")
    acting = ProblemEntity.objects.filter(role=EntityRole.MUST_ACT).select_related("organization")
    acting = Prefetch("problem__entities", acting, to_attr="acting")
    order = [F("answer_by").asc(nulls_last=True), F("wanted_by").asc(nulls_last=True), "pk"]
    return list(asked.prefetch_related(acting).order_by(*order))


def _thing(request, elevation):
    below = [rung["name"] for rung in request.programme.ladder[: elevation.rung]]
    return Thing(
        elevation,
        _whom(elevation),
        elevation.days_on_rung(on=request.today),
        elevation.is_late(on=request.today),
        [_("operativo"), *below],
    )


def _whom(elevation):
    """Who must act on the problem; of a promise, who made it."""
    if elevation.problem:
        return [part.organization.name for part in elevation.problem.acting]
    responsible = elevation.commitment.responsible
    return [responsible.name] if responsible else []


def _guidelines(person, *, today):
    """What she proposed and has no return yet, and what came back last; each with whether it
    is late."""
    hers = Guideline.objects.visible_to(person).filter(proposer=person).with_facts()
    asked = hers.annotate(is_shut=~Q(state__in=OPEN)).order_by("is_shut", "wanted_by", "-pk")
    return [(each, each.is_late(on=today)) for each in asked[:LATEST]]


def _decided(person):
    """What she decided last, and whether it was carried out."""
    kept = Prefetch("commitments", Commitment.objects.select_related("responsible"))
    hers = Elevation.objects.visible_to(person)
    turns = Turn.objects.filter(kind=ElevationTurn.DECIDED, person=person, elevation__in=hers)
    turns = turns.select_related("elevation__problem", "elevation__commitment")
    return turns.prefetch_related(kept).order_by(F("on").desc(nulls_last=True), "-pk")[:LATEST]


def _others_asked(request):
    """Whose cards may be prepared: those of whom something waits."""
    waiting = Elevation.objects.visible_to(request.user).waiting()
    return Person.objects.filter(pk__in=waiting.values("asked_of")).exclude(pk=request.user.pk)


def _told_to(whom: list[str]) -> str:
    """As many as one line holds, the first at least, and how many more."""
    named = [Truncator(whom[0]).chars(MOST_WHOM)]
    for name in whom[1:]:
        if len(", ".join([*named, name])) > MOST_WHOM:
            break
        named.append(name)
    more = len(whom) - len(named)
    return escaped(", ".join(named)) + (_(" y %(n)s más") % {"n": more} if more else "")


def _in_words(number: int, thing: Thing) -> str:
    asked = escaped(Truncator(thing.elevation.asked).chars(MOST_ASKED))
    title = escaped(Truncator(str(thing.elevation)).chars(MOST_TITLE))
    lines = [f"## {number}. {title}", "", f"**{asked}**", ""]
    if thing.whom:
        lines.append(f"- {_('Dígaselo a')}: {_told_to(thing.whom)}")
    return "\n".join([*lines, f"- {'. '.join(_when(thing))}"])


def _when(thing: Thing) -> list[str]:
    wanted, since = thing.elevation.wanted_by, _("Espera desde hoy")
    if thing.days:
        since = ngettext("Espera hace %(n)s día", "Espera hace %(n)s días", thing.days)
    due = [f"{_('Para cuándo')}: {date_format(wanted)}"] if wanted else []
    return [*due, since % {"n": thing.days}]
