"""The dedicated team: who is of it, with how much of her time, and what it carries."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from destraba.kit.vocabulary import TeamCriterion, TeamRole
from destraba.mesas.bandwidth import bandwidth_of
from destraba.mesas.models import TeamMember, may_change_the_team, may_read_conversations
from destraba.trail.models import Event
from destraba.web.moments import moments

LONGEST = 12


@require_safe
def page(request):
    told = TeamMember.objects.visible_to(request.user).with_declarations()
    members = list(told)
    if not members and not may_change_the_team(request.user) and not request.user.sees_everything:
        raise Http404
    here = [each for each in members if not each.until_on or each.until_on >= request.today]
    history = Event.objects.of_streams(["team"]).newest_first()
    context = {
        "parts": [(role, _with_declaration(here, role, request.today)) for role in TeamRole],
        "any": bool(here),
        "gone": [each for each in reversed(members) if each not in here],
        "may_change": may_change_the_team(request.user),
        "bandwidth": bandwidth_of(today=request.today, week_hours=request.programme.week_hours),
        "moments": moments(history[:LONGEST]),
    }
    return render(request, "web/team/page.html", context)


@require_safe
def member(request, pk):
    told = TeamMember.objects.visible_to(request.user).with_declarations()
    each = get_object_or_404(told, pk=pk)
    is_here = not each.until_on or each.until_on >= request.today
    may_change = is_here and may_change_the_team(request.user)
    context = {
        "member": each,
        "declaration": each.current_declaration(on=request.today),
        "declarations": list(reversed(each.declarations.all())),
        "may_change": may_change,
        "may_declare": may_change or (is_here and each.person_id == request.user.pk),
        "is_here": is_here,
        "conversation": _conversation(each) if may_read_conversations(request.user) else None,
        "moments": moments(Event.objects.of_subject(each).newest_first()[:LONGEST]),
    }
    return render(request, "web/team/member.html", context)


def _with_declaration(members, role, today):
    return [(each, each.current_declaration(on=today)) for each in members if each.role == role]


def _conversation(each):
    """Every criterion, with what was talked about."""
    return [(label, each.criteria.get(code, "")) for code, label in TeamCriterion.choices]
