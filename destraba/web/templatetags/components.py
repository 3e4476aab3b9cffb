"""`{% load components %}`: every tag of the house, each written in `destraba/web/components/`."""

from django import template

from destraba.web import toasts
from destraba.web.components import (
    address,
    atoms,
    constituency,
    dates,
    due,
    icon,
    label,
    links,
    meeting_name,
    podium,
    problem_bar,
    pulse,
    reported,
    round_table,
    same,
    saving,
    slots,
    standing,
    timeline,
)

register = template.Library()

for plain_tag in (
    icon.icon,
    address.address,
    dates.day,
    dates.moment,
    dates.ago,
    atoms.tag,
    atoms.unknown,
    atoms.source,
    atoms.steps,
    atoms.initials,
    atoms.person_chip,
    constituency.constituency,
    constituency.org_chip,
    constituency.balance,
    due.due,
    due.due_of,
    podium.podium,
    podium.opinions,
    problem_bar.problem_bar,
    pulse.pulse,
    pulse.pulse_line,
    round_table.round_table,
    links.crumbs,
    links.help_link,
    links.pagination,
    meeting_name.meeting_name,
    saving.save_status,
    saving.sortable,
    slots.slots,
    standing.cause_state,
    standing.field_course,
    standing.mesa_state,
    standing.problem_state,
    standing.trial_verdict,
    timeline.timeline,
):
    register.simple_tag(plain_tag)

register.simple_tag(links.nav_link, takes_context=True)
register.simple_tag(links.tab, takes_context=True)
register.tag("same", same.same)
register.filter(label.label)
register.filter(atoms.or_unknown)
register.filter(atoms.is_unknown)
register.filter(reported.reported)
register.filter(toasts.undo_of)
