"""The same causes in words, as a nested list: for who cannot see the drawing, and for paper."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from destraba.kit.vocabulary import CauseState
from destraba.mesas.models.grove import Branch
from destraba.web.components.atoms import tag
from destraba.web.components.icon import icon
from destraba.web.components.standing import cause_state

from .node import Scene


def outline(scene: Scene, branches: Sequence[Branch], *, may_run: bool) -> SafeString:
    if not branches:
        return SafeString()
    states = {state.value: cause_state(state) for state in CauseState}
    rows = ((_row(scene, each, states, may_run),) for each in branches)
    return format_html("<ol>{}</ol>", format_html_join("", "{}", rows))


def _row(scene: Scene, branch: Branch, states: dict[str, SafeString], may_run: bool) -> SafeString:
    cause = branch.cause
    state = states[cause.state]
    if cause.pk == scene.way_in:
        state = SafeString(f"{state} {tag(_('por aquí se entra'), 'warn', 'door-open')}")
    below = ((_row(scene, each, states, may_run),) for each in branch.children)
    return format_html(
        '<li class="{}"><p><span class="number">{}</span><span>'
        '<a href="{}" data-panel>{}</a> {} {}</span>{}</p>{}</li>',
        *(cause.state, branch.number, scene.url(cause.pk), cause.text, state),
        format_html('<span class="muted small">{}</span>', cause.said_by.short)
        if cause.said_by
        else "",
        _moves(branch) if may_run and branch.of > 1 else "",
        format_html("<ol>{}</ol>", format_html_join("", "{}", below)) if branch.children else "",
    )


def _moves(branch: Branch) -> SafeString:
    pk, number = branch.cause.pk, branch.number
    ways = [
        (_("Subir %s") % number, f"{pk}:up", "chevron-up", branch.place == 1),
        (_("Bajar %s") % number, f"{pk}:down", "chevron-down", branch.place == branch.of),
    ]
    return format_html(
        '<span class="move">{}</span>',
        format_html_join(
            "",
            '<button class="button quiet small icon-only" form="arrange" name="move" value="{}"'
            ' aria-label="{}"{}>{}</button>',
            (
                (value, label, SafeString(" disabled") if is_off else "", icon(name, 16))
                for label, value, name, is_off in ways
            ),
        ),
    )
