from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from destraba.kit.vocabulary import ProgrammeRole
from destraba.notifications.models import Preference
from destraba.web.toasts import toast

from .forms import ProfileForm


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request):
    person = request.user
    initial = {
        "name": person.name,
        "phone": person.phone,
        "language": person.language,
        "mail": Preference.of(person),
    }
    form = ProfileForm(request.POST or None, initial=initial)
    if form.is_valid():
        told = form.cleaned_data
        Preference.choose(person, told.pop("mail"), at=request.now)
        person.choose(by=person, at=request.now, **told)
        toast(request, _("Perfil guardado."))
        return redirect("profile")

    seats = person.appointments.current().select_related("seat__mesa", "seat__organization")
    context = {
        "form": form,
        "seats": seats,
        "roles": [ProgrammeRole(kind).label for kind in sorted(person.programme_roles)],
    }
    return render(request, "web/entry/profile.html", context, status=422 if form.is_bound else 200)
