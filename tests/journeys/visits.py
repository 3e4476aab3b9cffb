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
SHARED = f"SELECT problem_id FROM mesas_problementity WHERE problem_id IN ({IN_FOCUS})"
PART = f"SELECT id FROM mesas_problementity WHERE problem_id IN ({IN_FOCUS})"
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
EMPTY = "SELECT id FROM mesas_mesa WHERE name = 'Mesa Ejecutiva de Turismo'"
LIAISON = "SELECT id FROM people_person WHERE ref = 'enlace'"


@dataclass(frozen=True)
class Visit:
    """A named address; of each part, the question that the database answers, or the part."""

    name: str
    parts: tuple[str, ...] = ()
    query: str = ""

    @property
    def is_of_a_mesa(self) -> bool:
        """Of a thing that a stranger may not see; the directory's are others."""
        return any(each.startswith("SELECT") for each in self.parts) or "{mesa}" in self.query

    def path(self, country) -> str:
        parts = [country.one(each) if each.startswith("SELECT") else each for each in self.parts]
        return reverse(self.name, args=parts) + self.query.format(mesa=country.one(MESA))


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
        at("mesa-seats", MESA),
        at("seat-new", MESA),
        at("seat-appointment", MESA, SEAT),
        at("seat-vacancy", MESA, SEAT),
        at("seat-withdrawal", MESA, SEAT),
        at("problems"),
        at("problem", SHARED),
        at("problem", SOLVED),
        at("problem-new", query="?mesa={mesa}"),
        at("problem-wording", IN_FOCUS),
        at("problem-step", LISTED, "foco"),
        at("problem-step", IN_FOCUS, "solucion"),
        at("problem-name", IN_FOCUS),
        at("problem-entity", IN_FOCUS),
        at("problem-entity-release", SHARED, PART),
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
        at("method"),
        at("method-topic", "sesiones"),
        at("method-topic", "linea-de-compromiso"),
        at("profile"),
        at("account_set_password"),
        at("sign-out"),
    ],
    "enlace": [
        at("week"),
        at("mesas"),
        at("mesa", MESA),
        at("meeting", CONVENED),
        at("meeting-cockpit", GOING_ON),
        at("problem", SHARED),
        at("commitment", OWED),
        at("commitments", query="?de=mios"),
    ],
    "gremio": [at("week"), at("mesa", MESA), at("meeting", CONVENED)],
    "sindicato": [at("week"), at("meeting-record", CLOSED)],
    "articuladora": [
        at("week"),
        at("mesa", TERRITORIAL),
        at("meeting-preparation", PLANNED),
        at("meeting-invitation", PLANNED),
    ],
    "ministra": [
        at("week"),
        at("mesas"),
        at("mesa", FAILING),
        at("meeting", HIGH_LEVEL),
        at("meeting-record", FIRST_RECORD),
    ],
    "asesor": [at("week"), at("meeting", CLOSED), at("directory")],
    "coordinadora": [
        at("week"),
        at("mesas"),
        at("mesa-new"),
        at("mesa", EMPTY),
        at("mesa-seats", EMPTY),
        at("mesa-timeline", EMPTY),
        at("programme"),
        at("programme-settings"),
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
    "cockpit-agreement-take-back",
    "cockpit-agreements",
    "cockpit-guest-dismissal",
    "cockpit-item-finish",
    "cockpit-item-later",
    "cockpit-item-start",
    "cockpit-objection-forget",
    "cockpit-promises",
    "cockpit-take-back",
    "meeting-agenda-minutes",
    "meeting-agenda-order",
    "meeting-item-removal",
    "meeting-opening",
    "meeting-proposal",
    "meeting-reminder",
    "mesa-next-session",
    "mesa-seen",
    "week-seen",
}
NO_PAGE = {
    "account_login": "another name of sign-in, for allauth",
    "account_logout": "another name of sign-out, for allauth",
    "cockpit-mentions": "JSON, for the line's completion",
    "cockpit-news": "JSON, for an open cockpit",
    "cockpit-note": "JSON, for an open note",
    "cockpit-parts": "parts of the cockpit, for an open one",
    "cockpit-reading": "part of the cockpit, while a line is typed",
    "demo-sign-in": "a door of the demonstration, passed by all of these visits",
    "document": "a file",
    "export-json": "a file",
    "export-yaml": "a file",
    "health": "JSON, for a monitor",
    "import-review": "of a file that somebody uploaded: test_programme_file.py",
    "meeting-calendar": "a file",
    "meeting-record-docx": "a file",
}
