from django import forms
from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import CommitmentState
from destraba.mesas.models import Part, Problem
from destraba.mesas.models.reshaping import FEWEST, MOST
from destraba.web.forms import DayField, NamedChoiceField, Words, not_gone


class PauseForm(forms.Form):
    until_on = DayField(
        label=_("Hasta cuándo"),
        validators=[not_gone],
        help_text=_("Dos años a lo más. Ese día se vuelve a preguntar a quien conduce la mesa."),
    )
    why = Words(_("Por qué se pone en pausa"), max_length=2000)


class ProblemChoiceField(NamedChoiceField):
    """Problems have a title where other things have a name."""

    class iterator(forms.models.ModelChoiceIterator):
        def __iter__(self):
            yield "", self.field.empty_label
            yield from self.queryset.values_list("pk", "title")


class MergerForm(forms.Form):
    """Into which one: of this mesa, or another's that the person runs too."""

    into = ProblemChoiceField(
        Problem.objects.none(),
        label=_("En cuál sigue"),
        required=False,
        empty_label=_("elija…"),
        help_text=_("Los problemas de esta mesa que siguen por resolver."),
    )
    elsewhere = forms.IntegerField(
        label=_("O el número de uno de otra mesa que usted conduce"),
        required=False,
        min_value=1,
        max_value=2**31,
        help_text=_("Está en la dirección de su página: /problemas/123/."),
    )
    why = Words(_("Por qué son el mismo"), max_length=2000)

    def __init__(self, *args, problem, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.run = Problem.objects.run_by(person).exclude(pk=problem.pk)
        here = self.run.pending().filter(mesa=problem.mesa_id).order_by("title_key")
        self.fields["into"].queryset = here

    def clean(self):
        """One of the two; the other problem as it is."""
        told = super().clean()
        number, found = told.get("elsewhere"), told.get("into")
        if not found and number:
            found = self.run.filter(pk=number).select_related("mesa").first()
        if not found and not self.errors:
            field = "elsewhere" if number else "into"
            words = _("Usted no conduce ningún problema con ese número.")
            self.add_error(field, words if number else _("Elija con cuál se fusiona."))
        told["other"] = found
        return told


class Things:
    """What may go with one part or another: how each kind is called on the page, and which."""

    def __init__(self, problem):
        self.kinds = {
            "causes": (_("Causas"), problem.causes.filter(parent=None).in_order(), "text"),
            "options": (_("Soluciones"), problem.options.all(), "title"),
            "commitments": (
                _("Compromisos abiertos"),
                problem.commitments.filter(state=CommitmentState.OPEN),
                "promise",
            ),
        }
        self.entities = problem.entities.select_related("organization")


class SplitForm(forms.Form):
    """In which problems it is split, and what each takes with it."""

    def __init__(self, *args, problem, count, **kwargs):
        super().__init__(*args, **kwargs)
        self.count = max(FEWEST, min(MOST, count))
        self.places = [(str(n), _("parte %s") % n) for n in range(1, self.count + 1)]
        for n in range(1, self.count + 1):
            self.fields[f"title-{n}"] = forms.CharField(
                label=_("El problema, en una frase"), max_length=200, required=n <= FEWEST
            )
            self.fields[f"statement-{n}"] = Words(_("Por qué importa"), rows=2, required=False)
        things = Things(problem)
        self.groups = [self._add(name, *kind) for name, kind in things.kinds.items()]
        self.groups.append(self._add_entities(things.entities))
        self.fields["why"] = Words(_("Por qué se divide"), max_length=2000)

    def _add(self, kind, label, rows, words):
        names = []
        for row in rows:
            name = f"{kind}-{row.pk}"
            self.fields[name] = forms.ChoiceField(
                label=getattr(row, words), choices=self.places, initial="1"
            )
            names.append(name)
        return label, names

    def _add_entities(self, entities):
        names = []
        for entity in entities:
            name = f"entities-{entity.pk}"
            self.fields[name] = forms.MultipleChoiceField(
                label=entity.organization.name,
                choices=self.places,
                initial=[place for place, _label in self.places],
                widget=forms.CheckboxSelectMultiple,
                help_text=entity.get_role_display(),
            )
            names.append(name)
        return _("Entidades con parte"), names

    def clean(self):
        """A part that was asked for and left blank is none, unless something goes with it."""
        told = super().clean()
        for place, _label in self.places[FEWEST:]:
            goes = told.get(f"statement-{place}") or any(self._taken(kind, place) for kind in OWN)
            if goes and not told.get(f"title-{place}") and f"title-{place}" not in self.errors:
                self.add_error(f"title-{place}", _("Diga qué problema es, o deje la parte vacía."))
        return told

    def heads(self):
        """The two boxes of each part."""
        return [
            (label, self[f"title-{place}"], self[f"statement-{place}"])
            for place, label in self.places
        ]

    def sharing(self):
        """Each kind of thing that there is, with its boxes."""
        return [(label, [self[name] for name in names]) for label, names in self.groups if names]

    def parts(self):
        told = self.cleaned_data
        return [
            Part(
                title=told[f"title-{place}"],
                statement=told[f"statement-{place}"],
                **{kind: self._taken(kind, place) for kind in KINDS},
            )
            for place, _label in self.places
            if told[f"title-{place}"]
        ]

    def _taken(self, kind, place):
        """The ids of that kind that go with that part."""
        prefix = f"{kind}-"
        return [
            int(name.removeprefix(prefix))
            for name, chosen in self.cleaned_data.items()
            if name.startswith(prefix) and place in chosen
        ]


# What goes with one part alone; an entity may have its part in several.
OWN = ("causes", "options", "commitments")
KINDS = (*OWN, "entities")
