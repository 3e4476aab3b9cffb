"""A meeting, found by who may do what with it: others find nothing."""

from django.shortcuts import get_object_or_404, render

from destraba.kit.prepared import prepared
from destraba.mesas.models import Meeting
from destraba.mesas.models.places import Viewer
from destraba.web.found import the_one

PAGE = "web/meetings/change.html"
WHOLE = [field.name for field in Meeting._meta.concrete_fields]
# Of its mesa and of the one that it follows, only how they are called.
AROUND = ["mesa__name", "after__kind", "after__number"]


def seen_by(request, pk):
    return the_one(_seen(Viewer.of(request.user), pk))


@prepared
def _seen(viewer, pk):
    meetings = Meeting.objects.visible_to(viewer).filter(pk=pk)
    return meetings.select_related("mesa", "after").only(*WHOLE, *AROUND)


def run_by(request, pk):
    meetings = Meeting.objects.run_by(request.user).select_related("mesa")
    return get_object_or_404(meetings, pk=pk)


def ask(request, form, title, *, meeting=None, mesa=None, template=PAGE, **words):
    """One question on a page of its own; what was typed wrong comes back. `words` for the page:
    its `lead`, what the button says when `done`, and where it leads `back`."""
    mesa = mesa or meeting.mesa
    context = {"form": form, "title": title, "meeting": meeting, "mesa": mesa, **words}
    status = 422 if form.is_bound else 200
    return render(request, template, context, status=status)
