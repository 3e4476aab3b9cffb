"""One box for everything: problems, causes, solutions, promises, mesas, organisations, people."""

from django.db.models import Q
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from destraba.mesas.directory import organizations_visible_to, people_visible_to
from destraba.mesas.models import Agreement, Cause, Mesa
from destraba.search.models import SearchDoc
from destraba.web.paging import Page

KINDS = {
    "problem": (_("problema"), "puzzle", "problem"),
    "commitment": (_("compromiso"), "handshake", "commitment"),
    "agreement": (_("acuerdo"), "message-square-quote", "meeting"),
    "cause": (_("causa"), "git-fork", "cause"),
    "option": (_("solución"), "lightbulb", "option"),
    "trial": (_("prueba"), "flask-conical", "trial"),
    "norm": (_("norma"), "scroll-text", "norm"),
    "elevation": (_("elevación"), "arrow-up-from-line", "elevation"),
    "guideline": (_("lineamiento"), "arrow-down-to-line", "guideline"),
    "mesa": (_("mesa"), "circle-dot", "mesa"),
    "organization": (_("organización"), "building-2", "organization"),
    "person": (_("persona"), "user", "person"),
}
LONGEST = 200
QUICK = 8


@require_safe
def find(request):
    text = request.GET.get("q", "")[:LONGEST].strip()
    kind = request.GET.get("tipo", "")
    found = _visible_to(request.user).matching(text, language=get_language() or "es")
    if kind in KINDS:
        found = found.filter(kind=kind)
    size = QUICK if request.htmx else 50
    page = Page(found.defer("words"), request.GET.get("pagina"), size=size)
    context = {
        "text": text,
        "kind": kind,
        "page": page,
        "hits": _hits(page),
        "kinds": [(code, label) for code, (label, *_rest) in KINDS.items()],
        "kept": {"q": text, "tipo": kind},
    }
    template = "web/search/found.html" + ("#hits" if request.htmx else "")
    return render(request, template, context)


def _visible_to(person):
    """The docs of the person's mesas, and of whom she may see in the directory."""
    if person.sees_everything:
        return SearchDoc.objects.all()
    mesas = Mesa.objects.visible_to(person).values_list("pk", flat=True)
    known = Q(kind="organization", object_id__in=organizations_visible_to(person).values("pk"))
    known |= Q(kind="person", object_id__in=people_visible_to(person).values("pk"))
    return SearchDoc.objects.filter(Q(stream__in=[f"mesa:{pk}" for pk in mesas]) | known)


def _hits(page):
    """Each with its word, its icon and its page; an agreement is read in its meeting, and a cause
    among those of its problem."""
    meetings = dict(_of(page, "agreement", Agreement.objects.all(), "item__meeting"))
    problems = dict(_of(page, "cause", Cause.objects.all(), "problem"))
    for doc in page:
        label, icon, name = KINDS[doc.kind]
        where = [doc.object_id]
        if doc.kind == "agreement":
            where = [meetings.get(doc.object_id)]
        elif doc.kind == "cause":
            where = [problems.get(doc.object_id), doc.object_id]
        yield {
            "title": doc.title,
            "label": label,
            "icon": icon,
            "url": reverse(name, args=where) if all(where) else "",
        }


def _of(page, kind, things, path):
    """Where those of this kind are read; nothing is asked when none was found."""
    found = [doc.object_id for doc in page if doc.kind == kind]
    return things.filter(pk__in=found).values_list("pk", path) if found else ()
