"""Who is who: organisations, people, and where they sit over time."""

from django.db.models import F, Prefetch
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from destraba.kit.vocabulary import CommitmentState, ExcludedGroup, ProblemState
from destraba.mesas.directory import (
    organizations_visible_to,
    people_visible_to,
    posts_visible_to,
    runs_any_mesa,
)
from destraba.mesas.models import Appointment, Commitment, Problem, Seat
from destraba.web.paging import Page

from .filters import OrganizationFilter, PersonFilter

SHOWN = 20
LATEST_FIRST = [F("since_on").desc(nulls_last=True), "-pk"]


@require_safe
def organizations(request):
    form = OrganizationFilter(request.GET)
    visible = organizations_visible_to(request.user)
    found = form.apply(visible).select_related("territory")
    page = Page(found.prefetch_related(_parent(visible)), request.GET.get("pagina"))
    context = {"form": form, "page": page, "kept": form.kept(), **_may_keep(request)}
    return render(request, "web/directory/organizations.html", context)


@require_safe
def people(request):
    form = PersonFilter(request.GET)
    posts = posts_visible_to(request.user).current(on=request.today)
    found = form.apply(people_visible_to(request.user)).prefetch_related(
        Prefetch("posts", queryset=_posts(posts), to_attr="current_posts")
    )
    page = Page(found, request.GET.get("pagina"))
    context = {"form": form, "page": page, "kept": form.kept(), **_may_keep(request)}
    return render(request, "web/directory/people.html", context)


@require_safe
def organization(request, pk):
    visible = organizations_visible_to(request.user)
    known = visible.select_related("territory").prefetch_related(_parent(visible))
    one = get_object_or_404(known, pk=pk)
    promised = Commitment.objects.visible_to(request.user).filter(responsible=one).with_facts()
    owed = promised.open().by_urgency()
    context = {
        "organization": one,
        "names": one.names.all(),
        "groups": [ExcludedGroup(code).label for code in one.groups],
        "owed": owed[:SHOWN],
        "owed_count": owed.count(),
        "late_count": owed.overdue(on=request.today).count(),
        "kept_promises": promised.filter(state=CommitmentState.FULFILLED).order_by("-pk")[:SHOWN],
        "kept_count": promised.filter(state=CommitmentState.FULFILLED).count(),
        "unblocked": _unblocked(request.user, one),
        "seats": _seats(request.user, one),
        "posts": _posts(posts_visible_to(request.user).filter(organization=one)),
        "parts": visible.filter(parent=one),
        **_may_keep(request),
    }
    return render(request, "web/directory/organization.html", context)


@require_safe
def person(request, pk):
    one = get_object_or_404(people_visible_to(request.user), pk=pk)
    owed = Commitment.objects.visible_to(request.user).filter(contact=one).open()
    context = {
        "person": one,
        "posts": _posts(posts_visible_to(request.user).filter(person=one)),
        "appointments": _appointments(request.user, one),
        "owed": owed.with_facts().by_urgency()[:SHOWN],
        **_may_keep(request),
    }
    return render(request, "web/directory/person.html", context)


def _parent(visible):
    """What it depends on, for who may know of it; nothing for the others."""
    return Prefetch("parent", queryset=visible)


def _posts(posts):
    return posts.select_related("person", "organization").latest_first()


def _unblocked(viewer, organization):
    """Solved problems in which it had to act or to cooperate."""
    solved = Problem.objects.visible_to(viewer).filter(state=ProblemState.SOLVED)
    its = solved.filter(entities__organization=organization).exclude(entities__role="affected")
    return its.select_related("mesa").order_by(F("moved_on").desc(nulls_last=True), "-pk")[:SHOWN]


def _seats(viewer, organization):
    """Where it sits and sat, with who filled each place."""
    people = Appointment.objects.select_related("person").order_by(*LATEST_FIRST)
    seats = Seat.objects.visible_to(viewer).filter(organization=organization)
    return seats.select_related("mesa", "organization").prefetch_related(
        Prefetch("appointments", queryset=people)
    )


def _appointments(viewer, person):
    seats = Seat.objects.visible_to(viewer)
    appointments = Appointment.objects.filter(person=person, seat__in=seats)
    seats = appointments.select_related("seat__mesa", "seat__organization")
    return seats.order_by(*LATEST_FIRST)


def _may_keep(request):
    return {"may_keep": runs_any_mesa(request.user)}
