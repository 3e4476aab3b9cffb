"""The sheet on which a conversation is noted: one form, and a row for each thing that was said."""

from django.utils.translation import gettext as _

from destraba.kit.ref import new_ref
from destraba.mesas.models.listening import NobodySpoke, Said
from destraba.people.models import Organization
from destraba.web.forms import refusals_in

from .forms import NoteForm, SaidForms

PREFIX = "dicho"
ROWS_AT_FIRST = 1
SUGGESTED = 400
LISTS = ("groups", "deficits")
PLAIN = ("place", "solutions", "could_sit", "liaison", "authority", "groups", "deficits")


class Sheet:
    """`more`: another row was asked for, and nothing is checked or kept yet."""

    def __init__(self, request, mesa, *, note=None):
        self.mesa, self.note = mesa, note
        self.is_sent = request.method == "POST" and "more" not in request.POST
        if self.is_sent:
            self.form = NoteForm(request.POST, mesa=mesa)
            self.rows = SaidForms(request.POST, prefix=PREFIX)
        else:
            told, said = _typed(request.POST) if request.POST else _standing(note, request.today)
            self.form = NoteForm(initial=told, mesa=mesa)
            self.rows = SaidForms(initial=said, prefix=PREFIX)

    @property
    def known(self):
        return Organization.objects.values_list("name", "acronym")[:SUGGESTED]

    def is_kept(self, verb, **who):
        """Whether the verb took it; else what is missing is said in the form."""
        is_whole = all([self.form.is_valid(), self.rows.is_valid()])
        if not self.rows.is_valid():
            self.form.add_error(None, _("Revise lo que se dijo: hay algo por corregir."))
        if not is_whole:
            return False
        told = dict(self.form.cleaned_data)
        rows = [each.cleaned_data for each in self.rows if each.cleaned_data.get("text")]
        said = [Said(each["text"], each["cause"], each["pk"]) for each in rows]
        with refusals_in(self.form, speaker=NobodySpoke):
            self.note = verb(said=said, **told, **who) or self.note
        return self.form.is_valid()


def _standing(note, today):
    """What the note says now; of a new one, the day and by what name it is one if sent twice."""
    if note is None:
        return {"ref": new_ref(), "heard_on": today}, [{} for _ in range(ROWS_AT_FIRST)]
    told = {field: getattr(note, field) for field in (*PLAIN, "speaker", "constituency")}
    told |= {"heard_on": note.heard_on, "ref": note.ref, "meeting": note.meeting_id}
    told["organization"] = note.organization.name if note.organization else ""
    rows = [{"pk": each.pk, "text": each.text, "cause": each.cause} for each in note.said]
    return told, [*rows, {}]


def _typed(post):
    """As it was typed, with a row more."""
    told = {name: post.get(name, "") for name in NoteForm.base_fields}
    told |= {name: post.getlist(name) for name in LISTS}
    total = post.get(f"{PREFIX}-TOTAL_FORMS", "")
    rows = int(total) if total.isdecimal() and len(total) < 4 else 0
    fields = ("pk", "text", "cause")
    said = [
        {name: post.get(f"{PREFIX}-{place}-{name}", "") for name in fields}
        for place in range(min(rows, SaidForms.max_num - 1))
    ]
    return told, [*said, {}]
