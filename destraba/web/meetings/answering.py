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
            toast(request, _thanks(invitation, request.user))
            return redirect(_origin(request, pk))
    title = _("Respuesta de %s") % invitation.seat.organization.short
    return ask(request, form, title, meeting=meeting, done=_("Anotar"), back=_origin(request, pk))


def _origin(request, pk):
    """Where it was asked: one's week, the list of all answers, or the meeting's page."""
    asked = request.POST.get("desde") or request.GET.get("desde")
    if asked == "semana":
        return reverse("week")
    if asked == "convocatoria":
        return f"{reverse('meeting-invitation', args=[pk])}#respuestas"
    return reverse("meeting", args=[pk])


def _thanks(invitation, user):
    if invitation.person_id == user.pk:
        return _("Anotado. Gracias por avisar.")
    told = {"who": invitation.seat.organization.short, "answer": invitation.get_answer_display()}
    return _("Anotado: %(who)s, %(answer)s.") % told
