"""The hand-over capsule: a mesa, or the whole programme, for whoever takes it over."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from destraba.documents.report import escaped, to_docx, to_html
from destraba.exchange.writing import to_yaml
from destraba.mesas.handover import handover_of, is_told_whole, with_what_made_them
from destraba.mesas.models import Mesa
from destraba.mesas.models.places import places_of
from destraba.web.downloads import download, word

from .programme import programme_told, rows_of
from .telling import told
from .wording import Links

# A document of more mesas than these is no longer read: each has its own.
MOST_MESAS = 40


@require_safe
def dossier(request, pk):
    mesa = _mesa(request, pk)
    is_whole = is_told_whole(mesa, to=request.user)
    seats = None if is_whole else places_of(request.user).seats
    handover = handover_of(mesa, on=request.today, seats=seats)
    text = told(handover, _links(request), today=request.today)
    context = {"mesa": mesa, "is_whole": is_whole, "told": to_html(text)}
    return render(request, "web/handover/dossier.html", context)


@require_safe
def docx(request, pk):
    mesa = _told_whole(request, pk)
    handover = handover_of(mesa, on=request.today)
    text = told(handover, _links(request), today=request.today, level=1)
    title = _("Traspaso: %s") % mesa.name
    return _document(request, f"{_cover(request)}\n\n{text}", title)


@require_safe
def as_yaml(request, pk):
    mesa = _told_whole(request, pk)
    text = "".join(to_yaml(mesa=mesa, with_files="archivos" in request.GET))
    name = slugify(f"{mesa.name} {request.today}")
    return download(text, f"{name}.yaml", kind="application/yaml; charset=utf-8")


@require_safe
def whole(request):
    _must_see_everything(request)
    rows = rows_of(request.user, today=request.today)
    text = programme_told(request.user, today=request.today)
    context = {"rows": rows, "told": to_html(text)}
    return render(request, "web/handover/programme.html", context)


@require_safe
def whole_docx(request):
    """The programme, and then the dossier of each mesa."""
    _must_see_everything(request)
    links = _links(request)
    parts = [_cover(request), programme_told(request.user, today=request.today, level=1)]
    mesas = list(with_what_made_them(Mesa.objects.visible_to(request.user)).order_by("name", "pk"))
    for mesa in mesas[:MOST_MESAS]:
        handover = handover_of(mesa, on=request.today)
        text = told(handover, links, today=request.today)
        parts.append(f"# {escaped(mesa.name)} ({mesa.get_state_display()})\n\n{text}")
    if left := len(mesas) - MOST_MESAS:
        path = request.build_absolute_uri("/traspaso/")
        parts += [f"[{_('y %d mesas más') % left}](<{path}>)"] if left > 0 else []
    title = _("Traspaso: %s") % request.programme.name
    return _document(request, "\n\n".join(parts), title)


def _mesa(request, pk):
    mesas = with_what_made_them(Mesa.objects.visible_to(request.user))
    return get_object_or_404(mesas, pk=pk)


def _told_whole(request, pk):
    mesa = _mesa(request, pk)
    if not is_told_whole(mesa, to=request.user):
        raise Http404
    return mesa


def _must_see_everything(request):
    if not request.user.sees_everything:
        raise Http404


def _links(request):
    return Links(request.build_absolute_uri("/")[:-1])


def _cover(request):
    """Of which programme and of which day it is."""
    words = _("%(programme)s. Al %(day)s. Es confidencial: nombra a personas.") % {
        "programme": escaped(request.programme.name),
        "day": request.today.strftime("%d/%m/%Y"),
    }
    return f"*{words}*"


def _document(request, text, title):
    programme = request.programme
    letterhead = programme.letterhead or programme.name
    content = to_docx(text, title=title, letterhead=letterhead)
    return word(content, slugify(title))
