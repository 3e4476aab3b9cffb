"""Somebody takes over: the dossier is carried away, and the newcomer learns what is hers."""

import datetime
import re
import shutil
import subprocess

import docx
import pytest
from django.core import mail
from django.utils import timezone

from destraba.kit.vocabulary import AppointmentRole, NoteKind
from destraba.mesas.models import Note
from destraba.people.models import Person
from tests.factories import (
    AgendaItemFactory,
    CommitmentFactory,
    MeetingFactory,
    ProblemFactory,
)

from .conftest import check_accessible, photograph

SECRET = "una clave larga y propia"
DAY = datetime.timedelta(days=1)


@pytest.fixture
def owed(mesa, cast):
    """What the employers' seat owes since long ago, put off once, with something learned."""
    today = timezone.localdate()
    seat = cast.gremio.appointments.get().seat
    problem = ProblemFactory(mesa=mesa, title="El registro tarda 90 días", state="in_focus")
    meeting = MeetingFactory(mesa=mesa, number=3, starts_at=timezone.now() - 30 * DAY)
    item = AgendaItemFactory(meeting=meeting, problem=problem)
    Note.objects.create(item=item, kind=NoteKind.LEARNED, text="El plano se pide dos veces")
    promise = CommitmentFactory(
        mesa=mesa,
        promise="Publicar la guía",
        problem=problem,
        meeting=meeting,
        seat=seat,
        responsible=seat.organization,
        contact=cast.gremio,
        made_on=today - 30 * DAY,
        due_on=today + DAY,
    )
    told = {"by": cast.facilitadora, "at": timezone.now()}
    promise.extend(due_on=today + 9 * DAY, reason="Faltaba la imprenta", **told)
    ProblemFactory(mesa=mesa, title="Bajar la luna").drop(why="Nadie tiene la escalera", **told)
    return promise


@pytest.mark.parametrize("width", [1280, 390])
def test_the_holder_changes_and_the_newcomer_knows_why(open_as, owed, cast, width):
    page = open_as(cast.facilitadora, "/directorio/personas/nueva/", width=width)
    page.get_by_label("Nombre completo").fill("Nora Salas")
    page.get_by_label("Correo").fill("nora@ejemplo.test")
    page.get_by_role("button", name="Guardar").click()
    page.get_by_role("heading", name="Nora Salas").wait_for()
    nora = Person.objects.get(email="nora@ejemplo.test")
    owed.seat.appoint(
        nora,
        role=AppointmentRole.HOLDER,
        since_on=timezone.localdate(),
        by=cast.facilitadora,
        at=timezone.now(),
    )
    page.reload()
    check_accessible(page)
    photograph(page, f"person-to-invite-{width}")
    page.get_by_role("button", name="Invitar a entrar").click()
    page.get_by_text("Salió la invitación a nora@ejemplo.test.").wait_for()

    (letter,) = mail.outbox
    (link,) = re.findall(r"https?://\S+/entrar/olvide/\S+", letter.body)
    hers = open_as(None, link, width=width)
    check_accessible(hers)
    photograph(hers, f"password-{width}")
    hers.locator("[name=password1]").fill(SECRET)
    hers.locator("[name=password2]").fill(SECRET)
    hers.get_by_role("button", name="Guardarla").click()
    hers.wait_for_url("**/entrar/olvide/listo/")
    hers.goto("/entrar/")
    hers.get_by_label("Correo").fill("nora@ejemplo.test")
    hers.get_by_label("Contraseña").fill(SECRET)
    hers.get_by_role("button", name="Entrar").click()

    hers.get_by_role("heading", name="Estos compromisos ahora son suyos").wait_for()
    check_accessible(hers)
    photograph(hers, f"newcomer-{width}")
    for words in ("Publicar la guía", "El registro tarda 90 días", "Faltaba la imprenta"):
        assert hers.locator(".inherited").get_by_text(words).count()
    assert hers.locator(".inherited").get_by_text("Lo prometió primero Gremio").count()
    hers.get_by_role("link", name="Por qué existe esta mesa").click()
    hers.get_by_role("heading", name="Lo que usted responde").wait_for()
    check_accessible(hers)
    photograph(hers, f"excerpt-{width}")
    hers.go_back()
    hers.get_by_role("button", name="Entendido").click()
    hers.get_by_text("Entendido: siguen en «Me toca»").wait_for()
    assert not hers.locator(".inherited").count()


def test_the_dossier_is_read_and_carried_away(open_as, owed, mesa, cast, tmp_path):
    page = open_as(cast.facilitadora, f"/mesas/{mesa.pk}/")
    page.get_by_label("Vida de la mesa").click()
    page.get_by_role("link", name="Traspaso").click()
    page.get_by_role("heading", name="Qué no volver a intentar").wait_for()
    check_accessible(page)
    photograph(page, "dossier")

    with page.expect_download() as coming:
        page.get_by_role("link", name="DOCX").click()
    file = tmp_path / coming.value.suggested_filename
    coming.value.save_as(file)

    text = "\n".join(p.text for p in docx.Document(file).paragraphs)
    for words in ("Publicar la guía", "El plano se pide dos veces", "Nadie tiene la escalera"):
        assert words in text
    if shutil.which("soffice"):
        assert "Nadie tiene la escalera" in printed(file)


def printed(file):
    """What a person reads in it: LibreOffice's own opinion."""
    profile = f"-env:UserInstallation=file://{file.parent}/profile"
    words = ["soffice", profile, "--headless", "--convert-to", "txt:Text", "--outdir"]
    subprocess.run([*words, file.parent, file], check=True, capture_output=True, timeout=120)
    return file.with_suffix(".txt").read_text(encoding="utf-8")
