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


# A mesa is made of these three, and a premesa listens to them (OIT §2a, §3c); others besides.
TRIPARTITE = (Constituency.GOVERNMENT, Constituency.EMPLOYERS, Constituency.WORKERS)
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
    PARKED = "parked", _("en pausa")
    MERGED = "merged", _("fusionado")
    SPLIT = "split", _("dividido")


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


WHO_ACT = [EntityRole.MUST_ACT, EntityRole.MUST_COOPERATE]


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


TO_COME = [MeetingState.PLANNED, MeetingState.CONVENED]
AHEAD = [*TO_COME, MeetingState.IN_PROGRESS]


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


class Transition(TextChoices):
    """Whether the just transition and the environment have to do with it (OIT §1, §2d; R45)."""

    RELATED = "related", _("tiene que ver")
    NOT_RELEVANT = "not_relevant", _("no viene al caso")


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


class IsicSection(TextChoices):
    """The sections of economic activity, ISIC Rev.4."""

    A = "A", _("agricultura, ganadería, silvicultura y pesca")
    B = "B", _("minas y canteras")
    C = "C", _("industrias manufactureras")
    D = "D", _("electricidad, gas, vapor y aire acondicionado")
    E = "E", _("agua, alcantarillado, desechos y descontaminación")
    F = "F", _("construcción")
    G = "G", _("comercio y reparación de vehículos")
    H = "H", _("transporte y almacenamiento")
    I = "I", _("alojamiento y servicio de comidas")  # noqa: E741
    J = "J", _("información y comunicaciones")
    K = "K", _("finanzas y seguros")
    L = "L", _("actividades inmobiliarias")
    M = "M", _("actividades profesionales, científicas y técnicas")
    N = "N", _("servicios administrativos y de apoyo")
    O = "O", _("administración pública y defensa")  # noqa: E741
    P = "P", _("enseñanza")
    Q = "Q", _("salud y asistencia social")
    R = "R", _("artes, entretenimiento y recreación")
    S = "S", _("otros servicios")
    T = "T", _("hogares como empleadores")
    U = "U", _("organizaciones extraterritoriales")


class CauseState(TextChoices):
    """A cause is a conjecture until something shows it; diagnosis is preliminary (OIT §2c)."""

    SUPPOSED = "supposed", _("supuesta")
    CONFIRMED = "confirmed", _("confirmada")
    REFUTED = "refuted", _("refutada")


class Instrument(TextChoices):
    """What the State can offer; the thirteenth is the exception, with guardrails (OIT §2d)."""

    RED_TAPE = "red_tape", _("simplificar trámites y reglas")
    REGULATION = "regulation", _("dictar normas que calcen con la realidad productiva")
    RULE_GAPS = "rule_gaps", _("llenar vacíos en las normas")
    STANDARDS = "standards", _("apoyar a cumplir estándares para entrar en cadenas formales")
    EXPORT_MARKETS = "export_markets", _("apoyar a cumplir requisitos de mercados nuevos")
    PUBLIC_ACTION = "public_action", _("intervenciones complementarias del sector público")
    ENTITIES = "entities", _("crear entidades públicas o hacer que funcionen mejor")
    INFRASTRUCTURE = "infrastructure", _("infraestructura pública adecuada")
    INNOVATION = "innovation", _("incentivos adecuados para innovar")
    TRAINING = "training", _("desarrollo empresarial y formación profesional del sector")
    EMPLOYMENT = "employment", _("mejores servicios públicos de empleo")
    TRANSITION = "transition", _("instrumentos e incentivos para una transición justa")
    VERTICAL = "vertical", _("intervención vertical en el mercado: una exoneración, por ejemplo")

    @property
    def number(self) -> int:
        """Its place in the method's list, from 1 to 13."""
        return list(Instrument).index(self) + 1


class OptionState(TextChoices):
    """Several may be proposed; one is chosen; a wrong one is replaced, with its reason (§2c)."""

    PROPOSED = "proposed", _("propuesta")
    CHOSEN = "chosen", _("elegida")
    SET_ASIDE = "set_aside", _("apartada")
    REPLACED = "replaced", _("reemplazada")


class Stage(TextChoices):
    """How far a solution got, as in real life; a norm that is published is not yet in operation."""

    PROPOSED = "proposed", _("propuesta")
    AGREED = "agreed", _("acordada")
    IN_PROCESS = "in_process", _("en trámite")
    DRAFTED = "drafted", _("en trámite: redactada")
    CONSULTED = "consulted", _("en trámite: consultada")
    APPROVED = "approved", _("en trámite: aprobada")
    IN_CABINET = "in_cabinet", _("en trámite: en el consejo de ministros")
    IN_CONGRESS = "in_congress", _("en trámite: en el congreso")
    PUBLISHED = "published", _("publicada")
    IN_OPERATION = "in_operation", _("en operación")
    VERIFIED = "verified", _("efecto verificado")

    @property
    def rank(self) -> int:
        return list(Stage).index(self)

    @property
    def step(self) -> int:
        """Which of the six steps it belongs to, from 0: all that is in process is one."""
        return STEPS_OF_A_SOLUTION.index(Stage.IN_PROCESS if self in _IN_PROCESS else self)


_IN_PROCESS = {
    Stage.IN_PROCESS,
    Stage.DRAFTED,
    Stage.CONSULTED,
    Stage.APPROVED,
    Stage.IN_CABINET,
    Stage.IN_CONGRESS,
}
STEPS_OF_A_SOLUTION = [stage for stage in Stage if stage not in _IN_PROCESS - {Stage.IN_PROCESS}]


class Verdict(TextChoices):
    """What a trial taught (OIT §2f): what does not work is said as plainly as what does."""

    WORKED = "worked", _("funcionó")
    PARTLY = "partly", _("funcionó en parte")
    DID_NOT = "did_not", _("no funcionó")
    NOT_TESTED = "not_tested", _("no se llegó a probar")


class ElevationMotive(TextChoices):
    """Why the technical level cannot solve it by itself (OIT §2a, §2c)."""

    DEADLOCK = "deadlock", _("impase entre entidades")
    BUDGET = "budget", _("presupuesto")
    REGULATION = "regulation", _("potestad de dictar la norma")
    UNRESPONSIVE = "unresponsive", _("una entidad no responde")
    BEYOND = "beyond", _("va más allá de lo técnico")


class ElevationState(TextChoices):
    """Whoever elevates has a right to a reply, and sees where it is (R08)."""

    PREPARED = "prepared", _("en preparación")
    RAISED = "raised", _("elevada")
    RECEIVED = "received", _("recibida")
    STUDIED = "studied", _("en estudio")
    SCHEDULED = "scheduled", _("agendada")
    DECIDED = "decided", _("decidida")
    RETURNED = "returned", _("devuelta")


# It went up, and nobody has decided it or returned it yet.
WAITING_ABOVE = [
    ElevationState.RAISED,
    ElevationState.RECEIVED,
    ElevationState.STUDIED,
    ElevationState.SCHEDULED,
]
ANSWERED_ABOVE = [ElevationState.DECIDED, ElevationState.RETURNED]


class ElevationTurn(TextChoices):
    """What happens to an elevation on its way up and back."""

    WARNED = "warned", _("se avisó a las partes")
    RAISED = "raised", _("subió")
    SENT = "sent", _("se envió la ayuda memoria")
    RECEIVED = "received", _("fue recibida")
    STUDIED = "studied", _("se estudia")
    SCHEDULED = "scheduled", _("se agendó")
    CLIMBED = "climbed", _("subió un peldaño")
    DECIDED = "decided", _("se decidió")
    RETURNED = "returned", _("se devolvió")


class Ruling(TextChoices):
    """What kind of decision came back (OIT §3: what a convener can do)."""

    BUDGET = "budget", _("presupuesto asignado")
    NORM = "norm", _("norma")
    DISPUTE = "dispute", _("disputa zanjada")
    INSTRUCTION = "instruction", _("instrucción a una entidad")
    OTHER = "other", _("otra")


class InterventionLevel(TextChoices):
    """Who must solve a problem of a territorial mesa (OIT §2f; R29)."""

    FIRST = "first", _("primer nivel")
    SECOND = "second", _("segundo nivel")
    THIRD = "third", _("tercer nivel")


class Inducement(TextChoices):
    """What a national mesa gives so that somebody below executes (OIT §2f, second level)."""

    BUDGET = "budget", _("presupuesto")
    INSTRUCTION = "instruction", _("una instrucción")
    CONFLICT = "conflict", _("zanjar un conflicto")
    OTHER = "other", _("otra cosa")


class ReferralState(TextChoices):
    """What a territorial mesa sent up has a right to an answer, and is followed (OIT §2f)."""

    SENT = "sent", _("enviada")
    RECEIVED = "received", _("recibida")
    ACCEPTED = "accepted", _("aceptada")
    ASKED = "asked", _("piden saber más")
    ANSWERED = "answered", _("respondida")
    SOLVED = "solved", _("resuelta")
    RETURNED = "returned", _("devuelta")


# Nobody has answered, solved or returned it yet.
WAITING_FOR_A_MESA = [
    ReferralState.SENT,
    ReferralState.RECEIVED,
    ReferralState.ACCEPTED,
    ReferralState.ASKED,
]


class ReferralTurn(TextChoices):
    """A step of a referral, by the territorial mesa or by the national one."""

    SENT = "sent", _("se elevó")
    RECEIVED = "received", _("fue recibida")
    ACCEPTED = "accepted", _("fue aceptada")
    JOINED = "joined", _("se unió a otro problema")
    ASKED = "asked", _("se pidió saber más")
    TOLD = "told", _("se contó más")
    PARTLY = "partly", _("se respondió en parte")
    ANSWERED = "answered", _("se respondió")
    SOLVED = "solved", _("se resolvió")
    RETURNED = "returned", _("se devolvió")


class GuidelineState(TextChoices):
    """What the high level proposes waits for its return (OIT §2a, footnote 14; R46)."""

    WAITING = "waiting", _("sin respuesta")
    TAKEN = "taken", _("en manos de la mesa")
    RETURNED = "returned", _("con retorno")
    DECLINED = "declined", _("no se tomó")


class GuidelineStep(TextChoices):
    """What happens to a guideline on its way down and back."""

    PROPOSED = "proposed", _("se propuso")
    PROBLEM = "problem", _("se tomó como problema nuevo")
    LINKED = "linked", _("se unió a un problema que ya estaba")
    THEME = "theme", _("se tomó como tema de una sesión")
    DECLINED = "declined", _("se explicó por qué no")
    REPORTED = "reported", _("se informó cómo va")
    RETURNED = "returned", _("volvió con su retorno")


class FieldCourse(TextChoices):
    """How a thing goes, seen from the field, in one word (OIT §2f; R31)."""

    SAME = "same", _("sigue igual")
    MOVED = "moved", _("avanzó")
    STUCK = "stuck", _("se trabó")


class FigureCode(TextChoices):
    """What the programme counts, and may say to the public from a snapshot (R41)."""

    SOLVED = "solved", _("problemas resueltos: solución en operación, con evidencia")
    VERIFIED = "verified", _("de ellos, con su efecto verificado")
    PUBLISHED = "published", _("problemas con la norma publicada, sin resolver aún")
    DECLARED = "declared", _("problemas dados por resueltos, sin evidencia en operación")
    IN_FOCUS = "in_focus", _("problemas en foco")
    LISTED = "listed", _("problemas en lista")
    PARKED = "parked", _("problemas en pausa")
    OPEN = "open", _("compromisos abiertos")
    LATE = "late", _("compromisos abiertos que ya vencieron")
    KEPT = "kept", _("compromisos cumplidos")
    MESAS = "mesas", _("mesas en marcha")
