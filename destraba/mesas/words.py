"""What happened, in words: one sentence per verb, for timelines, digests and feeds alike."""

from django.utils.translation import gettext_lazy as _

from destraba.trail.models import Event

WORDS = {
    # the mesa
    "mesa.proposed": _("Comenzó la premesa"),
    "decision.taken": _("Se decidió: %(about)s"),
    "mesa.launched": _("Se creó la mesa"),
    "mesa.aimed": _("Cambió el objetivo de la mesa"),
    # who sits
    "seat.offered": _("Se ofreció un asiento: %(about)s"),
    "seat.withdrawn": _("Dejó la mesa: %(about)s"),
    "appointment.made": _("Ocupa su lugar: %(about)s"),
    "appointment.ended": _("Dejó su lugar: %(about)s"),
    # problems
    "problem.raised": _("Se planteó: %(about)s"),
    "problem.focused": _("Entró en foco: %(about)s"),
    "problem.waited": _("Volvió a la lista: %(about)s"),
    "problem.solved": _("Se destrabó: %(about)s"),
    "problem.dropped": _("Se descartó: %(about)s"),
    "problem.reopened": _("Se reabrió: %(about)s"),
    "problem.reworded": _("Se lee de otra manera: %(about)s"),
    "problem.named": _("Recibió otro nombre: %(about)s"),
    "problem.involved": _("Entidades de: %(about)s"),
    "problem.released": _("Una entidad deja de tener parte en: %(about)s"),
    # meetings; «about» is «Sesión 13», «Premesa 2»…
    "meeting.planned": _("%(about)s: queda prevista"),
    "meeting.convened": _("%(about)s: convocada"),
    "meeting.reminded": _("%(about)s: se recordó la convocatoria"),
    "meeting.rescheduled": _("%(about)s: cambia de fecha o de lugar"),
    "meeting.cancelled": _("%(about)s: cancelada"),
    "meeting.opened": _("%(about)s: comenzó"),
    "meeting.closed": _("%(about)s: se realizó, con su registro de acuerdos"),
    "meeting.record_reissued": _("%(about)s: registro de acuerdos corregido"),
    "meeting.near": _("%(about)s: es mañana"),
    "meeting.left_open": _("%(about)s: pasó su día y nadie la cerró"),
    "invitation.answered": _("Respondió a la convocatoria: %(about)s"),
    "agendaitem.added": _("Punto nuevo en la agenda: %(about)s"),
    "agendaitem.changed": _("Cambió un punto de la agenda: %(about)s"),
    "agendaitem.dropped": _("Salió de la agenda: %(about)s"),
    "agreement.noted": _("Se acordó: %(about)s"),
    "agreement.reworded": _("Se precisó un acuerdo: %(about)s"),
    "agreement.taken_back": _("Se borró un acuerdo anotado por error: %(about)s"),
    "agreement.objection_forgotten": _("Se quitó una objeción al acuerdo: %(about)s"),
    "agreement.objected": _("Objeción anotada al acuerdo: %(about)s"),
    # commitments
    "commitment.made": _("Nuevo compromiso: %(about)s"),
    "commitment.fulfilled": _("Se cumplió: %(about)s"),
    "commitment.extended": _("Tiene otra fecha: %(about)s"),
    "commitment.withdrawn": _("Se retiró: %(about)s"),
    "commitment.reopened": _("Se reabrió: %(about)s"),
    "commitment.reassigned": _("Cambió quién responde: %(about)s"),
    "commitment.reworded": _("Se precisó la promesa: %(about)s"),
    "commitment.corrected": _("Se corrigió al anotarlo: %(about)s"),
    "commitment.taken_back": _("Se borró un compromiso anotado por error: %(about)s"),
    "commitment.due_soon": _("Vence pronto: %(about)s"),
    "commitment.overdue": _("Venció sin cumplirse: %(about)s"),
    # the programme and its directory
    "programme.set_up": _("Se definió el programa: %(about)s"),
    "organization.registered": _("Entró al directorio: %(about)s"),
    "organization.renamed": _("Cambió de nombre: %(about)s"),
    "person.registered": _("Entró al directorio: %(about)s"),
    "person.changed": _("Cambió su perfil: %(about)s"),
    "person.password_taken": _("Tiene otra contraseña: %(about)s"),
    "post.taken": _("Asumió un cargo: %(about)s"),
    "post.left": _("Dejó un cargo: %(about)s"),
    "role.given": _("Recibió una función del programa: %(about)s"),
    "role.ended": _("Dejó una función del programa: %(about)s"),
}

# Steps of the kitchen and of the calendar: kept in the timeline, too small to be news.
SMALL = frozenset(
    {
        "agendaitem.added",
        "agendaitem.changed",
        "agendaitem.dropped",
        "agreement.reworded",
        "agreement.taken_back",
        "commitment.corrected",
        "commitment.taken_back",
        "commitment.due_soon",
        "invitation.answered",
        "meeting.near",
        "meeting.opened",
        "meeting.reminded",
        "problem.involved",
        "problem.named",
        # What a file brings with a mesa or an organisation is told by these.
        "agendaitem.imported",
        "agreement.imported",
        "appointment.imported",
        "invitation.imported",
        "post.imported",
        "role.imported",
        "seat.imported",
    }
)


# Any noun may come, or change, with a programme file (destraba/exchange).
IMPORTED = _("Lo trajo un archivo del programa: %(about)s")


def in_words(event: Event) -> str:
    """The sentence of an event, with its subject's words of that day."""
    words = IMPORTED if event.verb.endswith(".imported") else WORDS[event.verb]
    return words % {"about": event.about}
