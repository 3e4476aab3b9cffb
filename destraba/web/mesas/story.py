"""The timeline of a mesa: its events by kind, and what is new since one's last visit."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from destraba.mesas import upstream
from destraba.mesas.models import Mesa
from destraba.mesas.words import SMALL
from destraba.trail.models import Event
from destraba.web.moments import moments
from destraba.web.paging import ROWS, Page

# The word in the address, what it is called, and whose verbs it holds.
KINDS: dict[str, tuple[str | Promise, tuple[str, ...]]] = {
    "sesiones": (_("Sesiones"), ("meeting", "agendaitem", "agreement", "invitation")),
    "compromisos": (_("Compromisos"), ("commitment",)),
    "problemas": (
        _("Problemas"),
        (
            "option",
            "trial",
            "norm",
            "problem",
        ),
    ),
    "asientos": (_("Asientos"), ("seat", "appointment")),
    "objetivo": (_("Objetivo"), ("mesa", "roadmaprevision")),
    "todo": (_("Todo"), ()),
}
FEW = 10


@dataclass(frozen=True)
class Choice:
    label: str | Promise
    url: str
    is_chosen: bool


class Story:
    """What happened at a mesa, as one person asks for it."""

    def __init__(self, request, mesa: Mesa, *, seen_at, is_excerpt: bool = False) -> None:
        self.mesa, self.is_excerpt = mesa, is_excerpt
        self.kind = request.GET.get("de", "") if request.GET.get("de") in KINDS else ""
        self.only_new = request.GET.get("nuevo") == "1"
        self.seen_at = seen_at
        told = _filtered(mesa, self.kind)
        events = upstream.readable(told, upstream.shut_to(request.user, [mesa])).newest_first()
        if self.only_new and self.seen_at:
            events = events.since(self.seen_at)
        number = request.GET.get("pagina")
        self.page = Page(events, number, size=FEW if is_excerpt else ROWS)
        self.moments = moments(self.page, since=self.seen_at, me=request.user.pk)

    @property
    def query(self) -> dict[str, str]:
        return _query(self.kind, self.only_new)

    @property
    def kinds(self) -> list[Choice]:
        asked = [("", _("Lo principal")), *((word, label) for word, (label, _of) in KINDS.items())]
        return [
            Choice(label, self._url(word, self.only_new), word == self.kind)
            for word, label in asked
        ]

    @property
    def since_visit(self) -> Choice | None:
        """The switch «since my last visit»; there is none before the first."""
        if not self.seen_at:
            return None
        url = self._url(self.kind, not self.only_new)
        return Choice(_("Desde mi última visita"), url, self.only_new)

    @property
    def whole_url(self) -> str:
        """Where an excerpt leads without scripts: its pages are not those of the whole."""
        return self._url(self.kind, self.only_new) if self.is_excerpt else self.more_url

    @property
    def more_url(self) -> str:
        """Where the earlier events are."""
        url = self._url(self.kind, self.only_new)
        return f"{url}{'&' if '?' in url else '?'}pagina={self.page.number + 1}"

    def _url(self, kind: str, only_new: bool) -> str:
        url = reverse("mesa-timeline", args=[self.mesa.pk])
        query = urlencode(_query(kind, only_new))
        return f"{url}?{query}" if query else url


def _query(kind: str, only_new: bool) -> dict[str, str]:
    return {**({"de": kind} if kind else {}), **({"nuevo": "1"} if only_new else {})}


def _filtered(mesa: Mesa, kind: str):
    events = Event.objects.of_streams([mesa.stream()])
    if not kind:
        return events.exclude(verb__in=SMALL)
    _label, nouns = KINDS[kind]
    asked = Q()
    for noun in nouns:
        asked |= Q(verb__startswith=f"{noun}.")
    return events.filter(asked)
