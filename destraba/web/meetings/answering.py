"""What an invited seat answers: by itself, or by telephone to the dedicated team."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from destraba.web.forms import refusals_in
from destraba.web.toasts import toast

from .finding import ask, seen_by
from .forms import AnswerForm


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, pk, invitation):
    meeting = seen_by(request, pk)
    found = meeting.invitations.with_people().answerable_by(request.user)
    invitation = get_object_or_404(found, pk=invitation)
    meeting.must_be_to_come()
    initial = {"answer": invitation.answer, "words": invitation.words}
    form = AnswerForm(request.POST or None, initial=initial)
    if form.is_valid():
        with refusals_in(form):
            invitation.reply(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Anotado. Gracias por avisar."))
            return redirect("week" if request.POST.get("desde") == "semana" else _page(pk))
    title = _("Respuesta de %s") % invitation.seat.organization.short
    return ask(request, form, title, meeting=meeting, done=_("Anotar"), back=_page(pk))


def _page(pk):
    return reverse("meeting", args=[pk])
