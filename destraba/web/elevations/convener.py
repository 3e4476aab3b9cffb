"""Three things only you can unblock: the convener's page, and its card of one page."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from destraba.documents.report import escaped, to_docx
from destraba.kit.vocabulary import ElevationTurn, EntityRole, ProgrammeRole
from destraba.mesas.models import Commitment, Elevation, ProblemEntity
from destraba.mesas.models.turn import Turn
from destraba.people.models import Person
from destraba.web.downloads import word
from destraba.web.numbers import whole

# Twenty minutes are enough for three decisions (NEEDS 4.7).
FIRST, LATEST = 3, 8


@dataclass(frozen=True)
class Thing:
    """One elevation as she reads it: what to decide, and whom to tell."""

    elevation: Elevation
    whom: list[str]
    days: int
    is_late: bool


@require_safe
def page(request):
    person = _whose(request)
    waiting = _waiting(person)
    things = [_thing(each, today=request.today) for each in waiting[:FIRST]]
    context = {
        "person": person,
        "is_hers": person == request.user,
        "things": things,
        "others": waiting[FIRST:],
        "decided": _decided(person),
        "others_asked": _others_asked(request) if request.user.runs_everything else [],
    }
    return render(request, "web/elevations/convener.html", context)


@require_safe
def card(request):
    """What she takes along on Monday, in one page."""
    person = _whose(request)
    things = [_thing(each, today=request.today) for each in _waiting(person)[:FIRST]]
    text = "\n\n".join(_in_words(number, each) for number, each in enumerate(things, 1))
    title = _("Tres cosas que solo usted puede destrabar")
    when = date_format(request.today)
    whole = f"*{escaped(person.name)}, {when}*\n\n{text or _('Hoy nada espera su decisión.')}\n"
    written = to_docx(whole, title=title, letterhead=request.programme.letterhead)
    return word(written, "tarjeta-del-lunes")


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
    asked = _asked_of(person).waiting().with_facts()
    acting = ProblemEntity.objects.filter(role=EntityRole.MUST_ACT).select_related("organization")
    acting = Prefetch("problem__entities", acting, to_attr="acting")
    order = [F("answer_by").asc(nulls_last=True), F("wanted_by").asc(nulls_last=True), "pk"]
    return list(asked.prefetch_related(acting).order_by(*order))


def _thing(elevation, *, today):
    acting = elevation.problem.acting if elevation.problem else []
    return Thing(
        elevation,
        [part.organization.name for part in acting],
        elevation.days_on_rung(on=today),
        elevation.is_late(on=today),
    )


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


def _in_words(number: int, thing: Thing) -> str:
    told: dict[str, Any] = {"n": number, "asked": escaped(thing.elevation.asked)}
    lines = [f"## {number}. {escaped(str(thing.elevation))}", "", f"**{told['asked']}**", ""]
    if thing.whom:
        lines.append(f"- {_('Dígaselo a')}: {escaped(', '.join(thing.whom))}")
    if thing.elevation.wanted_by:
        lines.append(f"- {_('Para cuándo')}: {date_format(thing.elevation.wanted_by)}")
    lines.append(f"- {_('Espera hace %(n)s días') % {'n': thing.days}}")
    return "\n".join(lines)
