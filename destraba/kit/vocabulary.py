"""The method's words as code lists; each says where in the OIT guide it comes from."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Constituency(TextChoices):
    """Tripartism is the backbone (OIT §2a)."""

    GOVERNMENT = "government", _("gobierno")
    EMPLOYERS = "employers", _("empleadores")
    WORKERS = "workers", _("trabajadores")
    OTHER = "other", _("otros")

    @property
    def letter(self) -> str:
        """The letter that stands for it at the round table."""
        return str(_LETTERS[self.value])


_LETTERS = {
    "government": _("G"),
    "employers": _("E"),
    "workers": _("T"),
    "other": _("O"),
}


class OrganizationLevel(TextChoices):
    NATIONAL = "national", _("nacional")
    SUBNATIONAL = "subnational", _("subnacional")


class ExcludedGroup(TextChoices):
    """Groups usually left out, to be looked after at the table (OIT §2a, §2f)."""

    RURAL = "rural", _("economía rural")
    INDIGENOUS = "indigenous", _("pueblos indígenas")
    PRODUCERS = "producers", _("organizaciones de productores")
    COOPERATIVES = "cooperatives", _("cooperativas")
    WOMEN = "women", _("mujeres")
    YOUTH = "youth", _("jóvenes")


class ProgrammeRole(TextChoices):
    """What a person is for the whole programme (OIT §3)."""

    CONVENER = "convener", _("autoridad convocante")
    COORDINATOR = "coordinator", _("coordinación del equipo dedicado")
    ADVISER = "adviser", _("asesoría, solo lectura")


class MesaKind(TextChoices):
    """OIT §2, §2f."""

    SECTORAL = "sectoral", _("sectorial")
    VALUE_CHAIN = "value_chain", _("de cadena de valor")
    FACTOR = "factor", _("de factor")
    TERRITORIAL = "territorial", _("territorial")


class MesaState(TextChoices):
    PROPOSED = "proposed", _("propuesta")
    ACTIVE = "active", _("en marcha")
    SUSPENDED = "suspended", _("suspendida")
    CLOSED = "closed", _("cerrada")


class Body(TextChoices):
    """Two functional levels, and the team that links them (OIT §2a, Fig. 3)."""

    OPERATING = "operating", _("cuerpo operativo")
    HIGH_LEVEL = "high_level", _("cuerpo de alto nivel")
    DEDICATED_TEAM = "dedicated_team", _("equipo dedicado")


class SeatKind(TextChoices):
    """Permanent members, and people invited for one problem (OIT §3c)."""

    PERMANENT = "permanent", _("permanente")
    FOR_PROBLEM = "for_problem", _("para un problema")


class AppointmentRole(TextChoices):
    """A liaison may or may not hold the seat (OIT §3c); the articulator is a MET's (§2f)."""

    HOLDER = "holder", _("titular")
    ALTERNATE = "alternate", _("alterno")
    LIAISON = "liaison", _("enlace")
    ARTICULATOR = "articulator", _("articulador")


class ProblemKind(TextChoices):
    """Bottlenecks are removed, opportunities are seized (OIT §2)."""

    BOTTLENECK = "bottleneck", _("traba")
    OPPORTUNITY = "opportunity", _("oportunidad")


class ProblemState(TextChoices):
    LISTED = "listed", _("en lista")
    IN_FOCUS = "in_focus", _("en foco")
    SOLVED = "solved", _("resuelto")
    DROPPED = "dropped", _("descartado")


class Pace(TextChoices):
    """A mix of quick ones and important ones that take longer (OIT §2c)."""

    EARLY_WIN = "early_win", _("victoria temprana")
    STRUCTURAL = "structural", _("estructural")


class CoordinationFailure(TextChoices):
    """OIT §2e."""

    PUBLIC_PUBLIC = "public_public", _("público-público")
    PUBLIC_PRIVATE = "public_private", _("público-privado")
    PRIVATE_PRIVATE = "private_private", _("privado-privado")


class EntityRole(TextChoices):
    MUST_ACT = "must_act", _("debe actuar")
    MUST_COOPERATE = "must_cooperate", _("debe cooperar")
    AFFECTED = "affected", _("es afectada")


class MeetingKind(TextChoices):
    """OIT §2b, §3c."""

    PERIODIC = "periodic", _("sesión")
    INTERSESSION = "intersession", _("intersesión")
    PREMESA = "premesa", _("premesa")
    HIGH_LEVEL = "high_level", _("sesión de alto nivel")


class MeetingState(TextChoices):
    PLANNED = "planned", _("prevista")
    CONVENED = "convened", _("convocada")
    IN_PROGRESS = "in_progress", _("en curso")
    CLOSED = "closed", _("cerrada")
    CANCELLED = "cancelled", _("cancelada")


class Presence(TextChoices):
    PRESENT = "present", _("presente")
    EXCUSED = "excused", _("con excusa")
    ABSENT = "absent", _("ausente")


class InvitationAnswer(TextChoices):
    WAITING = "waiting", _("sin respuesta")
    YES = "yes", _("confirma")
    NO = "no", _("se excusa")


class ItemState(TextChoices):
    PENDING = "pending", _("pendiente")
    CURRENT = "current", _("en discusión")
    DISCUSSED = "discussed", _("discutido")


class NoteKind(TextChoices):
    """What is heard, and what doing taught (OIT §2c)."""

    SAID = "said", _("qué se dijo")
    LEARNED = "learned", _("qué aprendimos")


class Certainty(TextChoices):
    """How sure a due date is. Pending: the date is when the date itself will be fixed."""

    DETERMINED = "determined", _("fecha determinada")
    ESTIMATED = "estimated", _("fecha estimada")
    PENDING = "pending", _("fecha por fijar")


class CommitmentState(TextChoices):
    OPEN = "open", _("abierto")
    FULFILLED = "fulfilled", _("cumplido")
    WITHDRAWN = "withdrawn", _("retirado")


class Weekday(IntegerChoices):
    MONDAY = 0, _("lunes")
    TUESDAY = 1, _("martes")
    WEDNESDAY = 2, _("miércoles")
    THURSDAY = 3, _("jueves")
    FRIDAY = 4, _("viernes")


class LaunchStep(TextChoices):
    """From a minister's decision to a mesa at work, and beyond (OIT §3, Fig. 7)."""

    TEAM = "team", _("decisión y equipo dedicado")
    LIST = "list", _("lista preliminar")
    PREMESA = "premesa", _("premesa")
    LAUNCH = "launch", _("lanzamiento oficial")
    ROADMAP = "roadmap", _("primera hoja de ruta")
    EXTEND = "extend", _("ampliación")

    @property
    def letter(self) -> str:
        """The letter that the guide gives it: «a» to «f»."""
        return "abcdef"[list(LaunchStep).index(self)]


class DecisionKind(TextChoices):
    """What somebody with power decided on the way to a mesa (OIT §3)."""

    CONVENE = "convene", _("convocar mesas ejecutivas")
    GO = "go", _("lanzar la mesa")
    NO_GO = "no_go", _("no lanzar la mesa")
    SKIP = "skip", _("saltar un paso")


class ConvenerPower(TextChoices):
    """What a convener must be able to do (OIT §3)."""

    BUDGET = "budget", _("asignar presupuesto")
    REGULATION = "regulation", _("dictar normas")
    INDUCE = "induce", _("inducir a las entidades a cooperar")
    DISPUTES = "disputes", _("zanjar disputas")


class TeamRole(TextChoices):
    """A core of two or three and its leader; the rest come progressively (OIT §3a)."""

    LEADER = "leader", _("liderazgo")
    CORE = "core", _("núcleo")
    RECRUIT = "recruit", _("incorporación posterior")


class TeamCriterion(TextChoices):
    """What to talk about with who may join the team; never a score (OIT §3a)."""

    MANAGEMENT = "management", _("conocimiento y experiencia de la gestión pública")
    MINDSET = "mindset", _("mentalidad que rompe inercias")
    ETHICS = "ethics", _("ética y reputación fuera de duda")
    SKILLS = "skills", _("cualidades personales: criterio, empatía, disciplina, perseverancia")
    TRIPARTISM = "tripartism", _("conoce el tripartismo y la agenda de trabajo decente")


class CandidateState(TextChoices):
    LISTED = "listed", _("en la lista")
    CHOSEN = "chosen", _("elegida")
    SET_ASIDE = "set_aside", _("para más adelante")


class Criterion(TextChoices):
    """What makes a good first mesa; more is better in all of them (OIT §3b)."""

    TECHNICAL = "technical", _("relativamente técnica")
    MANAGEABLE = "manageable", _("manejable")
    NATIONAL = "national", _("en manos del gobierno nacional")
    EARLY_WINS = "early_wins", _("permite victorias tempranas")
    PRODUCTIVITY = "productivity", _("potencial de productividad")
    DEFICITS = "deficits", _("déficits de trabajo decente por reducir")
    PRIVATE_CAPACITY = "private_capacity", _("capacidad del sector privado")
    WORKERS = "workers", _("organización de los trabajadores")
    EXCLUDED = "excluded", _("incluye a grupos excluidos")
    TRANSITION = "transition", _("ambiente y transición justa")
    BREADTH = "breadth", _("amplitud del alcance")


class DecentWorkDeficit(TextChoices):
    """OIT §1, Fig. 1."""

    JOBS = "DWD01", _("falta de oportunidades de empleo")
    PAY = "DWD02", _("ingresos insuficientes y trabajo improductivo")
    HOURS = "DWD03", _("jornadas excesivas")
    FAMILY = "DWD04", _("no se concilian trabajo, familia y vida personal")
    ABOLISH = "DWD05", _("trabajo que debe abolirse")
    STABILITY = "DWD06", _("falta de estabilidad y seguridad en el empleo")
    EQUALITY = "DWD07", _("desigualdad de oportunidades y de trato")
    SAFETY = "DWD08", _("trabajo inseguro")
    PROTECTION = "DWD09", _("sin red de protección social")
    VOICE = "DWD10", _("sin representación de trabajadores y empleadores")


class ProductivityPillar(TextChoices):
    """OIT §1, Fig. 2."""

    HUMAN_CAPITAL = "human_capital", _("capital humano")
    INFRASTRUCTURE = "infrastructure", _("infraestructura")
    INNOVATION = "innovation", _("capacidad de innovar")
    INSTITUTIONS = "institutions", _("instituciones")
    MACRO = "macro", _("solidez macrofiscal")


class Room(TextChoices):
    """How much room for change there is, in authority, acceptance or ability (AAA)."""

    LITTLE = "little", _("poco")
    SOME = "some", _("algo")
    WIDE = "wide", _("amplio")


class MesaEventKind(TextChoices):
    """What happens in the life of a mesa (OIT §3d, §3f)."""

    LAUNCHED = "launched", _("lanzamiento oficial")
    NARROWED = "narrowed", _("se acotó el alcance")
    WIDENED = "widened", _("se amplió el alcance")
    SUSPENDED = "suspended", _("suspensión")
    RELAUNCHED = "relaunched", _("relanzamiento")
    MERGED = "merged", _("fusión")
    CLOSED = "closed", _("cierre con balance")
