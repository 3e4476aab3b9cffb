"""Which pages there are, and who looks at which of them in the fictional country.

A page is told by the name of its address; of each part of the address, here is the question that
the country's database answers with a sample.
"""

from dataclasses import dataclass

from django.urls import reverse

MESA = "SELECT id FROM mesas_mesa WHERE name LIKE '%Forestal'"
FAILING = "SELECT id FROM mesas_mesa WHERE name LIKE '%Logística'"
TERRITORIAL = "SELECT id FROM mesas_mesa WHERE kind = 'territorial'"
OF_FOREST = f"WHERE mesa_id = ({MESA}) AND state = "
SESSION = f"SELECT id FROM mesas_meeting {OF_FOREST}'{{}}' ORDER BY starts_at DESC"
GOING_ON, CONVENED, CLOSED = map(SESSION.format, ("in_progress", "convened", "closed"))
PLANNED = f"SELECT id FROM mesas_meeting WHERE state = 'planned' AND mesa_id = ({TERRITORIAL})"
HIGH_LEVEL = "SELECT id FROM mesas_meeting WHERE kind = 'high_level'"
FIRST_RECORD = "SELECT meeting_id FROM mesas_meetingrecord"
IN_FOCUS = f"SELECT id FROM mesas_problem {OF_FOREST}'in_focus'"
LISTED = f"SELECT id FROM mesas_problem {OF_FOREST}'listed'"
SOLVED = f"SELECT id FROM mesas_problem {OF_FOREST}'solved'"
MERGED = "SELECT id FROM mesas_problem WHERE ref = 'p-14'"
PARKED = "SELECT id FROM mesas_problem WHERE ref = 'p-11'"
SPLIT = "SELECT id FROM mesas_problem WHERE state = 'split'"
SNAPSHOT = "SELECT id FROM mesas_figuresnapshot WHERE ref = 'cifras-fin-de-octubre'"
PUBLISHED = "SELECT id FROM mesas_figuresnapshot WHERE ref = 'cifras-primer-trimestre'"
SHARED = f"SELECT problem_id FROM mesas_problementity WHERE problem_id IN ({IN_FOCUS})"
PART = f"SELECT id FROM mesas_problementity WHERE problem_id IN ({IN_FOCUS})"
CAUSED = "SELECT id FROM mesas_problem WHERE ref = 'p-01'"
READING = f"SELECT id FROM mesas_metricreading WHERE problem_id = ({CAUSED}) ORDER BY id"
CAUSE = f"SELECT id FROM mesas_cause WHERE problem_id = ({CAUSED}) AND state = 'supposed'"
SEAT = f"SELECT id FROM mesas_seat WHERE mesa_id = ({MESA}) AND body = 'operating'"
AT_HAND = f"SELECT id FROM mesas_agendaitem WHERE meeting_id = ({GOING_ON}) ORDER BY position"
TO_DISCUSS = f"SELECT id FROM mesas_agendaitem WHERE meeting_id = ({CONVENED})"
INVITED = f"SELECT id FROM mesas_invitation WHERE meeting_id = ({CONVENED})"
AGREED = f"SELECT id FROM mesas_agreement WHERE item_id = ({AT_HAND})"
PROMISED = f"SELECT id FROM mesas_commitment WHERE meeting_id = ({GOING_ON})"
OWED = f"SELECT id FROM mesas_commitment {OF_FOREST}'open' ORDER BY due_on"
EXTENDED = "SELECT commitment_id FROM mesas_extension GROUP BY 1 ORDER BY count(*) DESC"
KEPT = f"SELECT id FROM mesas_commitment {OF_FOREST}'fulfilled'"
WITHDRAWN = f"SELECT id FROM mesas_commitment {OF_FOREST}'withdrawn'"
MUST_ACT = "SELECT responsible_id FROM mesas_commitment GROUP BY 1 ORDER BY count(*) DESC"
ELEVATED = "SELECT id FROM mesas_elevation WHERE ref = '{}'"
DECIDED, LATE = ELEVATED.format("e-articulo-9"), ELEVATED.format("e-hora-de-puerto")
FIFTH = "SELECT id FROM mesas_meeting WHERE ref = 's-for-5'"
AUTHORITY = "SELECT id FROM people_person WHERE ref = 'fabiola-rey'"
REFERRED = "SELECT id FROM mesas_referral WHERE ref = '{}'"
OVERDUE, TAKEN = REFERRED.format("r-energia"), REFERRED.format("r-operarios")
SOLVED_ABOVE = REFERRED.format("r-extensionistas")
BELOW = "SELECT id FROM mesas_problem WHERE ref = 'p-34'"
BEYOND = "SELECT id FROM mesas_problem WHERE ref = 'p-37'"
ENTRUSTED = "SELECT commitment_id FROM mesas_entrusting"
ENTRUSTING = "SELECT id FROM mesas_entrusting"
DRAFTED = ELEVATED.format("e-lotes")
GUIDED = "SELECT id FROM mesas_guideline WHERE ref = '{}'"
BACK, WAITING = GUIDED.format("g-carpetas"), GUIDED.format("g-tramites-por-telefono")
EMPTY = "SELECT id FROM mesas_mesa WHERE name = 'Mesa Ejecutiva de Turismo'"
CONVENED_BY = "SELECT id FROM mesas_decision WHERE kind = 'convene'"
OF_THE_TEAM = "SELECT id FROM mesas_teammember WHERE role = 'core' ORDER BY id"
OF_CANDIDATE = "SELECT id FROM mesas_candidate WHERE"
RANKED = f"{OF_CANDIDATE} state = 'listed' ORDER BY name"
CHOSEN = f"{OF_CANDIDATE} state = 'chosen'"
LATER = f"{OF_CANDIDATE} state = 'set_aside'"
PREMESA = "SELECT id FROM mesas_mesa WHERE ref = 'textil'"
HEARD = "SELECT id FROM mesas_listeningnote ORDER BY id"
RESTING = "SELECT id FROM mesas_mesa WHERE state = 'suspended'"
LIAISON = "SELECT id FROM people_person WHERE ref = 'enlace'"

OF_SOLUTION = "SELECT {} FROM mesas_option WHERE ref = '{}'"
TRIED, EXEMPTION, LEFT_BEHIND, COMPETING = (
    (OF_SOLUTION.format("problem_id", ref), OF_SOLUTION.format("id", ref))
    for ref in ("o-secado-turnos", "o-seguro-prima", "o-registro-tecnicos", "o-secado-hornos")
)
UNGUARDED = OF_SOLUTION.format("id", "o-credito-exonerar")
TRIAL = "SELECT id FROM mesas_trial WHERE ref = 't-horno'"
NORM = "SELECT id FROM mesas_norm WHERE ref = 'n-guia'"


@dataclass(frozen=True)
class Visit:
    """A named address; of each part, the question that the database answers, or the part."""

    name: str
    parts: tuple[str, ...] = ()
    query: str = ""

    @property
    def is_of_a_mesa(self) -> bool:
        """Of a thing that a stranger may not see; the directory's are others."""
        return any(each.startswith("SELECT") for each in self.parts) or "{" in self.query

    def path(self, country) -> str:
        parts = [country.one(each) if each.startswith("SELECT") else each for each in self.parts]
        told = {"mesa": country.one(MESA), "problem": country.one(IN_FOCUS)}
        told["before"] = country.one(PUBLISHED)
        return reverse(self.name, args=parts) + self.query.format(**told)


def at(name: str, *parts: str, query: str = "") -> Visit:
    return Visit(name, parts, query)


VISITS = {
    None: [
        at("sign-in"),
        at("account_signup"),
        at("account_inactive"),
        at("account_reset_password"),
        at("account_reset_password_done"),
        at("account_reset_password_from_key", "1", "una-clave-vieja"),
        at("account_reset_password_from_key_done"),
    ],
    "facilitadora": [
        at("week"),
        at("week", query="?novedades=todas"),
        at("mesas"),
        at("mesa", MESA),
        at("mesa", FAILING),
        at("mesa-problems", MESA),
        at("mesa-timeline", MESA),
        at("mesa-timeline", MESA, query="?de=todo"),
        at("mesa-objective", MESA),
        at("handover", MESA),
        at("mesa-life", MESA),
        at("mesa-life", FAILING),
        at("mesa-launch", MESA),
        at("mesa-scope", MESA),
        at("mesa-suspension", MESA),
        at("mesa-merger", MESA),
        at("mesa-closure", MESA),
        at("roadmap", MESA),
        at("roadmap", FAILING),
        at("roadmap-revision", MESA, "1"),
        at("roadmap-comparison", MESA, "2", "1"),
        at("roadmap-new", MESA),
        at("roadmap-kept", MESA),
        at("mesa-seats", MESA),
        at("seat-new", MESA),
        at("seat-appointment", MESA, SEAT),
        at("seat-vacancy", MESA, SEAT),
        at("seat-withdrawal", MESA, SEAT),
        at("problems"),
        at("problem", SHARED),
        at("problem", SOLVED),
        at("problem-new", query="?mesa={mesa}"),
        at("problem-causes", CAUSED),
        at("problem-causes", CAUSED, query="?vista=espina"),
        at("cause", CAUSED, CAUSE),
        at("cause-story", CAUSED, CAUSE),
        at("cause-new", CAUSED),
        at("cause-wording", CAUSED, CAUSE),
        at("cause-place", CAUSED, CAUSE),
        at("cause-step", CAUSED, CAUSE, "refutacion"),
        at("problem-wording", IN_FOCUS),
        at("problem-step", LISTED, "foco"),
        at("problem-step", IN_FOCUS, "solucion"),
        at("problem", MERGED),
        at("problem", PARKED),
        at("problem-step", MERGED, "separacion"),
        at("problem-division", LISTED),
        at("problem-merger", LISTED),
        at("problem-pause", LISTED),
        at("problem-options", TRIED[0]),
        at("problem-options", EXEMPTION[0]),
        at("problem-options", LEFT_BEHIND[0]),
        at("problem-options", SOLVED),
        at("option-new", IN_FOCUS),
        at("option-wording", *TRIED),
        at("option-choice", *COMPETING),
        at("option-choice", OF_SOLUTION.format("problem_id", "o-credito-exonerar"), UNGUARDED),
        at("option-aside", *TRIED),
        at("option-return", *LEFT_BEHIND),
        at("option-stage", *TRIED),
        at("option-step-back", *TRIED),
        at("option-guardrails", *EXEMPTION),
        at("option-review", *EXEMPTION),
        at("option-renewal", *EXEMPTION),
        at("trial-new", *TRIED),
        at("trial-measurement", TRIED[0], TRIAL),
        at("trial-verdict", TRIED[0], TRIAL),
        at("norms"),
        at("norm", NORM),
        at("norm-correction", NORM),
        at("problem-name", IN_FOCUS),
        at("problem-tags", IN_FOCUS),
        at("problem-tags", LISTED),
        at("problem-readings", CAUSED),
        at("problem-reading-removal", CAUSED, READING),
        at("mesa-focus", MESA),
        at("mesa-focus-enter", MESA, LISTED),
        at("mesa-focus-leave", MESA, IN_FOCUS),
        at("problem-change-space", IN_FOCUS),
        at("problem-entity", IN_FOCUS),
        at("problem-entity-release", SHARED, PART),
        at("elevations"),
        at("elevations", query="?estado=respondidas"),
        at("elevation", DECIDED),
        at("elevation", LATE),
        at("elevation-new", query="?problema={problem}"),
        at("elevation-brief", DECIDED),
        at("elevation-answer", LATE, "agenda"),
        at("elevation-climb", LATE),
        at("elevation-session", LATE),
        at("meeting-authority", FIFTH, AUTHORITY),
        at("elevation-advice"),
        at("guidelines"),
        at("guidelines", query="?estado=cerrados"),
        at("guideline", BACK),
        at("guideline", WAITING),
        at("guideline-step", WAITING, "problema"),
        at("guideline-step", WAITING, "tema"),
        at("trays"),
        at("trays", query="?estado=respondidas"),
        at("field", TERRITORIAL),
        at("commitment", ENTRUSTED),
        at("commitment-entrusting", OWED),
        at("entrusting-withdrawal", ENTRUSTED, ENTRUSTING),
        at("territories"),
        at("tray", MESA),
        at("referral", OVERDUE),
        at("referral", TAKEN),
        at("referral", SOLVED_ABOVE),
        at("referral-acceptance", OVERDUE),
        at("referral-solution", TAKEN),
        at("referral-answer", OVERDUE, "respuesta"),
        at("meeting", CONVENED),
        at("meeting", GOING_ON),
        at("meeting", CLOSED),
        at("meeting-new", query="?mesa={mesa}"),
        at("meeting-date", CONVENED),
        at("meeting-cancellation", CONVENED),
        at("meeting-preparation", CONVENED),
        at("meeting-item-new", CONVENED),
        at("meeting-item", CONVENED, TO_DISCUSS),
        at("meeting-invitation", CONVENED),
        at("meeting-answer", CONVENED, INVITED),
        at("meeting-cockpit", GOING_ON),
        at("cockpit-seat", GOING_ON, SEAT),
        at("cockpit-guests", GOING_ON),
        at("cockpit-items", GOING_ON),
        at("cockpit-agreement", GOING_ON, AGREED),
        at("cockpit-objection", GOING_ON, AGREED),
        at("cockpit-correction", GOING_ON, PROMISED),
        at("cockpit-fulfilment", GOING_ON, PROMISED),
        at("cockpit-extension", GOING_ON, PROMISED),
        at("meeting-closing", GOING_ON),
        at("meeting-record", GOING_ON),
        at("meeting-record", CLOSED),
        at("meeting-record-correction", CLOSED),
        at("commitments"),
        at("commitments", query="?estado=todos&orden=recientes"),
        at("commitment", OWED),
        at("commitment", EXTENDED),
        at("commitment", KEPT),
        at("commitment", WITHDRAWN),
        at("commitment-new", query="?mesa={mesa}"),
        at("commitment-fulfilment", OWED),
        at("commitment-extension", OWED),
        at("commitment-withdrawal", OWED),
        at("commitment-reassignment", OWED),
        at("commitment-wording", OWED),
        at("commitment-reopening", KEPT),
        at("directory"),
        at("people"),
        at("organization", MUST_ACT),
        at("organization-new"),
        at("organization-name", MUST_ACT),
        at("organization-post", MUST_ACT),
        at("person", LIAISON),
        at("person-new"),
        at("search"),
        at("search", query="?q=registro"),
        at("search", query="?q=ornitorrinco"),
        at("programme"),
        at("candidates"),
        at("candidates", query="?que=todas&early_wins=0&workers=5"),
        at("candidate", RANKED),
        at("candidate", CHOSEN),
        at("candidate", LATER),
        at("candidate-new"),
        at("candidate-scores", RANKED),
        at("candidate-weights"),
        at("candidate-wording", RANKED),
        at("candidate-choice", RANKED),
        at("candidate-postponement", RANKED),
        at("candidate-return", LATER),
        at("launching"),
        at("team"),
        at("team-member", OF_THE_TEAM),
        at("team-member-declaration", OF_THE_TEAM),
        at("decisions"),
        at("decision", CONVENED_BY),
        at("decision-new"),
        at("mesa-path", MESA),
        at("mesa-step-skip", FAILING, "list"),
        at("mesa", PREMESA),
        at("premesa", PREMESA),
        at("listening-new", PREMESA),
        at("listening-note", PREMESA, HEARD),
        at("listening-edit", PREMESA, HEARD),
        at("listening-withdrawal", PREMESA, HEARD),
        at("premesa-grouping", PREMESA),
        at("diagnosis", PREMESA),
        at("diagnosis-edit", PREMESA),
        at("premesa-decision", PREMESA),
        at("method"),
        at("method-topic", "sesiones"),
        at("method-topic", "linea-de-compromiso"),
        at("profile"),
        at("account_set_password"),
        at("sign-out"),
    ],
    "enlace": [
        at("cause", CAUSED, CAUSE),
        at("week"),
        at("mesas"),
        at("mesa", MESA),
        at("meeting", CONVENED),
        at("meeting-cockpit", GOING_ON),
        at("problem", SHARED),
        at("problem-options", SHARED),
        at("commitment", OWED),
        at("commitments", query="?de=mios"),
        at("decisions"),
        at("mesa-focus", MESA),
        at("mesa-path", MESA),
    ],
    "gremio": [at("week"), at("mesa", MESA), at("handover", MESA), at("meeting", CONVENED)],
    "sindicato": [at("week"), at("meeting-record", CLOSED)],
    "articuladora": [
        at("mesa-focus", TERRITORIAL),
        at("week"),
        at("mesa", TERRITORIAL),
        at("meeting-preparation", PLANNED),
        at("meeting-invitation", PLANNED),
        at("tray", TERRITORIAL),
        at("field", TERRITORIAL),
        at("mesa-bounds", TERRITORIAL),
        at("problem-bounds", BEYOND),
        at("problem", BEYOND),
        at("commitment", ENTRUSTED),
        at("territories"),
        at("referral", TAKEN),
        at("referral-telling", OVERDUE),
        at("problem", BELOW),
        at("problem-level", BELOW),
        at("elevation", DRAFTED),
        at("elevation-wording", DRAFTED),
        at("elevation-warning", DRAFTED),
        at("elevation-brief-edit", DRAFTED),
    ],
    "ministra": [
        at("week"),
        at("mesas"),
        at("mesa", FAILING),
        at("handovers"),
        at("premesa", PREMESA),
        at("premesa-decision", PREMESA),
        at("launching"),
        at("team"),
        at("team-member", OF_THE_TEAM),
        at("meeting", HIGH_LEVEL),
        at("meeting-record", FIRST_RECORD),
        at("convener"),
        at("trays"),
        at("elevation", LATE),
        at("elevation-decision", LATE),
        at("convener-sheet"),
        at("territories"),
        at("territories", query="?territorio=XA-NO&orden=mesa"),
        at("field", TERRITORIAL),
        at("guideline", BACK),
        at("guideline-new"),
    ],
    "asesor": [
        at("week"),
        at("meeting", CLOSED),
        at("directory"),
        at("candidates"),
        at("candidate", RANKED),
    ],
    "coordinadora": [
        at("week"),
        at("problem", SPLIT),
        at("figures"),
        at("figures-new"),
        at("figures-snapshot", SNAPSHOT),
        at("figures-behind", SNAPSHOT, "solved"),
        at("figures-comparison", SNAPSHOT, query="?con={before}"),
        at("figures-withdrawal", PUBLISHED),
        at("mesas"),
        at("mesa-new"),
        at("mesa", EMPTY),
        at("mesa-seats", EMPTY),
        at("mesa-timeline", EMPTY),
        at("mesa", RESTING),
        at("mesa-relaunch", RESTING),
        at("programme"),
        at("programme-settings"),
        at("programme-rungs"),
        at("territories"),
        at("territories-map"),
        at("territories-list"),
        at("territories-official"),
        at("territories-official", query="?pais=ES"),
        at("launching"),
        at("team"),
        at("team-member-new"),
        at("team-member-dedication", OF_THE_TEAM),
        at("team-member-conversation", OF_THE_TEAM),
        at("team-member-leaving", OF_THE_TEAM),
        at("mesa-path", EMPTY),
        at("mesa-focus", EMPTY),
        at("import"),
        at("export"),
        at("account_change_password"),
        at("account_reauthenticate"),
    ],
    "ajena": [
        at("week"),
        at("mesas"),
        at("problems"),
        at("commitments"),
        at("directory"),
        at("people"),
    ],
}

# An address that no page lies at: why, and how it answers to GET.
ONLY_POSTED = {
    "cause-order",
    "cause-removal",
    "cockpit-agreement-take-back",
    "cockpit-agreements",
    "cockpit-guest-dismissal",
    "cockpit-item-finish",
    "cockpit-item-later",
    "cockpit-item-start",
    "cockpit-objection-forget",
    "cockpit-promises",
    "cockpit-take-back",
    "elevation-sending",
    "figures-publication",
    "meeting-agenda-minutes",
    "meeting-agenda-order",
    "meeting-item-removal",
    "meeting-opening",
    "meeting-proposal",
    "meeting-reminder",
    "meeting-since",
    "mesa-focus-undo",
    "mesa-next-session",
    "mesa-seen",
    "person-invitation",
    "premesa-leaving",
    "premesa-undo",
    "seat-understood",
    "week-seen",
}
NO_PAGE = {
    "figures-comparison-docx": "a file",
    "figures-csv": "a sheet that is carried away",
    "figures-docx": "a file",
    "norms-csv": "a sheet that is carried away",
    "territories-csv": "a sheet that is carried away",
    "account_login": "another name of sign-in, for allauth",
    "account_logout": "another name of sign-out, for allauth",
    "cockpit-mentions": "JSON, for the line's completion",
    "cockpit-news": "JSON, for an open cockpit",
    "cockpit-note": "JSON, for an open note",
    "cockpit-parts": "parts of the cockpit, for an open one",
    "cockpit-reading": "part of the cockpit, while a line is typed",
    "demo-sign-in": "a door of the demonstration, passed by all of these visits",
    "convener-card": "a file",
    "diagnosis-docx": "a file",
    "document": "a file",
    "elevation-brief-docx": "a file",
    "export-json": "a file",
    "export-yaml": "a file",
    "handover-docx": "a file",
    "handover-yaml": "a file",
    "handovers-docx": "a file",
    "health": "JSON, for a monitor",
    "import-review": "of a file that somebody uploaded: test_programme_file.py",
    "meeting-calendar": "a file",
    "meeting-record-docx": "a file",
    "option": "leads to its place among the solutions of its problem",
    "trial": "leads to its place among the solutions of its problem",
    "roadmap-comparing": "leads to the comparison of the two that were picked",
    "roadmap-comparison-docx": "a file",
    "roadmap-revision-docx": "a file",
}
