"""How one comes in: by invitation of the team. Nobody signs up alone."""

from allauth.account.adapter import DefaultAccountAdapter
from django.utils import timezone
from django.utils.translation import gettext as _

from destraba.web.toasts import toast

# A session is a mesa's: coming in needs no words, and going out has others.
LEFT, CAME = "account/messages/logged_out.txt", "account/messages/logged_in.txt"


class Adapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def get_login_redirect_url(self, request):
        return "/"

    def add_message(self, request, level, message_template=None, *args, **kwargs):
        if message_template == LEFT:
            toast(request, _("Ya está fuera."))
        elif message_template != CAME:
            super().add_message(request, level, message_template, *args, **kwargs)

    def set_password(self, user, password):
        """By the verb, so that it stays in the trail."""
        user.take_password(password, by=user, at=timezone.now())
