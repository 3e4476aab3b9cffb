"""Who is who: organisations, people, and where they sit over time."""

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from destraba.kit.prepared import prepared
from destraba.kit.vocabulary import ExcludedGroup
from destraba.mesas.directory import (
    organizations_visible_to,
    people_invitable_by,
    people_visible_to,
    posts_visible_to,
    runs_any_mesa,
)
from destraba.mesas.holding import holding
from destraba.mesas.models import Appointment, Commitment, Seat
from destraba.mesas.models.places import Viewer
from destraba.web.found import the_one
from destraba.web.paging import Page

from .account import LATEST_FIRST, PARTS, SHOWN, account_of
from .filters import OrganizationFilter, PersonFilter


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
    viewer = Viewer.of(request.user)
    one = the_one(_seen(viewer, pk))
    context = {
        "organization": one,
        "parent": next(iter(_called(viewer, one.parent_id)), None) if one.parent_id else None,
        "names": one.names.all() if "names" in one.held else [],
        "groups": [ExcludedGroup(code).label for code in one.groups],
        "parts": _parts(viewer, one) if "parts" in one.held else [],
        **account_of(one, viewer=viewer, today=request.today),
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
        "may_invite": people_invitable_by(request.user).filter(pk=pk).exists(),
        "signs_in": one.has_usable_password(),
        **_may_keep(request),
    }
    return render(request, "web/directory/person.html", context)


def _parent(visible):
    """What it depends on, for who may know of it; nothing for the others."""
    return Prefetch("parent", queryset=visible)


@prepared
def _seen(viewer, pk):
    known = organizations_visible_to(viewer).filter(pk=pk).select_related("territory")
    return holding(known, *PARTS)


@prepared
def _called(viewer, pk):
    """What it depends on, for who may know of it."""
    return organizations_visible_to(viewer).filter(pk=pk).values("pk", "name")


@prepared
def _parts(viewer, parent):
    return organizations_visible_to(viewer).filter(parent=parent).values("pk", "name")


def _posts(posts):
    return posts.select_related("person", "organization").latest_first()


def _appointments(viewer, person):
    seats = Seat.objects.visible_to(viewer)
    appointments = Appointment.objects.filter(person=person, seat__in=seats)
    seats = appointments.select_related("seat__mesa", "seat__organization")
    return seats.order_by(*LATEST_FIRST)


def _may_keep(request):
    return {"may_keep": runs_any_mesa(request.user)}
