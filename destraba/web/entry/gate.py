"""Who is no longer signed in is asked to sign in, and told what became of what they sent."""

from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import render
from django.utils.translation import gettext as _

from destraba.web.refusals import refuse
from destraba.web.sent import sent_from_here
from destraba.web.toasts import toast


class SignInMiddleware(LoginRequiredMiddleware):
    """A part of a page is not answered with the page to sign in, and nobody comes back to an
    address that only takes what is sent to it."""

    def handle_no_permission(self, request, view_func):
        if request.htmx:
            why = _(
                "Ya no está dentro: copie lo que escribió, recargue la página y entre de nuevo."
            )
            return refuse(request, why, status=401)
        if request.method in ("GET", "HEAD"):
            return super().handle_no_permission(request, view_func)
        if request.headers.get("Sec-Fetch-Mode") == "navigate":
            if sent := sent_from_here(request):
                return render(request, "web/entry/expired.html", {"sent": sent}, status=401)
            words = _("Ya no estaba dentro: no se guardó. Entre y hágalo otra vez.")
            toast(request, words, tone="warn")
        return redirect_to_login(_sent_from(request), self.get_login_url(view_func))


def _sent_from(request):
    """The page of ours that sent it, as the browser says; otherwise the first one."""
    told = urlsplit(request.headers.get("Referer", ""))
    if told.netloc != request.get_host() or not told.path.startswith("/"):
        return "/"
    return f"{told.path}?{told.query}" if told.query else told.path
