"""The agenda while it is worked on: what begins, what ends, what is left, what is added."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import replace_url

from destraba.mesas.models import AgendaItem

from . import parts
from .finding import at_work
from .forms import ItemForm

either = require_http_methods(["GET", "HEAD", "POST"])


@require_POST
def start(request, meeting, item):
    """It is the one at hand; the page that was on another one turns to it."""
    table = at_work(request, meeting, item=item)
    table.needed().start(at=request.now)
    is_turned = request.GET.get("punto") != str(item)
    response = parts.answer(request, table, "agenda", "board" if is_turned else "hand")
    return replace_url(response, table.url()) if request.htmx else response


@require_POST
def finish(request, meeting, item):
    table = at_work(request, meeting, item=item)
    table.needed().finish(at=request.now)
    return parts.answer(request, table, "agenda", "hand")


@require_POST
def leave_for_later(request, meeting, item):
    table = at_work(request, meeting, item=item)
    table.needed().leave_for_later(at=request.now)
    return parts.answer(request, table, "agenda", "hand")


@either
def add(request, meeting):
    table = at_work(request, meeting)
    form = ItemForm(request.POST or None, table=table)
    if not form.is_valid():
        return parts.sheet(request, table, form, title=_("Otro punto"), done=_("Agregar"))

    AgendaItem.add(table.meeting, by=request.user, at=request.now, **form.cleaned_data)
    return parts.answer(request, table, "agenda")
