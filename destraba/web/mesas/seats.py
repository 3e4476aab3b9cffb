"""Who sits at a mesa, over time: seats outlive the people who fill them."""

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from destraba.kit.vocabulary import AppointmentRole, Body
from destraba.mesas.models import Appointment, Seat
from destraba.mesas.models.seat import AlreadySeated, Neutrality
from destraba.people.models import Person
from destraba.web.forms import refusals_in
from destraba.web.known import offered
from destraba.web.toasts import toast

from . import forms
from .changes import ask, either
from .finding import run_by, seen_by

SUGGESTED = 300


@require_safe
def listing(request, pk):
    mesa = seen_by(request, pk)
    held = Appointment.objects.select_related("person").order_by("-since_on", "-pk")
    seats = mesa.seats.select_related("organization", "problem").prefetch_related(
        Prefetch("appointments", queryset=held, to_attr="all_appointments")
    )
    places = [Place(seat, today=request.today) for seat in seats]
    bodies = [(body.label, [each for each in places if each.is_at(body)]) for body in Body]
    gone = [each for each in places if each.has_left]
    context = {"mesa": mesa, "bodies": bodies, "gone": gone, "any": bool(places)}
    return render(request, "web/mesas/seats.html", context)


class Place:
    """A seat as its page tells it: who fills it today, and who did before."""

    def __init__(self, seat, *, today):
        self.seat = seat
        self.has_left = seat.until_on is not None and seat.until_on < today
        told = seat.all_appointments
        self.current = sorted(
            (each for each in told if each.is_current(on=today)),
            key=lambda each: AppointmentRole.values.index(each.role),
        )
        self.to_come = [each for each in told if each.since_on and each.since_on > today]
        self.past = [each for each in told if each not in self.current + self.to_come]
        has_holder = any(each.role == AppointmentRole.HOLDER for each in self.current)
        self.is_untold = not told and seat.is_unknown("appointments")
        self.is_vacant = not has_holder and not self.is_untold

    def is_at(self, body):
        return self.seat.body == body and not self.has_left


@either
def offer(request, pk):
    mesa = run_by(request, pk)
    initial = {"since_on": request.today, "body": request.GET.get("cuerpo", Body.OPERATING)}
    form = forms.SeatForm(request.POST or None, mesa=mesa, initial=initial)
    if form.is_valid():
        with refusals_in(form):
            seat = Seat.offer(mesa, by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Ofrecido. Ahora diga quién lo ocupa."))
            return redirect("seat-appointment", pk, seat.pk)
    title = _("Ofrecer un asiento")
    return _ask(request, form, title, mesa, done=_("Ofrecer el asiento"), known=offered())


@either
def appoint(request, pk, seat):
    mesa, seat = _seat(request, pk, seat)
    form = forms.AppointmentForm(request.POST or None, initial={"since_on": request.today})
    if form.is_valid():
        with refusals_in(form, person=(AlreadySeated, Neutrality)):
            seat.appoint(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Hecho: lo que el asiento debe pasa a quien lo ocupa."))
            return redirect("mesa-seats", pk)
    title = _("Quién ocupa el asiento de %s") % seat
    return _ask(request, form, title, mesa, done=_("Nombrar"), known=_likely(seat))


@either
def vacate(request, pk, seat):
    mesa, seat = _seat(request, pk, seat)
    initial = {"on": request.today, "person": request.GET.get("persona", "")}
    form = forms.VacancyForm(request.POST or None, seat=seat, initial=initial)
    if form.is_valid():
        with refusals_in(form):
            seat.vacate(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Anotado: el asiento y lo que debe se quedan."))
            return redirect("mesa-seats", pk)
    title = _("Alguien deja el asiento de %s") % seat
    return _ask(request, form, title, mesa, done=_("Anotar la salida"))


@either
def withdraw(request, pk, seat):
    mesa, seat = _seat(request, pk, seat)
    form = forms.WithdrawalForm(request.POST or None, initial={"on": request.today})
    if form.is_valid():
        with refusals_in(form):
            seat.withdraw(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Retirado; su historia se conserva."))
            return redirect("mesa-seats", pk)
    title = _("%s deja la mesa") % seat
    return _ask(request, form, title, mesa, done=_("Retirar el asiento"))


def _seat(request, pk, seat):
    mesa = run_by(request, pk)
    return mesa, get_object_or_404(mesa.seats.select_related("organization"), pk=seat)


def _likely(seat):
    """The names of those whom the directory knows at this organisation."""
    posts = seat.organization.posts.values("person")
    sat = Appointment.objects.filter(seat__organization=seat.organization).values("person")
    people = Person.objects.filter(pk__in=posts) | Person.objects.filter(pk__in=sat)
    return people.values_list("name", flat=True)[:SUGGESTED]


def _ask(request, form, title, mesa, **more):
    return ask(request, form, title, mesa, at_seats=True, **more)
