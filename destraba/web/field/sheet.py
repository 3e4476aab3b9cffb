"""The note that was sent: about which thing, in which form, and whether it was kept."""

from django.utils.translation import gettext as _

from destraba.kit.ref import new_ref
from destraba.mesas.models import FieldNote
from destraba.web.forms import refusals_in

from .forms import FieldNoteForm, LooseNoteForm

# The form about nothing that is in the list.
LOOSE = "suelta"


class Sheet:
    """What is no longer followed comes back in the loose form, with its words."""

    def __init__(self, request, mesa, things):
        asked = request.POST.get("about", "")
        self.mesa, self.about = mesa, things.get(asked)
        self.key = asked if self.about else LOOSE
        self.is_gone = self.about is None and asked != LOOSE
        self.form = form_of(mesa, self.key, data=request.POST)

    def is_kept(self, *, by, at):
        if not self.form.is_valid():
            return False
        if self.is_gone:
            words = _("Aquello ya no se sigue aquí: si aún importa, anótelo con estas palabras.")
            self.form.add_error(None, words)
            return False
        told = dict(self.form.cleaned_data)
        if self.about:
            told |= {"commitment": self.about.commitment, "problem": self.about.problem}
        with refusals_in(self.form):
            FieldNote.note(self.mesa, by=by, at=at, **told)
        return self.form.is_valid()


def fresh(mesa, key, *, today):
    return form_of(mesa, key, initial={"ref": new_ref(), "noted_on": today})


def form_of(mesa, key, **told):
    """Every form of the page has the same fields; the key tells their ids apart."""
    told["auto_id"] = f"{key}-%s"
    return LooseNoteForm(mesa=mesa, **told) if key == LOOSE else FieldNoteForm(**told)
