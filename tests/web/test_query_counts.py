"""How many questions each page asks of the database: the same for three rows as for forty.

A page that comes to ask more, or fewer, changes its number here; none may ask more than twenty.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.journeys.visits import VISITS

from .crowd import Crowd

FEW, MANY, MOST = 3, 40, 20
PAGES = {
    ("facilitadora", "week"): 16,
    ("facilitadora", "mesas"): 10,
    ("facilitadora", "problems"): 9,
    ("facilitadora", "commitments"): 7,
    ("facilitadora", "directory"): 7,
    ("facilitadora", "people"): 7,
    ("facilitadora", "programme"): 7,
    ("facilitadora", "method"): 4,
    ("facilitadora", "profile"): 6,
    ("coordinadora", "mesa-new"): 6,
    ("facilitadora", "organization-new"): 7,
    ("facilitadora", "person-new"): 5,
    ("coordinadora", "programme-settings"): 6,
    ("coordinadora", "import"): 4,
    ("coordinadora", "export"): 4,
    ("facilitadora", "sign-out"): 4,
    ("facilitadora", "mesa"): 18,
    ("facilitadora", "mesa-problems"): 9,
    ("facilitadora", "mesa-timeline"): 8,
    ("facilitadora", "mesa-seats"): 8,
    ("facilitadora", "mesa-objective"): 6,
    ("facilitadora", "handover"): 20,
    ("enlace", "handover"): 19,
    ("facilitadora", "seat-new"): 8,
    ("facilitadora", "seat-appointment"): 8,
    ("facilitadora", "seat-vacancy"): 8,
    ("facilitadora", "seat-withdrawal"): 7,
    ("facilitadora", "problem"): 19,
    ("facilitadora", "problem-causes"): 9,
    ("facilitadora", "cause"): 10,
    ("facilitadora", "cause-story"): 9,
    ("facilitadora", "cause-new"): 9,
    ("facilitadora", "cause-wording"): 9,
    ("facilitadora", "cause-place"): 8,
    ("facilitadora", "cause-step"): 8,
    ("enlace", "cause"): 9,
    ("facilitadora", "problem-wording"): 6,
    ("facilitadora", "problem-options"): 15,
    ("facilitadora", "option-new"): 8,
    ("facilitadora", "option-wording"): 10,
    ("facilitadora", "option-choice"): 8,
    ("facilitadora", "option-aside"): 6,
    ("facilitadora", "option-return"): 6,
    ("facilitadora", "option-stage"): 9,
    ("facilitadora", "option-step-back"): 6,
    ("facilitadora", "option-guardrails"): 6,
    ("facilitadora", "option-review"): 8,
    ("facilitadora", "option-renewal"): 6,
    ("facilitadora", "trial-new"): 6,
    ("facilitadora", "trial-measurement"): 6,
    ("facilitadora", "trial-verdict"): 6,
    ("facilitadora", "norms"): 13,
    ("facilitadora", "norm"): 8,
    ("facilitadora", "norm-correction"): 8,
    ("enlace", "problem-options"): 14,
    ("facilitadora", "problem-name"): 7,
    ("facilitadora", "problem-entity"): 9,
    ("facilitadora", "problem-step"): 6,
    ("facilitadora", "problem-entity-release"): 7,
    ("facilitadora", "meeting-preparation"): 20,
    ("facilitadora", "meeting-invitation"): 19,
    ("facilitadora", "meeting-date"): 6,
    ("facilitadora", "meeting-cancellation"): 6,
    ("facilitadora", "meeting-item-new"): 7,
    ("facilitadora", "meeting-item"): 7,
    ("facilitadora", "meeting-answer"): 7,
    ("facilitadora", "meeting-cockpit"): 18,
    ("facilitadora", "meeting-closing"): 16,
    ("facilitadora", "cockpit-guests"): 10,
    ("facilitadora", "cockpit-items"): 9,
    ("facilitadora", "cockpit-news"): 18,
    ("facilitadora", "cockpit-seat"): 11,
    ("facilitadora", "cockpit-agreement"): 10,
    ("facilitadora", "cockpit-objection"): 12,
    ("facilitadora", "cockpit-correction"): 14,
    ("facilitadora", "cockpit-fulfilment"): 9,
    ("facilitadora", "cockpit-extension"): 9,
    ("facilitadora", "meeting"): 15,
    ("facilitadora", "meeting-record"): 12,
    ("facilitadora", "meeting-record-correction"): 9,
    ("facilitadora", "meeting-record-docx"): 7,
    ("facilitadora", "commitment"): 9,
    ("facilitadora", "commitment-fulfilment"): 6,
    ("facilitadora", "commitment-extension"): 6,
    ("facilitadora", "commitment-withdrawal"): 6,
    ("facilitadora", "commitment-reassignment"): 9,
    ("facilitadora", "commitment-wording"): 6,
    ("facilitadora", "commitment-reopening"): 6,
    ("facilitadora", "organization"): 15,
    ("facilitadora", "organization-name"): 6,
    ("facilitadora", "organization-post"): 6,
    ("facilitadora", "person"): 10,
    ("facilitadora", "method-topic"): 4,
    ("facilitadora", "problem-new"): 6,
    ("facilitadora", "meeting-new"): 8,
    ("facilitadora", "commitment-new"): 10,
    ("facilitadora", "search"): 7,
    ("facilitadora", "premesa"): 15,
    ("facilitadora", "listening-new"): 9,
    ("facilitadora", "listening-note"): 9,
    ("facilitadora", "listening-edit"): 11,
    ("facilitadora", "listening-withdrawal"): 7,
    ("facilitadora", "premesa-grouping"): 11,
    ("facilitadora", "diagnosis"): 9,
    ("facilitadora", "diagnosis-edit"): 7,
    ("facilitadora", "diagnosis-docx"): 8,
    ("facilitadora", "premesa-decision"): 13,
    ("ministra", "premesa"): 15,
    ("facilitadora", "candidates"): 7,
    ("facilitadora", "candidate"): 12,
    ("facilitadora", "candidate-new"): 7,
    ("facilitadora", "candidate-scores"): 7,
    ("facilitadora", "candidate-weights"): 7,
    ("facilitadora", "candidate-wording"): 10,
    ("facilitadora", "candidate-choice"): 11,
    ("facilitadora", "candidate-postponement"): 6,
    ("facilitadora", "candidate-return"): 6,
    ("coordinadora", "launching"): 17,
    ("facilitadora", "decisions"): 6,
    ("facilitadora", "decision"): 6,
    ("coordinadora", "decision-new"): 4,
    ("coordinadora", "team"): 12,
    ("coordinadora", "team-member"): 7,
    ("coordinadora", "team-member-new"): 5,
    ("coordinadora", "team-member-dedication"): 5,
    ("coordinadora", "team-member-declaration"): 5,
    ("coordinadora", "team-member-conversation"): 5,
    ("coordinadora", "team-member-leaving"): 5,
    ("facilitadora", "mesa-path"): 19,
    ("facilitadora", "mesa-step-skip"): 6,
    ("facilitadora", "mesa-life"): 9,
    ("facilitadora", "mesa-launch"): 15,
    ("facilitadora", "mesa-scope"): 6,
    ("facilitadora", "mesa-suspension"): 9,
    ("facilitadora", "mesa-relaunch"): 8,
    ("facilitadora", "mesa-merger"): 10,
    ("facilitadora", "mesa-closure"): 9,
    ("facilitadora", "roadmap"): 17,
    ("facilitadora", "roadmap-new"): 14,
    ("facilitadora", "roadmap-kept"): 7,
    ("facilitadora", "roadmap-revision"): 9,
    ("facilitadora", "roadmap-revision-docx"): 7,
    ("facilitadora", "roadmap-comparison"): 12,
    ("facilitadora", "roadmap-comparison-docx"): 10,
    ("facilitadora", "problem-tags"): 7,
    ("facilitadora", "problem-readings"): 7,
    ("facilitadora", "problem-reading-removal"): 7,
    ("facilitadora", "mesa-focus"): 9,
    ("facilitadora", "mesa-focus-enter"): 8,
    ("facilitadora", "mesa-focus-leave"): 6,
    ("facilitadora", "problem-change-space"): 7,
    ("facilitadora", "elevations"): 6,
    ("facilitadora", "elevation"): 12,
    ("facilitadora", "elevation-new"): 11,
    ("facilitadora", "elevation-wording"): 9,
    ("facilitadora", "elevation-warning"): 9,
    ("facilitadora", "elevation-brief"): 9,
    ("facilitadora", "elevation-brief-docx"): 8,
    ("facilitadora", "elevation-brief-edit"): 7,
    ("facilitadora", "elevation-climb"): 9,
    ("facilitadora", "trays"): 6,
    ("facilitadora", "tray"): 7,
    ("facilitadora", "referral"): 11,
    ("facilitadora", "referral-acceptance"): 12,
    ("facilitadora", "referral-solution"): 9,
    ("facilitadora", "referral-answer"): 7,
    ("articuladora", "week"): 15,
    ("articuladora", "below"): 15,
    ("articuladora", "tray-below"): 9,
    ("articuladora", "problem-below"): 11,
    ("articuladora", "problem-level"): 11,
    ("articuladora", "referral"): 10,
    ("articuladora", "referral-telling"): 7,
    ("ministra", "trays"): 6,
    ("articuladora", "field"): 16,
    ("facilitadora", "field"): 14,
    ("articuladora", "mesa-bounds"): 12,
    ("articuladora", "problem-bounds"): 9,
    ("facilitadora", "commitment-entrusting"): 8,
    ("facilitadora", "entrusting-withdrawal"): 7,
    ("articuladora", "commitment-below"): 8,
    ("articuladora", "territories"): 12,
    ("facilitadora", "territories"): 12,
    ("ministra", "territories"): 12,
    ("ministra", "territories-csv"): 12,
    ("coordinadora", "territories-map"): 4,
    ("coordinadora", "territories-list"): 4,
    ("coordinadora", "territories-official"): 4,
    ("ministra", "elevation"): 11,
    ("ministra", "elevation-decision"): 16,
    ("ministra", "elevation-answer"): 5,
    ("ministra", "convener"): 11,
    ("ministra", "convener-card"): 8,
    ("ministra", "convener-sheet"): 8,
    ("ministra", "guideline-new"): 6,
    ("ministra", "guideline"): 8,
    ("facilitadora", "guidelines"): 7,
    ("facilitadora", "guideline"): 8,
    ("facilitadora", "guideline-step"): 7,
    ("facilitadora", "elevation-session"): 9,
    ("facilitadora", "elevation-advice"): 9,
    ("facilitadora", "meeting-authority"): 9,
    ("coordinadora", "programme-rungs"): 7,
    ("facilitadora", "problem-division"): 10,
    ("facilitadora", "problem-merger"): 8,
    ("facilitadora", "problem-pause"): 6,
    ("coordinadora", "figures"): 9,
    ("coordinadora", "figures-new"): 4,
    ("coordinadora", "figures-snapshot"): 9,
    ("coordinadora", "figures-behind"): 5,
    ("coordinadora", "figures-csv"): 5,
    ("coordinadora", "figures-docx"): 5,
    ("coordinadora", "figures-comparison"): 5,
    ("coordinadora", "figures-comparison-docx"): 5,
    ("coordinadora", "figures-withdrawal"): 5,
    ("enlace", "week"): 12,
    ("enlace", "mesa"): 17,
    ("enlace", "meeting"): 15,
    ("enlace", "meeting-cockpit"): 17,
    ("enlace", "problem"): 19,
    ("enlace", "commitment"): 9,
    ("enlace", "commitments"): 7,
    ("enlace", "directory"): 7,
    ("enlace", "search"): 7,
    ("ministra", "week"): 18,
    ("ministra", "mesas"): 8,
    ("ministra", "handovers"): 8,
    ("ministra", "mesa"): 17,
    ("ministra", "problems"): 8,
    ("ministra", "commitments"): 6,
    ("ministra", "directory"): 7,
    ("ministra", "search"): 5,
}
# Django's own pages about one's password, and those of who has not come in.
OF_NO_ROWS = {visit.name for visit in VISITS[None]} | {
    "account_change_password",
    "account_reauthenticate",
    "account_set_password",
}


@pytest.fixture
def crowd(mesa, cast):
    return Crowd(mesa, cast)


def test_no_page_asks_more_of_many_rows_than_of_few(client, crowd):
    crowd.grow(FEW)
    few = counts(client, crowd)
    crowd.grow(MANY - FEW)
    many = counts(client, crowd)

    assert many == few
    assert few == PAGES
    assert {name: number for name, number in few.items() if number > MOST} == {}


def test_every_page_has_its_number():
    visited = {visit.name for visits in VISITS.values() for visit in visits}

    assert {name for _who, name in PAGES} >= visited - OF_NO_ROWS


def counts(client, crowd):
    """The second time: what a process learns once is learnt."""
    found = {}
    for who, name, path in addresses(crowd):
        client.force_login(crowd.who(who))
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(path)
        assert answer.status_code == 200, f"{name}: {answer.status_code}"
        found[who, name] = len(asked)
    return found


def addresses(crowd):
    paths = dict(pages(crowd))
    for who, name in PAGES:
        yield who, name, paths[name]


def pages(crowd):
    """Each page by its name, with its address."""
    for names, parts in laid(crowd):
        for name in names.split():
            yield name, reverse(name, args=parts)
    for name in ("problem-new", "meeting-new", "commitment-new"):
        yield name, f"{reverse(name)}?mesa={crowd.mesa.pk}"
    yield "elevation-new", f"{reverse('elevation-new')}?problema={crowd.problem.pk}"
    yield "search", f"{reverse('search')}?q=traba"
    before, after = (each.pk for each in crowd.snapshots)
    for name in ("figures-comparison", "figures-comparison-docx"):
        yield name, f"{reverse(name, args=[after])}?con={before}"
    below = crowd.below.pk
    yield "below", reverse("mesa", args=[below])
    yield "tray-below", reverse("tray", args=[below])
    yield "commitment-below", reverse("commitment", args=[crowd.handed.commitment_id])
    yield "problem-below", reverse("problem", args=[crowd.sent.problem_id])


def laid(crowd):
    """The names of the pages, with what varies in their address."""
    mesa, seat, problem = crowd.mesa.pk, crowd.seat.pk, crowd.problem.pk
    closed, going_on, convened = crowd.closed.pk, crowd.going_on.pk, crowd.convened.pk
    made, agency = crowd.made.pk, crowd.agency.pk
    yield "week mesas problems norms commitments directory people programme method profile", []
    yield "mesa-new organization-new person-new programme-settings import export sign-out", []
    yield "mesa mesa-problems mesa-timeline mesa-seats mesa-objective seat-new", [mesa]
    yield "seat-appointment seat-vacancy seat-withdrawal", [mesa, seat]
    yield "problem problem-wording problem-name problem-entity", [problem]
    yield "problem-step", [problem, "solucion"]
    yield "problem-division problem-merger problem-pause", [problem]
    snapshot = crowd.snapshots[0].pk
    yield "figures figures-new", []
    yield "figures-snapshot figures-csv figures-docx figures-withdrawal", [snapshot]
    yield "figures-behind", [snapshot, "in_focus"]
    cause = crowd.cause.pk
    yield "problem-causes cause-new", [problem]
    yield "cause cause-story cause-wording cause-place", [problem, cause]
    yield "cause-step", [problem, cause, "refutacion"]
    yield "problem-options option-new", [problem]
    chosen, trial = crowd.chosen.pk, crowd.trial.pk
    yield "option-wording option-aside option-stage option-step-back", [problem, chosen]
    yield "option-guardrails option-review option-renewal trial-new", [problem, chosen]
    yield "option-choice", [problem, crowd.competing.pk]
    yield "option-return", [problem, crowd.left.pk]
    yield "trial-measurement trial-verdict", [problem, trial]
    yield "norm norm-correction", [crowd.norm.pk]
    yield "problem-entity-release", [problem, crowd.problem.entities.first().pk]
    yield "meeting-preparation meeting-invitation meeting-date", [convened]
    yield "meeting-cancellation meeting-item-new", [convened]
    yield "meeting-item", [convened, crowd.items[2].pk]
    yield "meeting-answer", [convened, crowd.convened.invitations.first().pk]
    yield "meeting-cockpit meeting-closing cockpit-guests cockpit-items cockpit-news", [going_on]
    yield "cockpit-seat", [going_on, seat]
    yield "cockpit-agreement cockpit-objection", [going_on, crowd.agreement.pk]
    yield "cockpit-correction cockpit-fulfilment cockpit-extension", [going_on, made]
    yield "meeting meeting-record meeting-record-correction meeting-record-docx", [closed]
    yield "commitment commitment-fulfilment commitment-extension", [crowd.owed.pk]
    yield "commitment-withdrawal commitment-reassignment commitment-wording", [crowd.owed.pk]
    yield "commitment-reopening", [crowd.kept.pk]
    yield "organization organization-name organization-post", [agency]
    yield "candidates candidate-new candidate-weights", []
    yield "candidate candidate-scores candidate-wording", [crowd.candidate.pk]
    yield "candidate-choice candidate-postponement", [crowd.candidate.pk]
    yield "candidate-return", [crowd.later.pk]
    yield "person", [crowd.cast.enlace.pk]
    yield "handover", [mesa]
    yield "handovers", []
    yield "method-topic", ["sesiones"]
    yield "launching decisions decision-new team team-member-new", []
    yield "decision", [crowd.decision.pk]
    yield "team-member team-member-dedication team-member-declaration", [crowd.member.pk]
    yield "team-member-conversation team-member-leaving", [crowd.member.pk]
    yield "mesa-path", [mesa]
    yield "mesa-life mesa-launch mesa-scope mesa-suspension mesa-merger mesa-closure", [mesa]
    yield "mesa-relaunch", [crowd.resting.pk]
    yield "roadmap roadmap-new roadmap-kept", [mesa]
    yield "roadmap-revision roadmap-revision-docx", [mesa, 1]
    second = crowd.mesa.roadmap_revisions.order_by("number").values_list("number", flat=True)[1]
    yield "roadmap-comparison roadmap-comparison-docx", [mesa, second, 1]
    yield "problem-tags problem-change-space problem-readings", [problem]
    yield "problem-reading-removal", [problem, crowd.reading.pk]
    yield "mesa-focus", [mesa]
    yield "mesa-focus-leave", [mesa, problem]
    yield "mesa-focus-enter", [mesa, crowd.mesa.problems.filter(state="listed").first().pk]
    yield "mesa-step-skip", [mesa, "list"]
    yield "premesa listening-new premesa-grouping diagnosis diagnosis-edit diagnosis-docx", [mesa]
    yield "premesa-decision", [mesa]
    yield "elevations convener convener-card convener-sheet elevation-advice", []
    yield "guidelines guideline-new programme-rungs", []
    yield "guideline", [crowd.guideline.pk]
    yield "guideline-step", [crowd.guideline.pk, "ya-estaba"]
    yield "elevation-session", [crowd.raised.pk]
    yield "meeting-authority", [convened, crowd.authority.pk]
    raised, drafted = crowd.raised.pk, crowd.drafted.pk
    yield "elevation elevation-decision elevation-climb elevation-brief", [raised]
    yield "elevation-brief-docx", [raised]
    yield "elevation-wording elevation-warning elevation-brief-edit", [drafted]
    yield "elevation-answer", [raised, "estudio"]
    yield "trays territories territories-csv territories-map territories-list", []
    yield "territories-official", []
    yield "field mesa-bounds", [crowd.below.pk]
    yield "problem-bounds", [crowd.beyond.pk]
    yield "commitment-entrusting", [crowd.owed.pk]
    yield "entrusting-withdrawal", [crowd.handed.commitment_id, crowd.handed.pk]
    yield "tray", [mesa]
    yield "referral referral-solution referral-telling", [crowd.referral.pk]
    yield "referral-acceptance", [crowd.sent.pk]
    yield "referral-answer", [crowd.referral.pk, "respuesta"]
    yield "problem-level", [crowd.sent.problem_id]
    yield "listening-note listening-edit listening-withdrawal", [mesa, crowd.heard.pk]
