"""The people and organisations of the large programme, and the seats where they sit."""

from dataclasses import dataclass

from bench.words import Teller
from destraba.kit.text import plain
from destraba.kit.vocabulary import AppointmentRole, Body, Constituency, ProgrammeRole
from destraba.mesas.models import Appointment, Seat
from destraba.people.models import Organization, Person, Post, Role
from destraba.search.models import SearchDoc

PEOPLE = 500
ORGANIZATIONS = 120
SEATS = 14
# Six of government, four of employers, two of workers, two others, as at a real table.
TABLE = (
    [Constituency.GOVERNMENT] * 6
    + [Constituency.EMPLOYERS] * 4
    + [
        Constituency.WORKERS,
        Constituency.WORKERS,
        Constituency.OTHER,
        Constituency.OTHER,
    ]
)
# The parts that the journeys play, signed in by the doors of the demonstration.
ROLES = ["ministra", "facilitadora", "enlace"]


@dataclass
class Cast:
    teller: Teller
    organizations: list[Organization]
    people: list[Person]

    def of(self, constituency):
        return [each for each in self.organizations if each.constituency == constituency]


def directory(teller, *, today) -> Cast:
    cast = Cast(teller, organizations(teller), people(teller))
    Post.objects.bulk_create(
        Post(person=person, organization=teller.any(cast.organizations), title="Especialista")
        for person in cast.people
    )
    start = today.replace(year=today.year - 1, day=1)
    Role.objects.create(person=cast.people[0], kind=ProgrammeRole.CONVENER, since_on=start)
    return cast


def organizations(teller):
    made = Organization.objects.bulk_create(
        Organization(
            ref=f"b-org-{number}",
            name=(name := f"Entidad de {teller.any(teller_words)} {number}"),
            acronym=(acronym := f"ENT{number}"),
            name_key=plain(name),
            acronym_key=plain(acronym),
            constituency=TABLE[number % len(TABLE)],
            level="national",
        )
        for number in range(ORGANIZATIONS)
        for teller_words in [["fomento", "control", "registro", "crédito", "trabajo"]]
    )
    SearchDoc.refresh_all(made)
    return made


def people(teller):
    refs = [*ROLES, *(f"b-persona-{number}" for number in range(PEOPLE - len(ROLES)))]
    names = [teller.person(number) for number in range(PEOPLE)]
    made = Person.objects.bulk_create(
        Person(ref=ref, name=name, name_key=plain(name), email=f"{ref}@ejemplo.test", password="!")
        for ref, name in zip(refs, names, strict=True)
    )
    SearchDoc.refresh_all(made)
    return made


def seats(mesa, cast, *, number, since_on):
    """One seat of the team and fourteen of members; each with its holder, half with a liaison."""
    teller = cast.teller
    wanted = [(cast.organizations[0], Body.DEDICATED_TEAM)]
    for nth, constituency in enumerate(TABLE):
        known = cast.of(constituency)
        wanted.append((known[(number * 3 + nth) % len(known)], Body.OPERATING))
    made = Seat.objects.bulk_create(
        Seat(mesa=mesa, organization=organization, body=body, since_on=since_on)
        for organization, body in wanted
    )
    appointments = []
    for nth, seat in enumerate(made):
        roles = [AppointmentRole.HOLDER, *([AppointmentRole.LIAISON] if nth % 2 else [])]
        for role in roles:
            person = who(cast, mesa_number=number, nth=nth, role=role)
            appointments.append(Appointment(seat=seat, person=person, role=role, since_on=since_on))
    Appointment.objects.bulk_create(appointments)
    return made, {each.seat_id: each.person for each in appointments}, teller


def who(cast, *, mesa_number, nth, role):
    """The facilitator runs the first three mesas; the liaison sits at the first two."""
    _ministra, facilitadora, enlace = cast.people[: len(ROLES)]
    if nth == 0 and mesa_number < 3:
        return facilitadora
    if nth == 1 and mesa_number < 2 and role == AppointmentRole.LIAISON:
        return enlace
    start = len(ROLES)
    return cast.people[start + (mesa_number * 31 + nth * 7 + len(role)) % (PEOPLE - start)]
