"""A person is let in by a letter, with a link that serves once to choose her password."""

import logging

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from destraba.mesas.directory import people_invitable_by
from destraba.people.models.person import NotInvited
from destraba.web.toasts import toast

DAY = 24 * 60 * 60
log = logging.getLogger(__name__)


@require_POST
def invite(request, pk):
    person = get_object_or_404(people_invitable_by(request.user), pk=pk)
    try:
        person.must_be_invitable()
        _letter_to(person, request).send()
        person.invite(by=request.user, at=request.now)
        toast(request, _("Salió la invitación a %s.") % person.email)
    except NotInvited as refused:
        toast(request, str(refused), tone="warn")
    except OSError as trouble:
        # Its text may hold the letter, and the letter the link.
        log.warning("An invitation did not leave (%s).", type(trouble).__name__)
        toast(request, _("El correo no salió: inténtelo más tarde."), tone="warn")
    return redirect("person", pk)


def _letter_to(person, request):
    """In her language; the same one-use key as for a forgotten password."""
    key = f"{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}"
    context = {
        "person": person,
        "host": request.user,
        "programme": request.programme,
        "link": get_adapter().get_reset_password_from_key_url(key),
        "days": settings.PASSWORD_RESET_TIMEOUT // DAY,
    }
    with translation.override(person.language or translation.get_language()):
        text = render_to_string("web/directory/invitation.txt", context)
    subject, _newline, body = text.strip().partition("\n")
    return EmailMessage(
        subject=" ".join(subject.split()),
        body=body.strip() + "\n",
        to=[person.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
