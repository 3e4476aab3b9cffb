"""The dossier of a mesa in words: one Markdown text, for the page and for the document."""

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext as _

from destraba.documents.report import escaped
from destraba.kit.vocabulary import AppointmentRole, Body, MesaEventKind
from destraba.mesas.handover import Handover
from destraba.mesas.models import Appointment, Decision, MesaEvent, Seat

from . import between, owed
from .wording import Links, because, on, outside, point, section

ENDINGS = {MesaEventKind.SUSPENDED, MesaEventKind.MERGED, MesaEventKind.CLOSED}


def told(handover: Handover, links: Links, *, today: datetime.date, level: int = 2) -> str:
    """All of it, section by section, each of them under headings of this level."""
    parts = [
        *section(_("Por qué existe"), _why(handover, links), level=level),
        *section(_("Qué la hizo"), _made(handover), level=level),
        *section(_("Quiénes se sientan"), _people(handover, links), level=level),
        *section(owed.heading(handover), owed.promises(handover, links, today), level=level),
        *section(_("Problemas en foco"), owed.in_focus(handover, links, today), level=level),
        *section(_("Problemas que esperan"), owed.waiting(handover, links, today), level=level),
        *section(_("Problemas en pausa"), owed.parked(handover, links), level=level),
        *_elsewhere(handover, links, today, level=level),
        *section(_("Lo último que se cumplió"), owed.kept(handover, links), level=level),
        *section(_("Qué aprendimos"), owed.learned(handover, links), level=level),
        *section(_("Qué no volver a intentar"), _not_again(handover, links), level=level),
        *section(_("Lo que viene"), _next(handover, links), level=level),
    ]
    return "\n".join(parts)


def _why(handover: Handover, links: Links) -> Iterator[str]:
    mesa = handover.mesa
    yield point(f"**{_('Objetivo de mediano plazo:')}**", escaped(mesa.objective) or _("no consta"))
    if mesa.scope:
        yield point(f"**{_('Hasta dónde llega:')}**", escaped(mesa.scope))
    if mesa.launched_on:
        yield point(f"**{_('Lanzada:')}**", on(mesa.launched_on))
    if mesa.host:
        yield point(f"**{_('La aloja:')}**", escaped(mesa.host.name))
    if mesa.parent:
        yield point(f"**{_('Depende de:')}**", links.to(mesa.parent.name, "mesa", mesa.parent.pk))
    candidate = getattr(mesa, "candidate", None) if handover.is_whole else None
    if candidate and candidate.settled_why:
        asked = candidate.asked_by.name if candidate.asked_by else candidate.asked_in_words
        told = [_("la pidió %s.") % escaped(asked)] if asked else []
        who = _("La eligió %s:") % escaped(candidate.settled_by) if candidate.settled_by else ""
        label = f"**{_('De la lista preliminar:')}**"
        yield point(label, *told, who, because(candidate.settled_why))


def _made(handover: Handover) -> Iterator[str]:
    """The decisions and the turns of its life, by day."""
    turns = [(each.decided_on, _decided(each)) for each in handover.decisions]
    turns += [(each.happened_on, _turned(each)) for each in handover.life]
    for _day, words in sorted(turns, key=lambda turn: turn[0]):
        yield words


def _decided(decision: Decision) -> str:
    norm = outside(decision.norm, decision.norm_url) if decision.norm else ""
    who = _("lo decidió %s") % escaped(decision.decider) if decision.decider else ""
    head = f"**{on(decision.decided_on)}.** {escaped(decision.get_kind_display()).capitalize()}"
    told = ", ".join(part for part in (head, who, norm) if part) + "."
    return point(told, escaped(decision.words), because(decision.why))


def _turned(event: MesaEvent) -> str:
    head = f"**{on(event.happened_on)}.** {escaped(event.get_kind_display()).capitalize()}"
    under = event.convener or (event.host.name if event.host else "")
    authorities = "; ".join(line.strip() for line in event.authorities.splitlines() if line.strip())
    told = [head, escaped(event.place), escaped(authorities)]
    if event.norm:
        told.append(outside(event.norm, event.norm_url))
    if under:
        told.append(_("bajo %s") % escaped(under))
    if event.other:
        told.append(_("con «%s»") % escaped(event.other.name))
    return point(", ".join(part for part in told if part) + ".", because(event.words))


def _people(handover: Handover, links: Links) -> Iterator[str]:
    body = ""
    for seat in handover.seats:
        if seat.body != body:
            body = seat.body
            yield point(f"**{str(Body(body).label).capitalize()}**")
        yield point(_seat(seat), depth=1)
    if handover.team:
        yield point(f"**{_('El equipo dedicado del programa')}**")
    for member in handover.team:
        line = _("con línea directa a %s") % member.direct_line if member.direct_line else ""
        told = [member.person.name, member.get_role_display(), line]
        yield point(", ".join(escaped(part) for part in told if part), depth=1)
    all_seats = links.to(_("Todos los asientos, con su historia"), "mesa-seats", handover.mesa.pk)
    yield point(all_seats if handover.seats else _("Nadie se sienta todavía."))


def _seat(seat: Seat) -> str:
    """«AFOR (gobierno): titular Luz Quispe; enlace Pedro Rojas», or that it is vacant."""
    people = [
        f"{AppointmentRole(each.role).label} {escaped(each.person.name)}"
        for each in sorted(seat.current_appointments, key=_rank)  # type: ignore[attr-defined]
    ]
    if seat.is_vacant:
        people.insert(0, f"**{_('asiento vacante')}**")
    name = f"{escaped(str(seat))} ({seat.organization.get_constituency_display() or _('otros')})"
    return f"{name}: {'; '.join(people)}"


def _rank(appointment: Appointment) -> int:
    """Whoever holds it first, and the liaison after the alternate."""
    return list(AppointmentRole).index(AppointmentRole(appointment.role))


def _elsewhere(
    handover: Handover, links: Links, today: datetime.date, *, level: int
) -> Iterator[str]:
    for title, lines in between.parts(handover, links, today):
        yield from section(title, lines, level=level)


def _not_again(handover: Handover, links: Links) -> Iterator[str]:
    yield from owed.dropped(handover, links)
    yield from owed.withdrawn(handover, links)
    ended = [_decided(each) for each in handover.refusals]
    ended += [_turned(each) for each in handover.life if each.kind in ENDINGS]
    if ended:
        yield point(f"**{_('Cuando se decidió no seguir')}**")
        yield from ("  " + each for each in ended)


def _next(handover: Handover, links: Links) -> Iterator[str]:
    for meeting in handover.meetings:
        name = links.to(str(meeting), "meeting", meeting.pk)
        place = _("en %s") % escaped(meeting.place) if meeting.place else ""
        purpose = escaped(meeting.purpose)
        yield point(", ".join(part for part in (name, on(meeting.day), place, purpose) if part))
    number = handover.mesa.roadmap_number  # type: ignore[attr-defined]
    if number:
        words = _("Hoja de ruta %(n)s, acordada el %(day)s") % {
            "n": number,
            "day": on(handover.mesa.roadmap_on),  # type: ignore[attr-defined]
        }
        name = links.to(words, "roadmap", handover.mesa.pk)
        yield point(name, because(handover.mesa.roadmap_why))  # type: ignore[attr-defined]
    if not handover.meetings:
        yield point(_("No hay ninguna sesión prevista."))
