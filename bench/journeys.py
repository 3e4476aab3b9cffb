"""What is measured: the pages that people open most, by whom, and how much each may cost."""

import datetime
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field

from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from bench.client import Client
from destraba.mesas.models import Commitment, Meeting, Mesa, Problem, Seat
from destraba.people.models import Organization, Person

PAGE, WORKSPACE = 1.5, 3.0
SAMPLE = 40


@dataclass
class Journey:
    """`paths` are asked in turn; `act`, where there is one, is done instead."""

    name: str
    role: str
    paths: list[str] = field(default_factory=list)
    act: Callable | None = None
    # At most so many times the bare page; none for what no page is.
    target: float | None = PAGE

    def steps(self):
        turn = itertools.cycle(self.paths)
        return lambda client: [client.get(next(turn))]


def journeys():
    """Those whose addresses exist in this version."""
    told = [lists, problem_lists, liaison, commitment, problem, workspace, timeline, week]
    told += [meeting_held, meeting_ahead, organization, search, creation]
    for tell in told:
        try:
            yield tell()
        except NoReverseMatch as missing:
            print(f"  (no existe aún: {tell.__name__}; {missing})")


def lists():
    mesa = Mesa.objects.order_by("pk").last().pk
    asked = [
        "estado=todos&orden=vence-tarde",
        "estado=abiertos&de=employers&orden=vence",
        f"estado=tarde&mesa={mesa}&orden=vence",
        "estado=todos&orden=recientes&pagina=3",
    ]
    return Journey("lista: compromisos", "ministra", with_query("commitments", asked))


def problem_lists():
    mesa = Mesa.objects.order_by("pk").last().pk
    asked = ["estado=todos&orden=titulo", "orden=quietos", f"estado=todos&mesa={mesa}", "q=horno"]
    return Journey("lista: problemas", "ministra", with_query("problems", asked))


def liaison():
    return Journey("lista: como enlace", "enlace", with_query("commitments", ["", "de=mios"]))


def commitment():
    return Journey("compromiso", "ministra", pages("commitment", Commitment.objects.all()))


def problem():
    return Journey("problema", "ministra", pages("problem", Problem.objects.all()))


def workspace():
    return Journey("mesa", "facilitadora", pages("mesa", run_mesas()), target=WORKSPACE)


def timeline():
    return Journey("cronología", "facilitadora", pages("mesa-timeline", run_mesas()))


def week():
    return Journey("mi semana", "facilitadora", [reverse("week")])


def meeting_held():
    held = Meeting.objects.filter(mesa__in=run_mesas()).held()
    return Journey("sesión cerrada", "facilitadora", pages("meeting", held))


def meeting_ahead():
    ahead = Meeting.objects.filter(mesa__in=run_mesas()).ahead()
    return Journey("sesión por venir", "facilitadora", pages("meeting", ahead))


def organization():
    owing = Organization.objects.exclude(commitments=None).distinct()
    return Journey("organización", "ministra", pages("organization", owing))


def search():
    words = ["registro", "certificado", "secado+horno", "camino", "plan"]
    return Journey("buscar", "ministra", with_query("search", [f"q={word}" for word in words]))


def creation():
    """The form is sent, and the page of what was made is shown."""
    mesa = run_mesas().first()
    seat = Seat.objects.filter(mesa=mesa, body="operating").select_related("organization").first()
    address = reverse("commitment-new") + f"?mesa={mesa.pk}"
    fields = {
        "promise": "Publicar el cuadro de plazos",
        "responsible": str(seat.organization_id),
        "due_on": (timezone.localdate() + datetime.timedelta(days=10)).isoformat(),
        "certainty": "determined",
        "follower": str(Person.objects.get(ref="facilitadora").pk),
    }

    def steps(client: Client):
        if not hasattr(client, "form_token"):
            client.form_token = client.token(address)
        sent = client.post(address, {**fields, "csrfmiddlewaretoken": client.form_token})
        return [sent, client.get(sent.location)] if sent.location else [sent]

    return Journey("crear y mostrar", "facilitadora", act=steps, paths=[address], target=None)


def run_mesas():
    return Mesa.objects.run_by(Person.objects.get(ref="facilitadora")).order_by("pk")


def pages(name, things):
    """A sample spread over all of them: old and new."""
    keys = list(things.order_by("pk").values_list("pk", flat=True))
    step = max(1, len(keys) // SAMPLE)
    return [reverse(name, args=[key]) for key in keys[::step]]


def with_query(name, asked):
    return [f"{reverse(name)}?{query}" if query else reverse(name) for query in asked]
