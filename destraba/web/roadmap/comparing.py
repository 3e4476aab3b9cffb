"""Two roadmaps of a mesa side by side in time: what changed from the earlier to the later one."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from destraba.documents.report import to_docx
from destraba.mesas.roadmap_between import story_between
from destraba.web.downloads import word
from destraba.web.mesas.finding import seen_by
from destraba.web.numbers import whole

from .story_told import (
    headlines,
    in_markdown,
    named,
    objective,
    sections,
    summary,
    why_revised,
)
from .views import links_of


@require_safe
def choose(request, pk):
    """From the two that were picked to their page; anything else leads to the last two."""
    mesa = seen_by(request, pk)
    numbers = list(mesa.roadmap_revisions.order_by("-number").values_list("number", flat=True))
    picked = [request.GET.get(name, "") for name in ("desde", "hasta")]
    told = [number for number in map(whole, picked) if number in numbers]
    if len(set(told)) < 2:
        told = numbers[:2]
    if len(told) < 2:
        return redirect("roadmap", pk)
    return redirect("roadmap-comparison", pk, max(told), min(told))


@require_safe
def comparison(request, pk, number, other):
    mesa = seen_by(request, pk)
    story = _story(mesa, number, other)
    context = {
        "mesa": mesa,
        "story": story,
        "earlier": named(story.before),
        "later": named(story.after),
        "summary": summary(story),
        "headlines": headlines(story),
        "why": why_revised(story),
        "objective": objective(story),
        "sections": sections(story, links_of(mesa)),
        "revisions": mesa.roadmap_revisions.order_by("-number").only("mesa", "number", "agreed_on"),
    }
    return render(request, "web/roadmap/comparison.html", context)


@require_safe
def docx(request, pk, number, other):
    mesa = seen_by(request, pk)
    story = _story(mesa, number, other)
    told = {"a": story.before.number, "b": story.after.number, "mesa": mesa.name}
    title = _("De la hoja de ruta %(a)s a la %(b)s · %(mesa)s") % told
    letterhead = request.programme.letterhead
    paper = to_docx(in_markdown(story), title=title, letterhead=letterhead)
    return word(paper, slugify(f"hoja-de-ruta {mesa.name} {told['a']} {told['b']}"))


def _story(mesa, number, other):
    """Always from the earlier to the later one, in whichever order they were asked for."""
    if number == other:
        raise Http404
    revisions = mesa.roadmap_revisions.filter(number__in=[number, other])
    found = {each.number: each for each in revisions}
    if len(found) < 2:
        raise Http404
    return story_between(mesa, found[min(found)], found[max(found)])
