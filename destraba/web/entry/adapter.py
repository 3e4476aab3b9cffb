"""How one comes in: by invitation of the team. Nobody signs up alone."""

from allauth.account.adapter import DefaultAccountAdapter
from django.utils import timezone


class Adapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def get_login_redirect_url(self, request):
        return "/"

    def set_password(self, user, password):
        """By the verb, so that it stays in the trail."""
        user.take_password(password, by=user, at=timezone.now())
