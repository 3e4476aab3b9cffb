"""A mesa with something of every kind, and more of each kind whenever it is asked for."""

import datetime
from decimal import Decimal
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile

from destraba.kit.vocabulary import Body, Criterion, MeetingKind, NoteKind, Presence, ProgrammeRole
from destraba.mesas import public_figures
from destraba.mesas.models import (
    Agreement,
    Attendance,
    Brief,
    Candidate,
    Cause,
    ChangeSpace,
    Commitment,
    Decision,
    Diagnosis,
    Elevation,
    Entrusting,
    FieldNote,
    Guideline,
    ListeningNote,
    Meeting,
    Norm,
    Note,
    Objection,
    Option,
    Problem,
    Programme,
    Review,
    SetAside,
    TeamMember,
    Trial,
)
from destraba.mesas.models.listening import Said
from destraba.people.models import Post, Role, Territory
from tests.below import articulator, sent, territorial
from tests.conftest import NOON
from tests.factories import (
    LONG_AGO,
    AgendaItemFactory,
    AppointmentFactory,
    CommitmentFactory,
    MeetingFactory,
    MesaFactory,
    OrganizationFactory,
    PersonFactory,
    ProblemFactory,
    SeatFactory,
)

TODAY = NOON.date()
DAY = datetime.timedelta(days=1)


class Crowd:
    def __init__(self, mesa, cast):
        self.mesa, self.cast, self.numbers = mesa, cast, count(1)
        self.told = {"by": cast.facilitadora, "at": NOON}
        self.seat = cast.enlace.appointments.get().seat
        self.agency = self.seat.organization
        self.coordinadora = PersonFactory(name="Coordinadora")
        Role.give(self.coordinadora, ProgrammeRole.COORDINATOR, since_on=LONG_AGO, **self.told)
        self.problem = ProblemFactory(mesa=mesa, state="in_focus", metric="Días")
        self.owed, self.kept = self._promise(), self._promise()
        file = SimpleUploadedFile("prueba.txt", b"Se hizo.")
        self.kept.fulfil(evidence="Se hizo.", upload=file, **self.told)
        self.cause = Cause.suppose(self.problem, text="Falta una norma.", **self.told)
        self._meet()
        self._solve()
        self.snapshots = [public_figures.take(title="Cifras", **self.told) for _twice in "ab"]
        self.member = self._of_the_team(self.cast.facilitadora, "leader")
        told = {"decider": "Ministra", "decided_on": TODAY, "why": "Urge."}
        self.candidate = self._candidate(self.cast.facilitadora, self.cast.ministra)
        self.later = self._candidate(self.cast.facilitadora)
        self.later.set_aside(why="El equipo no alcanza.", **self.told)
        self.decision = Decision.take(kind="convene", **told, **self.told)
        self.resting = MesaFactory(name="Mesa que descansa")
        seat = SeatFactory(mesa=self.resting, body=Body.DEDICATED_TEAM)
        AppointmentFactory(seat=seat, person=self.cast.facilitadora)
        self.resting.suspend(why="Cambió el ministro.", **self.told)
        self._life(0)
        self.premesa = MeetingFactory(mesa=self.mesa, kind=MeetingKind.PREMESA, starts_at=NOON)
        self._listen(self.agency, 0)
        self.asked_of = self.cast.ministra
        self.raised, self.drafted = self._elevate(), self._elevate(is_up=False)
        self.guideline = self._propose()
        self.authority = self._call_an_authority()
        self.below = territorial(self.mesa)
        self.articuladora = articulator(self.below)
        self.referral, self.sent = self._hand_up(), self._hand_up(is_taken=False)
        self.handed, self.beyond = self._hand_down(), ProblemFactory(mesa=self.below)

    def _propose(self):
        """What the minister proposed to two mesas, and how the first says that it goes."""
        text = f"Que sea por hora {next(self.numbers)}"
        told = {"wanted_by": TODAY + 9 * DAY, "proposer": self.cast.ministra, **self.told}
        guideline, _other = Guideline.propose([self.mesa, MesaFactory()], text=text, **told)
        return guideline

    def _call_an_authority(self):
        """Of the high level, at an ordinary session."""
        person = PersonFactory(name=f"Viceministra {next(self.numbers)}")
        Post.take(person, self.agency, title="Viceministra", since_on=None, **self.told)
        for meeting in (self.convened, self.closed, self.going_on):
            seat = SeatFactory(mesa=self.mesa, organization=OrganizationFactory())
            meeting.invitations.create(seat=seat, person=person, at=NOON)
        return person

    def _elevate(self, *, is_up=True):
        """What went up, with its brief; or what is still being prepared."""
        problem = ProblemFactory(mesa=self.mesa)
        problem.involve(self.agency, role="must_act", liaison=self.cast.enlace, **self.told)
        told = {"motive": "budget", "asked": "Que sí", "wanted_by": TODAY + 9 * DAY, **self.told}
        elevation = Elevation.prepare(problem=problem, asked_of=self.asked_of, **told)
        Brief.write(elevation, text="Lo que pasa.", **self.told)
        elevation.warn(**self.told)
        if is_up:
            elevation.go_up(**self.told)
        return elevation

    def _hand_up(self, *, is_taken=True):
        """From below; accepted into a problem that has moved since, or waiting to be."""
        told = {"by": self.articuladora, "at": NOON, "title": f"Puente {next(self.numbers)}"}
        referral = sent(self.below, self.mesa, **told)
        if is_taken:
            referral.accept(words="Sí", problem=self.problem, **self.told)
        return referral

    def _referrals(self, number):
        """More of each kind; of the first, more steps; and problems without level or unsent."""
        self._hand_up(), self._hand_up(is_taken=False)
        self.referral.answer(words=f"En parte {number}", is_partial=True, **self.told)
        told = {"who": "Caminos", "starts_on": TODAY, "commitments": [self._promise()]}
        self._hand_up().solve(words="Así", **told, **self.told)
        ProblemFactory(mesa=self.below)
        unsent = ProblemFactory(mesa=self.below)
        unsent.place("third", why="Sí", by=self.articuladora, at=NOON - 40 * DAY)
        self.sent.problem.place("third", why=f"Sí {number}", by=self.articuladora, at=NOON)

    def _hand_down(self):
        told = {"to": self.below, "why": "Mirar.", **self.told}
        return Entrusting.entrust(self._promise(), **told)

    def _field(self, organization, number):
        """More to follow below, of each kind, with what was noted; and other mesas there."""
        told = {"noted_on": TODAY - number * DAY, "course": "same", "organization": organization}
        told |= {"by": self.articuladora, "at": NOON}
        FieldNote.note(self.below, text=f"Vio {number}", **told)
        for commitment in (CommitmentFactory(mesa=self.below), self.handed.commitment):
            FieldNote.note(self.below, commitment=commitment, **told)
        executed = ProblemFactory(mesa=self.below, level="second")
        FieldNote.note(self.below, problem=executed, **told)
        FieldNote.note(self.below, commitment=self._hand_down().commitment, **told)
        CommitmentFactory(mesa=self.below, due_on=TODAY - number * DAY)
        self.beyond.involve(organization, role="must_act", **self.told)
        place = Territory.enter(scheme="iso3166-2", code=f"QM-{number}", name=f"Lugar {number}")
        self.below.territories.add(place)
        other = territorial(self.mesa, name=f"Otra territorial {number}")
        other.territories.add(place)
        seat = SeatFactory(mesa=other, body=Body.DEDICATED_TEAM)
        AppointmentFactory(seat=seat, person=self.articuladora)

    def _elevations(self, organization, number):
        """More that wait, one that was decided, and more versions and parties of the first."""
        self._elevate()
        decided = self._elevate()
        decided.decide(
            ruling="other",
            words="Sí.",
            decider=self.asked_of,
            decided_on=TODAY,
            made=[self._promise(), self.owed],
            **self.told,
        )
        for elevation in (self.raised, self.drafted):
            version = elevation.briefs.count() + 1
            elevation.briefs.create(version=version, text=f"Versión {number}.", **self.told)
            elevation.about.involve(organization, role="must_act", **self.told)
        self._propose().link(self.problem, **self.told)
        self._call_an_authority()
        self.guideline.steps.create(kind="reported", words="Va.", on=TODAY, **self.told)
        stuck = ProblemFactory(mesa=self.mesa, state="in_focus")
        stuck.involve(self.agency, role="must_act", **self.told)
        Problem.objects.filter(pk=stuck.pk).update(moved_on=TODAY - 40 * DAY)
        aside = ProblemFactory(mesa=self.mesa)
        SetAside.keep(self.mesa, signal="R07", problem=aside, why="No.", **self.told)
        self.raised.turns.create(kind="studied", words="Se mira.", on=TODAY, **self.told)

    def _candidate(self, *people):
        """With what several people gave it, one of them twice."""
        told = {"scope": "De la fibra.", "sections": ["C"], "asked_by": self.agency}
        name = f"Candidata {next(self.numbers)}"
        candidate = Candidate.put_forward(name=name, **told, **self.told)
        for value, person in enumerate([*people, *people[:1]]):
            given = dict.fromkeys(Criterion.values, (1 + value % 5, "Se vio."))
            candidate.score_all(given, by=person, at=NOON)
        return candidate

    def _of_the_team(self, person, role):
        """With a declaration of each kind."""
        member = TeamMember.join(person, role=role, since_on=LONG_AGO, **self.told)
        member.declare(has_interest=False, on=TODAY, **self.told)
        told = {"organization": self.agency, "words": "Acciones.", "on": TODAY}
        member.declare(has_interest=True, **told, **self.told)
        return member

    def who(self, name):
        own = {"coordinadora", "articuladora"}
        return getattr(self if name in own else self.cast, name)

    def _meet(self):
        """One meeting in each state."""
        self.closed = MeetingFactory(mesa=self.mesa, starts_at=NOON - 14 * DAY)
        self.going_on = MeetingFactory(mesa=self.mesa, kind=MeetingKind.INTERSESSION)
        self.convened = MeetingFactory(mesa=self.mesa, starts_at=NOON + 3 * DAY)
        self.planned = MeetingFactory(mesa=self.mesa, starts_at=NOON + 17 * DAY)
        self.meetings = [self.closed, self.going_on, self.convened, self.planned]
        self.items = [
            AgendaItemFactory(meeting=each, problem=self.problem) for each in self.meetings
        ]
        self.convened.convene(seats=[self.seat], **self.told)
        then = {**self.told, "at": self.closed.starts_at}
        self.closed.open(**then)
        self.closed.close(nothing_promised=True, **then)
        self.going_on.open(**self.told)
        self.at_hand = self.items[1]
        self.agreement = Agreement.note(self.at_hand, text="Basta una firma.", **self.told)
        self.made = self._promise(meeting=self.going_on, item=self.at_hand)

    def _promise(self, **more):
        return Commitment.make(
            self.mesa,
            promise="Publicar el instructivo",
            responsible=self.agency,
            contact=self.cast.enlace,
            due_on=TODAY + 9 * DAY,
            follower=self.cast.facilitadora,
            problem=self.problem,
            **more,
            **self.told,
        )

    def _solve(self):
        """A problem with solutions of every state, an exemption among them, tried and measured."""
        self.norm = Norm.keep(self.mesa, kind="ley", number="1", body=self.agency, **self.told)
        self.chosen = self._option("Exonerar", instrument="vertical")
        days = [(TODAY + 30 * DAY).isoformat()]
        guardrails = {"ends_on": TODAY + 90 * DAY, "review_on": days, "benefit": "Empleo"}
        guardrails |= {"complements": "Laboratorio", "fiscal_cost": "2"}
        self.chosen.choose(why="Urge.", guardrails=guardrails, **self.told)
        self.chosen.advance(stage="agreed", words="Sí.", norm=self.norm, **self.told)
        self.competing = self._option("Capacitar")
        self.left = self._option("Regalar")
        self.left.set_aside(why="Cara.", **self.told)
        self.trial = Trial.begin(self.chosen, text="Un mes", since_on=TODAY, **self.told)

    def _option(self, title, **more):
        told = {"proposer": self.agency, "payer": self.agency, "unit": "días", **more}
        return Option.propose(self.problem, title=title, **told, **self.told)

    def _solutions(self, organization, number):
        """More of each: those that compete, what happened to the chosen one, its trials."""
        self.agency, agency = organization, self.agency
        other = self._option(f"Otra {number}")
        self._option(f"Apartada {number}").set_aside(why="Cara.", **self.told)
        self.agency = agency
        stage = "published" if number % 2 else "agreed"
        told = {"stage": stage, "norm": self.norm, "on": "2026", **self.told}
        self.chosen.stages.create(words="Fue y volvió.", **told)
        ends_on = TODAY + (90 + number) * DAY
        self.chosen.renew(ends_on=ends_on, why="Sigue.", **self.told)
        shown = {"cost": "1", "benefit": "2", "found_in": "Informe", "outcome": "keep"}
        Review.write(self.chosen, why=f"Vale {number}.", **shown, **self.told)
        other.reword(due_stage="published", due_on=TODAY, reuses=self.left, why=".", **self.told)
        for option in (self.chosen, other):
            trial = Trial.begin(option, text="En pequeño", since_on=TODAY, **self.told)
            for each in (trial, self.trial):
                each.measure(on=TODAY - number * DAY, value=Decimal(number), **self.told)
            trial.conclude(verdict="partly", why="Faltó avisar.", **self.told)

    def grow(self, more):
        for _ in range(more):
            number = next(self.numbers)
            organization = OrganizationFactory(parent=self.agency)
            person = PersonFactory()
            self._sit(organization, person, number)
            self._trouble(organization, person, number)
            self._solutions(organization, number)
            self._promises(organization, number)
            self._sessions(organization, number)
            self._elsewhere()
            self._decisions(number)
            self._life(number)
            self._candidates(person)
            self._listen(organization, number)
            self._elevations(organization, number)
            self._referrals(number)
            self._field(organization, number)

    def _listen(self, organization, number):
        """A conversation with things said: one that resembles others, one in a problem already."""
        told = {"organization": organization, "speaker": f"Voz {number}", "heard_on": TODAY}
        said = [Said(f"El permiso de importar hilado demora {number}", "La aduana"), Said("Otra")]
        more = {"deficits": ["DWD01"], "liaison": f"Enlace {number}", "meeting": self.premesa}
        self.heard = ListeningNote.hear(self.mesa, said=said, **told, **more, **self.told)
        self.problem.gather([self.heard.statements.last()], **self.told)
        last = self.mesa.diagnoses.count()
        Diagnosis.write(self.mesa, text=f"## Versión {number}", base=last, **self.told)
        MeetingFactory(mesa=self.mesa, kind=MeetingKind.PREMESA, starts_at=NOON - number * DAY)

    def _candidates(self, person):
        self._candidate(person, self.cast.facilitadora)
        self._candidate(person).choose(why="Urge.", decider="Ministra", **self.told)
        told = {"value": 2, "reason": "Se vio.", "by": person, "at": NOON}
        self.candidate.score("technical", **told)
        weights = {"technical": next(self.numbers) % 5, "breadth": 3}
        Programme.current().weigh(weights, why="Se conversó.", **self.told)

    def _life(self, number):
        """A turn, a mesa that joins it, a revision of its roadmap, a look at the room."""
        scope = {"scope": f"Alcance {number}", "way": "narrowed", "why": "Llegar."}
        self.mesa.rescope(**scope, **self.told)
        other = MesaFactory(name=f"Mesa unida {number}")
        told = {"kind": "merged", "other": self.mesa, "happened_on": TODAY.isoformat()}
        other.life.create(**told, host=self.agency)
        space = {"authority": "wide", "authority_why": f"Lo dijo {number} veces."}
        ChangeSpace.assess(self.problem, **space, **self.told)
        content = {"focus": [{"ref": self.problem.ref, "title": self.problem.title}]}
        agreed_on = TODAY if number else LONG_AGO
        told = {"number": number + 1, "agreed_on": agreed_on, "content": content}
        self.mesa.roadmap_revisions.create(**told, written_by=self.cast.facilitadora)

    def _decisions(self, number):
        member = self._of_the_team(PersonFactory(), "core")
        told = {"decider": "Ministra", "decided_on": TODAY, "why": "Urge."}
        Decision.take(kind="go", mesa=self.mesa, **told, **self.told)
        Decision.take(kind="convene", **told, **self.told)
        self.member.converse(criteria={"ethics": f"Referencia {number}"}, **self.told)
        self._of_the_team(PersonFactory(), "recruit").leave(on=TODAY, why="Rota.", **self.told)
        seat = SeatFactory(mesa=MesaFactory(state="proposed"), body=Body.DEDICATED_TEAM)
        AppointmentFactory(seat=seat, person=member.person)

    def _sit(self, organization, person, number):
        seat = SeatFactory(mesa=self.mesa, organization=organization)
        AppointmentFactory(seat=seat, person=person)
        AppointmentFactory(seat=seat, person=PersonFactory(), role="alternate")
        SeatFactory(mesa=self.mesa, organization=self.agency, label=f"Dirección {number}")
        Post.take(person, self.agency, title="Analista", since_on=LONG_AGO, **self.told)
        name = {"name": f"Agencia {number}", "acronym": f"A{number}", "why": "Cambió."}
        self.agency.rename(**name, on=TODAY + number * DAY, **self.told)
        self.seat = self.seat.__class__.objects.get(pk=self.seat.pk)
        for meeting in self.meetings[1:3]:
            Attendance.mark(meeting, seat, presence=Presence.PRESENT, **self.told)
        self.convened.convene(seats=[seat], **self.told)

    def _trouble(self, organization, person, number):
        other = Problem.raise_at(self.mesa, title=f"Traba {number}", **self.told)
        other.involve(self.agency, role="must_act", liaison=self.cast.enlace, **self.told)
        if number % 2:
            other.focus(why="Urge.", why_more="Son varias.", **self.told)
        self.problem.involve(organization, role="must_act", liaison=person, **self.told)
        told = {"said_by": organization, **self.told}
        Cause.suppose(self.problem, text=f"Razón {number}.", parent=self.cause, **told)
        self.cause.change_spaces.create(problem=self.problem, assessed_by=person)
        again = {"said_by": None, "would_refute": "", "why": "Mejor.", **self.told}
        self.cause.reword(text=f"Falta una norma: {number}.", **again)
        self.reading = self.problem.gauge(value=Decimal(number), on="2026", **self.told)
        self.problem.also_call(f"Nombre {number}", organization=organization, **self.told)

    def _promises(self, organization, number):
        late = self._promise()
        late.extend(due_on=TODAY + 20 * DAY, reason="Falta.", **self.told)
        self.owed.extend(due_on=TODAY + (20 + number) * DAY, reason="Falta.", **self.told)
        self._promise().fulfil(evidence="Se hizo.", **self.told)
        self._promise().withdraw(reason="Ya no.", **self.told)
        CommitmentFactory(mesa=self.mesa, responsible=organization, due_on=TODAY - number * DAY)

    def _sessions(self, organization, number):
        MeetingFactory(mesa=self.mesa, state="closed", starts_at=NOON - (14 + number) * DAY)
        for meeting in self.meetings:
            problem = ProblemFactory(mesa=self.mesa)
            item = AgendaItemFactory(meeting=meeting, problem=problem, came_from=self.items[0])
            if meeting in self.meetings[:2]:
                self._talk(item, meeting, organization)
        self.agreement.object(organization, words="No.", **self.told)
        Agreement.note(self.at_hand, text="Otro acuerdo.", **self.told)
        self._promise(meeting=self.going_on, item=self.at_hand)
        guest = {"guest_name": f"Invitada {number}", "organization": organization}
        Attendance.receive(self.going_on, **guest, **self.told)
        self.closed.reissue_record(why="Faltaba algo.", **self.told)

    def _talk(self, item, meeting, organization):
        Note.write(item, NoteKind.SAID, text="Se dijo.", base=0, **self.told)
        agreement = Agreement.objects.create(item=item, text="Se acordó.", **self.told)
        told = {"organization": organization, "words": "No.", **self.told}
        Objection.objects.create(agreement=agreement, **told)
        CommitmentFactory(mesa=self.mesa, meeting=meeting, item=item, responsible=organization)

    def _elsewhere(self):
        """Another mesa, run by the same person."""
        mesa = MesaFactory(name=f"Mesa {next(self.numbers)}")
        seat = SeatFactory(mesa=mesa, body=Body.DEDICATED_TEAM)
        AppointmentFactory(seat=seat, person=self.cast.facilitadora)
        Meeting.plan(mesa, starts_at=NOON + 5 * DAY, **self.told)
        ProblemFactory(mesa=mesa)
