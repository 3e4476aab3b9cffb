"""What the page of one organisation tells of it, read as plain values where a row is enough."""

from django.db.models import Count, F, Prefetch, Q, Value, Window

from destraba.kit.prepared import prepared
from destraba.kit.terms import is_within
from destraba.kit.vocabulary import CommitmentState
from destraba.mesas.directory import posts_visible_to
from destraba.mesas.models import Appointment, Commitment, Problem, Seat
from destraba.mesas.solved import solved

SHOWN = 20
# What its page tells of it, asked for only where there is any.
PARTS = ("names", "parts", "posts", "problem_roles", "seats")
LATEST_FIRST = [F("since_on").desc(nulls_last=True), "-pk"]


def account_of(organization, *, viewer, today):
    [counted], held = _counted(viewer, organization, today), organization.held
    return {
        **counted,
        "owed": _owed(viewer, organization) if counted["owed_count"] else [],
        "kept_promises": _kept(viewer, organization) if counted["kept_count"] else [],
        "unblocked": _unblocked(viewer, organization) if "problem_roles" in held else [],
        "seats": _on(today, _seats(viewer, organization)) if "seats" in held else [],
        "posts": _posts(viewer, organization) if "posts" in held else [],
    }


def _promised(viewer, organization):
    return Commitment.objects.visible_to(viewer).filter(responsible=organization)


@prepared
def _counted(viewer, organization, today):
    """One row, also when it promised nothing: all of them are one group."""
    is_open, is_kept = Q(state=CommitmentState.OPEN), Q(state=CommitmentState.FULFILLED)
    all_of_them = _promised(viewer, organization).order_by().values(all=Value(1))
    return all_of_them.annotate(
        owed_count=Count("pk", filter=is_open),
        late_count=Count("pk", filter=is_open & Q(due_on__lt=today)),
        kept_count=Count("pk", filter=is_kept),
    ).values("owed_count", "late_count", "kept_count")


@prepared
def _owed(viewer, organization):
    return _promised(viewer, organization).open().by_urgency().in_rows("mesa__name")[:SHOWN]


@prepared
def _kept(viewer, organization):
    """The latest. Chosen by their ids first: an index knows them, and only these are read."""
    promised = _promised(viewer, organization).filter(state=CommitmentState.FULFILLED)
    kept = promised.order_by("-pk").values("pk")[:SHOWN]
    rows = Commitment.objects.filter(pk__in=kept).order_by("-pk")
    return rows.values("pk", "promise", "mesa__name")


@prepared
def _unblocked(viewer, organization):
    """Problems solved by the rule in which it had to act or cooperate; `of` says how many."""
    its = solved(Problem.objects.visible_to(viewer).acted_on_by(organization))
    latest = its.order_by(F("moved_on").desc(nulls_last=True), "-pk")
    return latest.values("pk", "title", "moved_on", of=Window(Count("pk")))[:SHOWN]


@prepared
def _posts(viewer, organization):
    posts = posts_visible_to(viewer).filter(organization=organization).select_related("person")
    return posts.only("title", "since_on", "until_on", "person__name").latest_first()


@prepared
def _seats(viewer, organization):
    """Where it sits and sat, with who filled each place."""
    people = Appointment.objects.select_related("person").order_by(*LATEST_FIRST)
    brief = people.only("seat_id", "role", "since_on", "until_on", "person__name")
    seats = Seat.objects.visible_to(viewer).filter(organization=organization)
    shown = ["provenance", "body", "label", "since_on", "until_on", "mesa__name"]
    return (
        seats.select_related("mesa")
        .only(*shown)
        .prefetch_related(Prefetch("appointments", queryset=brief))
    )


def _on(today, seats):
    """With who fills each today: a seat that somebody left is as vacant as a new one."""
    for seat in seats:
        oldest_first = reversed(seat.appointments.all())
        seat.current_appointments = [
            each for each in oldest_first if is_within(today, each.since_on, each.until_on)
        ]
        seat.is_over = not is_within(today, None, seat.until_on)
    return seats
