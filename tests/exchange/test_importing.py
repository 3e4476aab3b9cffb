"""What a file says enters whole, changes only what differs, and can be brought again."""

import datetime
import time

import pytest

from destraba.exchange.importing import plan_import
from destraba.mesas.models import (
    AgendaItem,
    Attendance,
    Commitment,
    Meeting,
    Mesa,
    Note,
    NoteVersion,
    Problem,
    Programme,
    Seat,
)
from destraba.people.models import Organization, Person, Territory
from destraba.search.models import SearchDoc
from destraba.trail.models import Event
from tests.conftest import NOON
from tests.exchange.files import SMALL, bring, sent, with_more

pytestmark = pytest.mark.django_db
LATER = NOON + datetime.timedelta(days=3)


def test_every_noun_enters_with_what_it_refers_to():
    bring(SMALL)

    commitment = Commitment.objects.get()
    assert Programme.current().name == "Programa"
    assert commitment.responsible.acronym == "MEF"
    assert commitment.item.meeting == commitment.meeting
    assert commitment.problem.entities.get().authority_to_find
    assert commitment.mesa.seats.get().holder.name == "Ana Quispe"
    assert commitment.item.agreements.get().objections.get().organization.name == "Gremio Forestal"
    assert Attendance.objects.get(seat=None).guest_name == "Vecina"


def test_what_save_would_have_kept_is_kept():
    """Rows that enter many at once do not pass through `save()`."""
    bring(SMALL)

    for model, field in [
        (Organization, "name_key"),
        (Organization, "acronym_key"),
        (Person, "name_key"),
        (Problem, "title_key"),
        (Commitment, "promise_key"),
    ]:
        row = model.objects.order_by("pk").first()
        before = getattr(row, field)
        row.save()
        assert before
        assert getattr(row, field) == before


def test_nobody_signs_in_with_what_a_file_brought():
    bring(SMALL)

    assert not any(person.has_usable_password() for person in Person.objects.all())
    assert Person.objects.get(ref="ana").email == "ana@ejemplo.test"


def test_the_clock_looks_at_what_is_to_come_and_not_at_what_has_passed():
    bring(
        with_more(
            """\
            - {ref: vencido, mesa: forestal, promise: Firmar, due_on: 2026-03-01}
            """
        )
    )

    coming, late = Commitment.objects.order_by("-due_on")
    assert coming.attend_on == datetime.date(2026, 11, 28)
    assert late.attend_on is None
    assert Meeting.objects.get().attend_on is None
    overdue = Event.objects.get(verb="commitment.overdue")
    assert (overdue.about, overdue.at.date()) == ("Firmar", datetime.date(2026, 3, 2))


def test_what_is_brought_is_found_by_the_search():
    bring(SMALL)

    found = SearchDoc.objects.matching("instructivos").values_list("kind", flat=True)
    assert list(found) == ["commitment"]


def test_the_same_file_again_changes_nothing():
    bring(SMALL)
    events, first = Event.objects.count(), sent()

    again = bring(SMALL, at=LATER)

    assert again.is_idle
    assert sent() == first
    assert Event.objects.count() == events


def test_what_differs_is_changed_and_what_it_said_is_kept(ajena):
    bring(SMALL)

    plan = bring(SMALL.replace("due_on: 2026-12-01", "due_on: 2026-12-15"), at=LATER, by=ajena)

    told = Event.objects.get(verb="commitment.imported")
    assert Commitment.objects.get().due_on == datetime.date(2026, 12, 15)
    assert Commitment.objects.get().attend_on == datetime.date(2026, 12, 12)
    assert told.changes == {"due_on": ["2026-12-01", "2026-12-15"]}
    assert (told.by, told.at) == (ajena, LATER)
    assert [(count.section, count.changed) for count in plan.counts if count.changed] == [
        ("commitments", 1)
    ]


def test_what_the_file_does_not_mention_is_left_alone():
    bring(SMALL)

    bring(
        """
        format: destraba/1
        commitments: [{ref: instructivo, mesa: forestal, promise: Publicar la guía}]
        """
    )

    commitment = Commitment.objects.get()
    assert commitment.promise == "Publicar la guía"
    assert commitment.due_on == datetime.date(2026, 12, 1)
    assert Problem.objects.exists()


def test_nothing_written_empties_a_datum():
    bring(SMALL)

    bring(
        """
        format: destraba/1
        commitments: [{ref: instructivo, mesa: forestal, promise: Hacer, due_on: null, contact: }]
        """
    )

    commitment = Commitment.objects.get()
    assert (commitment.due_on, commitment.contact, commitment.attend_on) == (None, None, None)


def test_rows_within_others_are_completed_and_none_is_deleted():
    bring(SMALL)
    changed = SMALL.replace(
        "- {person: ana, role: holder, since_on: 2026-01-15}",
        "- {person: ana, role: holder, since_on: 2026-01-20, until_on: 2026-06-30}\n"
        "  - {person: luz, role: holder, since_on: 2026-07-01}",
    )

    bring(changed)
    bring(SMALL.split("  appointments:")[0], at=LATER)

    told = [
        str(each) for each in Seat.objects.get().appointments.values_list("since_on", flat=True)
    ]
    assert told == ["2026-01-20", "2026-07-01"]
    assert Event.objects.filter(verb="appointment.ended").count() == 1


def test_a_note_that_changes_keeps_what_it_said():
    bring(SMALL)

    bring(SMALL.replace("dos veces lo mismo", "tres veces"), at=LATER)

    assert Note.objects.get().version == 2
    assert [each.text for each in NoteVersion.objects.all()] == [
        "Se pide dos veces lo mismo.",
        "Se pide tres veces.",
    ]


def test_items_keep_the_order_of_the_list_and_their_threads():
    bring(
        """
        format: destraba/1
        mesas: [{ref: m, name: M}]
        meetings:
        - {ref: s1, mesa: m, items: [{title: Uno}, {title: Dos}]}
        - {ref: s2, mesa: m, items: [{title: Dos, came_from: s1#2, carried_times: 1}]}
        - {ref: s3, mesa: m, items: [{title: Nuevo}, {title: Dos, came_from: s2#1}]}
        """
    )

    first = AgendaItem.objects.get(meeting__ref="s1", position=2)
    last = AgendaItem.objects.get(meeting__ref="s3", position=2)
    assert last.root == AgendaItem.objects.get(meeting__ref="s2").root == first
    assert last.came_from.meeting.ref == "s2"


def test_a_datum_that_nobody_knows_is_known_to_be_unknown():
    bring(
        """
        format: destraba/1
        mesas:
        - ref: m
          name: {value: Mesa, source: [W1, W2]}
          kind: unknown
          state: unknown
          launched_on: {value: unknown, source: W3}
          note: {value: unknown, known: true}
          source: W24
        commitments: [{ref: c, mesa: m, promise: Hacer, due_on: unknown, responsible: unknown}]
        """
    )

    mesa = Mesa.objects.get()
    assert [mesa.is_unknown(each) for each in ("kind", "state", "launched_on", "note")] == [
        True,
        True,
        True,
        False,
    ]
    assert mesa.note == "unknown"
    assert (mesa.sources("name"), mesa.sources("launched_on")) == (["W1", "W2"], ["W3"])
    assert mesa.sources("kind") == ["W24"]
    assert Commitment.objects.get().is_unknown("due_on")
    assert "kind: unknown" in sent()


def test_what_somebody_tells_later_is_not_unknown_any_more():
    bring("format: destraba/1\nmesas: [{ref: m, name: M, objective: unknown, state: unknown}]")

    Mesa.objects.get().aim(objective="Crecer", why="Se acordó", by=None, at=NOON)

    mesa = Mesa.objects.get()
    assert not mesa.is_unknown("objective")
    assert mesa.is_unknown("state")
    assert "objective: Crecer" in sent()


def test_an_hour_that_nobody_told_is_not_invented():
    text = "format: destraba/1\nmesas: [{ref: m, name: M}]\n"

    bring(text + "meetings: [{ref: s, mesa: m, state: closed, starts_at: 2017-01-15}]")

    meeting = Meeting.objects.get()
    assert meeting.day == datetime.date(2017, 1, 15)
    assert meeting.is_unknown("starts_at.hour")
    assert "starts_at: 2017-01-15\n" in sent()


def test_a_record_that_was_written_is_not_written_over():
    record = "records: [{version: 1, content: {mesa: %s}}]"
    text = "format: destraba/1\nmesas: [{ref: m, name: M}]\nmeetings: [{ref: s, mesa: m, %s}]"
    bring(text % (record % "Una"))

    again = bring(text % (record % "Una"))

    assert again.is_idle
    with pytest.raises(Exception, match="agregue una versión nueva"):
        bring(text % (record % "Otra"))


def test_territories_go_by_scheme_and_code():
    text = """
        format: destraba/1
        territories:
        - {scheme: ubigeo, code: 160101, name: Iquitos, parent: "ubigeo:16"}
        - {scheme: ubigeo, code: "16", name: Loreto}
        mesas: [{ref: m, name: M, territories: ["ubigeo:160101", "ubigeo:16"]}]
        """
    bring(text)

    again = bring(text.replace("Iquitos", "Ciudad de Iquitos").replace(', "ubigeo:16"]', "]"))

    assert str(Territory.objects.get(code="160101").parent) == "Loreto"
    assert [each.key for each in Mesa.objects.get().territories.all()] == ["ubigeo:160101"]
    assert [count.changed for count in again.counts] == [1, 1]


def test_a_rehearsal_tells_what_would_change_and_changes_nothing():
    bring(SMALL)
    before = sent()

    plan = plan_import(
        SMALL.replace("Publicar el instructivo", "Publicar la guía").encode(), name="x", at=LATER
    )

    assert [(count.new, count.changed, count.same) for count in plan.counts][-1] == (0, 1, 0)
    assert sent() == before


def test_history_is_recordable_whatever_the_method_would_say():
    """No responsible, no date, nobody to follow it up; a seat on both sides; many in focus."""
    focus = "".join(f"\n- {{ref: f{n}, mesa: m, title: T{n}, state: in_focus}}" for n in range(9))

    bring(
        "format: destraba/1\npeople: [{ref: a, name: A}]\norganizations: [{ref: o, name: O}]\n"
        "mesas: [{ref: m, name: M}]\nseats:\n"
        "- {ref: s1, mesa: m, organization: o, body: dedicated_team,"
        " appointments: [{person: a, role: holder}]}\n"
        "- {ref: s2, mesa: m, organization: o, appointments: [{person: a, role: holder}]}\n"
        f"problems:{focus}\n"
        "commitments: [{ref: c, mesa: m, promise: Algo, state: fulfilled}]"
    )

    assert Problem.objects.in_focus().count() == 9
    assert Commitment.objects.get().state == "fulfilled"


def test_a_thousand_rows_ask_no_more_than_a_hundred(django_assert_max_num_queries):
    def file(size):
        rows = "".join(
            f"- {{ref: c{n}, mesa: m, promise: Hacer {n}, due_on: 2027-01-01, contact: a}}\n"
            for n in range(size)
        )
        head = "format: destraba/1\npeople: [{ref: a, name: A}]\nmesas: [{ref: m, name: M}]\n"
        return f"{head}commitments:\n{rows}"

    bring(file(100))

    with django_assert_max_num_queries(40):
        plan_import(file(1000).encode(), name="x", at=LATER)
    with django_assert_max_num_queries(80):
        sent()


def test_ten_thousand_commitments_enter_and_leave_in_seconds():
    rows = "".join(
        f"- {{ref: c{n}, mesa: m, promise: Hacer {n}, due_on: 2027-01-01}}\n" for n in range(10_000)
    )
    began = time.process_time()

    bring(f"format: destraba/1\nmesas: [{{ref: m, name: M}}]\ncommitments:\n{rows}")
    text = sent()

    assert Commitment.objects.count() == 10_000
    assert text.count("\n- ref: c") == 10_000
    assert time.process_time() - began < 30
