"""A session, from its opening to three commitments, with the keyboard alone; and by two at once."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from destraba.kit.vocabulary import ItemState, Presence
from destraba.mesas.models import Attendance, Commitment, Note
from tests.chromium import until

from .conftest import check_accessible, photograph


def address(meeting):
    return f"/sesiones/{meeting.pk}/en-curso/"


def focused(page):
    return page.evaluate("document.activeElement.id")


def tab_to(page, id_, most=80):
    """With the tabulator, as who has no mouse; tells how far it was."""
    for _ in range(most):
        if focused(page) == id_:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"#{id_} is farther than {most} tabs")


def saved(page, label):
    return page.locator(".note", has_text=label).locator(".save-status")


def text_of(meeting, kind="said", position=2):
    return Note.objects.get(item__meeting=meeting, item__position=position, kind=kind).text


def test_with_the_keyboard_alone_from_opening_to_three_commitments(
    open_as, session, facilitadora, enlace
):
    page = open_as(facilitadora, address(session))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # skips to the content
    tab_to(page, "open")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("en curso")

    # Somebody came.
    seat = enlace.appointments.get().seat
    tab_to(page, f"seat-{seat.pk}")
    page.keyboard.press("Space")
    expect(page.locator("#attendance-count")).to_contain_text("1 de 3")
    assert focused(page) == f"seat-{seat.pk}"

    # On to the second item, which begins.
    page.keyboard.press("Alt+PageDown")
    expect(page.locator("#hand-title")).to_contain_text("2 · El registro tarda 90 días")
    expect(page.locator("#hand-title")).to_be_focused()
    tab_to(page, "begin")
    page.keyboard.press("Enter")
    expect(page.locator("#hand")).to_contain_text("en discusión")
    expect(page.locator("#hand-title")).to_be_focused()

    # What is said.
    item = session.items.get(position=2)
    tab_to(page, f"said-{item.pk}")
    page.keyboard.type("Falta el plano.")
    expect(saved(page, "Qué se dijo")).to_contain_text("Guardado")

    # Three promises, one after another, without leaving the line.
    page.keyboard.press("Control+Enter")
    expect(page.locator("#line")).to_be_focused()
    page.keyboard.type("Enviar opinión legal @AF")
    expect(page.locator("#line-options").get_by_role("option", name="AFOR")).to_have_attribute(
        "aria-selected", "true"
    )
    page.keyboard.press("Enter")
    page.keyboard.type("+10d")
    expect(page.locator("#reading")).to_contain_text("en 10 días")
    page.keyboard.press("Enter")
    expect(page.locator("#outcome .promise")).to_have_count(1)
    expect(page.locator("#line")).to_have_value("")
    expect(page.locator("#line")).to_be_focused()
    for line in (
        "Prestar topógrafos @Organización de gremio 31 dic",
        "Revisar el reglamento @AFOR +2s",
    ):
        page.keyboard.type(line)
        page.keyboard.press("Escape")
        page.keyboard.press("Enter")
        expect(page.locator("#outcome")).to_contain_text(line.split(" @")[0])
        expect(page.locator("#line")).to_have_value("")

    assert [each.promise for each in Commitment.objects.filter(meeting=session)] == [
        "Enviar opinión legal",
        "Prestar topógrafos",
        "Revisar el reglamento",
    ]
    assert text_of(session) == "Falta el plano."
    assert session.attendances.get().presence == Presence.PRESENT
    item.refresh_from_db()
    assert item.state == ItemState.CURRENT
    page.reload()
    expect(page.locator("#line")).to_have_value("")


def test_what_is_missing_is_said_and_a_choice_completes_it(open_as, going_on, facilitadora):
    page = open_as(facilitadora, address(going_on))
    line = page.locator("#line")
    line.fill("Enviar opinión legal")
    expect(page.locator("#reading")).to_contain_text("falta quién responde")
    line.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Falta para cuándo")

    page.locator("#reading").get_by_role("button", name="AFOR", exact=True).click()
    page.get_by_role("button", name="en dos semanas").click()
    expect(line).to_have_value("Enviar opinión legal @AFOR +14d")
    expect(page.locator("#reading")).to_contain_text("en 14 días")
    page.get_by_role("button", name="usted da seguimiento").click()
    expect(page.get_by_label("Da seguimiento")).to_be_focused()
    page.get_by_label("Qué se promete").fill("Enviar opinión legal firmada")
    page.get_by_label("Qué se promete").press("Enter")

    expect(page.locator("#outcome")).to_contain_text("Enviar opinión legal firmada")
    assert Commitment.objects.get().promise == "Enviar opinión legal firmada"


def test_a_slip_is_taken_back_and_corrected(open_as, going_on, facilitadora):
    page = open_as(facilitadora, address(going_on))
    page.locator("#line").fill("Enviar opinion @AFOR +10d")
    page.locator("#line").press("Enter")
    page.get_by_role("button", name="Deshacer «Enviar opinion»").click()
    expect(page.locator("#outcome .promise")).to_have_count(0)
    expect(page.locator("#line")).to_have_value("Enviar opinion @AFOR " + due(10))

    page.locator("#line").press("Enter")
    expect(page.locator("#line")).to_have_value("")
    page.locator("#line").fill("Otra cosa que se está")
    page.get_by_role("button", name="Deshacer «Enviar opinion»").click()
    expect(page.locator("#outcome .promise")).to_have_count(0)
    expect(page.locator("#line")).to_have_value("Otra cosa que se está")

    page.locator("#line").fill("Enviar opinion @AFOR +10d")
    page.locator("#line").press("Enter")
    page.get_by_role("link", name="Corregir «Enviar opinion»").click()
    page.get_by_role("dialog").get_by_label("Qué se promete").fill("Enviar opinión")
    page.get_by_role("dialog").get_by_role("button", name="Guardar").click()

    expect(page.locator("#outcome")).to_contain_text("Enviar opinión")
    expect(page.get_by_role("dialog")).to_have_count(0)


def due(days):
    return (timezone.localdate() + datetime.timedelta(days=days)).isoformat()


def test_taps_in_a_hurry_all_count(open_as, going_on, facilitadora):
    page = open_as(facilitadora, address(going_on))
    for tap in page.locator(".place .tap").all():
        tap.dispatch_event("click")

    expect(page.locator("#attendance-count")).to_contain_text("3 de 3")
    expect(page.locator("#attendance-count")).to_contain_text("ED 1/1")
    assert set(going_on.attendances.values_list("presence", flat=True)) == {Presence.PRESENT}


def test_a_tap_is_not_lost_while_the_former_is_answered(open_as, going_on, facilitadora):
    page = open_as(facilitadora, address(going_on))
    taps = page.locator(".place .tap")
    held = []

    def late(route):
        route.continue_() if held else held.append(route)

    page.route("**/en-curso/asistencia/**", late)
    taps.nth(0).click()
    taps.nth(1).hover()
    page.mouse.down()
    until(page, lambda: held)
    held[0].continue_()
    until(page, lambda: came(going_on) == 1)
    page.mouse.up()
    taps.nth(1).click()  # and once more: excused

    expect(page.locator("#attendance-count")).to_contain_text("1 de 3")
    expect(page.locator(".place.excused")).to_have_count(1)
    expect(page.locator(".place.sent")).to_have_count(0)
    kept = sorted(going_on.attendances.values_list("presence", flat=True))
    assert kept == [Presence.EXCUSED, Presence.PRESENT]


def test_a_press_that_goes_nowhere_leaves_the_strip_as_it_stands(open_as, going_on, facilitadora):
    page = open_as(facilitadora, address(going_on))
    taps = page.locator(".place .tap")
    taps.nth(1).hover()
    page.mouse.down()
    taps.nth(0).dispatch_event("click")
    until(page, lambda: came(going_on) == 1)
    expect(page.locator(".place.sent")).to_have_count(1)

    page.mouse.move(5, 5)
    page.mouse.up()

    expect(page.locator(".place.sent")).to_have_count(0)
    expect(page.locator("#attendance-count")).to_contain_text("1 de 3")


def test_taps_without_a_line_go_when_it_is_back(open_as, going_on, facilitadora):
    page = open_as(facilitadora, address(going_on))
    page.context.set_offline(True)
    for tap in page.locator(".place .tap").all()[:2]:
        tap.click()
    expect(page.locator(".connection")).to_contain_text("Sin conexión")
    expect(page.locator(".place.present")).to_have_count(2)
    assert came(going_on) == 0

    page.context.set_offline(False)

    expect(page.locator("#attendance-count")).to_contain_text("2 de 3")
    assert came(going_on) == 2


def came(meeting):
    return meeting.attendances.filter(presence=Presence.PRESENT).count()


def test_a_seat_is_told_in_full_and_a_guest_is_seated(open_as, going_on, facilitadora):
    page = open_as(facilitadora, address(going_on))
    page.get_by_role("link", name="Precisar la asistencia de GREMIO").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("Quién vino").select_option("otra persona")
    sheet.get_by_label("Nombre de la otra persona").fill("Rosa Díaz")
    sheet.get_by_label("En representación de").select_option(label="Gremio, titular")
    check_accessible(page)
    sheet.get_by_role("button", name="Guardar").click()

    expect(page.locator(".place.present")).to_contain_text(
        "Rosa Díaz · en representación de Gremio"
    )
    expect(page.get_by_role("link", name="Precisar la asistencia de GREMIO")).to_be_focused()
    page.get_by_role("link", name="invitar").click()
    sheet.get_by_label("Nombre").fill("Luis Prado")
    sheet.get_by_role("button", name="Sentar").click()
    expect(page.locator("#attendance-count")).to_contain_text("invitados 1")


# Milliseconds that each answer takes: while it comes, one goes on writing.
LATE = """late => {
  const ask = window.fetch;
  window.fetch = async (...told) => {
    const answer = await ask(...told);
    await new Promise((come) => setTimeout(come, late));
    return answer;
  };
}"""


@pytest.mark.parametrize(("late", "pause"), [(0, 0), (1200, 850)])
def test_two_who_write_the_same_note_at_once_lose_nothing_and_repeat_nothing(
    open_as, going_on, facilitadora, colleague, late, pause
):
    one, other = (open_as(person, address(going_on)) for person in (facilitadora, colleague))
    boxes = [page.get_by_label("Qué se dijo") for page in (one, other)]
    for page in (one, other):
        page.evaluate(LATE, late)

    for round_ in range(4):
        for who, box in enumerate(boxes):
            box.press("Control+End")
            box.press_sequentially(f" palabra-{who}-{round_}.", delay=15)
        one.wait_for_timeout(pause)
    for page in (one, other):
        expect(saved(page, "Qué se dijo")).to_contain_text("Guardado")
        page.get_by_label("Qué se dijo").blur()
    words = [f"palabra-{who}-{round_}." for who in range(2) for round_ in range(4)]
    until(one, lambda: all(word in text_of(going_on) for word in words))
    one.wait_for_timeout(1500 + 2 * late)  # what would be kept twice comes later

    text = text_of(going_on)
    assert {word: text.count(word) for word in words} == dict.fromkeys(words, 1), text


def test_the_same_words_changed_by_two_are_shown_to_whom_comes_second(
    open_as, going_on, facilitadora, colleague
):
    item = going_on.items.get(position=2)
    told = {"base": 0, "by": facilitadora, "at": timezone.now()}
    Note.write(item, "said", text="Tarda noventa días", **told)
    one, other = (open_as(person, address(going_on)) for person in (facilitadora, colleague))
    # A box that somebody is in is not brought up to date under their hands.
    other.get_by_label("Qué se dijo").focus()
    one.get_by_label("Qué se dijo").fill("Tarda sesenta días")
    expect(saved(one, "Qué se dijo")).to_contain_text("Guardado")

    other.get_by_label("Qué se dijo").fill("Tarda treinta días")
    expect(other.get_by_text("elija qué queda").first).to_be_visible()
    check_accessible(other)
    photograph(other, "cockpit-conflict")
    other.get_by_role("button", name="Quedarse con ambas").click()
    expect(saved(other, "Qué se dijo")).to_contain_text("Guardado")

    text = text_of(going_on)
    assert "Tarda sesenta días" in text
    assert "Tarda treinta días" in text


def test_without_a_connection_what_is_typed_stays_and_is_sent_when_it_is_back(
    open_as, going_on, facilitadora
):
    page = open_as(facilitadora, address(going_on))
    page.context.set_offline(True)
    page.get_by_label("Qué se dijo").press_sequentially("Sin conexión se sigue.")
    expect(saved(page, "Qué se dijo")).to_contain_text("se guarda en este equipo")
    expect(page.locator("[data-connection]")).to_contain_text("Sin conexión")
    page.locator("#line").fill("Enviar opinión @AFOR +10d")
    page.locator("#line").press("Enter")
    expect(page.locator(".toast")).to_contain_text("Lo escrito sigue aquí")
    assert not Note.objects.exists()

    page.context.set_offline(False)
    expect(saved(page, "Qué se dijo")).to_contain_text("Guardado", timeout=40_000)
    expect(page.locator("#line")).to_have_value("Enviar opinión @AFOR +10d")

    assert text_of(going_on) == "Sin conexión se sigue."


def test_a_page_that_was_closed_gives_back_what_was_not_sent(open_as, going_on, facilitadora):
    page = open_as(facilitadora, address(going_on))
    page.locator("#line").fill("Enviar opinión @AFOR +10d")
    page.get_by_label("Acuerdo sin responsable").fill("Un solo plano")
    page.locator(".point-link").first.click()
    expect(page.locator("#hand-title")).to_contain_text("1 · Seguimiento")
    expect(page.locator("#line")).to_have_value("")
    page.goto("about:blank")
    page.goto(address(going_on))
    expect(page.get_by_label("Acuerdo sin responsable")).to_have_value("Un solo plano")

    expect(page.locator("#line")).to_have_value("Enviar opinión @AFOR +10d")
    expect(page.locator("#reading")).to_contain_text("en 10 días")


def test_whoever_reads_sees_it_live(open_as, going_on, facilitadora, gremio):
    reader = open_as(gremio, address(going_on))
    page = open_as(facilitadora, address(going_on))
    page.get_by_label("Qué aprendimos").fill("No era la ventanilla.")
    page.locator("#line").fill("Enviar opinión @AFOR +10d")
    page.locator("#line").press("Enter")

    expect(reader.locator("#notes")).to_contain_text("No era la ventanilla.", timeout=20_000)
    expect(reader.locator("#outcome")).to_contain_text("Enviar opinión")
    page.get_by_role("button", name="Pasar al siguiente").click()
    expect(page.locator("#hand-title")).to_contain_text("3 · Crédito")
    expect(reader.locator("#hand-title")).to_contain_text("3 · Crédito", timeout=20_000)
    assert reader.locator("textarea, input[name=line]").count() == 0


def test_what_another_writes_arrives_where_one_is_not_writing(
    open_as, going_on, facilitadora, colleague
):
    one, other = (open_as(person, address(going_on)) for person in (facilitadora, colleague))
    other.get_by_label("Qué aprendimos").press_sequentially("A medio escr")
    one.get_by_label("Qué se dijo").fill("Falta el plano.")

    expect(other.get_by_label("Qué se dijo")).to_have_value("Falta el plano.", timeout=20_000)
    expect(other.get_by_label("Qué aprendimos")).to_be_focused()
    expect(other.get_by_label("Qué aprendimos")).to_have_value("A medio escr")


def test_who_was_signed_out_is_told_and_keeps_what_is_written(open_as, going_on, facilitadora):
    page = open_as(facilitadora, address(going_on))
    page.locator("#line").fill("Enviar opinión @AFOR +10d")
    page.context.clear_cookies()
    page.locator("#line").press("Enter")

    expect(page.locator("[data-connection]")).to_contain_text("entre de nuevo")
    expect(page.locator("#line")).to_have_value("Enviar opinión @AFOR +10d")
    assert not Commitment.objects.exists()


def test_the_session_opens_and_closes_before_the_eyes_of_who_reads(
    open_as, session, facilitadora, gremio
):
    reader = open_as(gremio, address(session))
    expect(reader.get_by_text("La sesión no ha comenzado")).to_be_visible()
    session.open(by=facilitadora, at=timezone.now())
    expect(reader.get_by_text("Usted sigue la sesión en vivo")).to_be_visible(timeout=20_000)

    session.close(nothing_promised=True, by=facilitadora, at=timezone.now())
    expect(reader.get_by_text("La sesión se cerró")).to_be_visible(timeout=20_000)


@pytest.mark.parametrize("width", [1280, 390])
def test_everybody_can_use_it(open_as, going_on, facilitadora, gremio, width):
    page = open_as(facilitadora, address(going_on), width=width)
    page.locator("#line").fill("Ver el trámite @GREMIO @nadie el viernes 2 de diciembre")
    expect(page.locator("#reading")).to_contain_text("No se conoce")
    page.locator("#reading summary").click()
    check_accessible(page)
    photograph(page, f"cockpit-{width}")
    page.locator("#line").fill("Publicar @a")
    expect(page.locator("#line-options").get_by_role("option").first).to_be_visible()
    check_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width

    reader = open_as(gremio, address(going_on), width=width)
    check_accessible(reader)


def test_on_a_telephone_the_line_is_at_hand_and_the_agenda_folded(open_as, going_on, facilitadora):
    page = open_as(facilitadora, address(going_on), width=390, height=844, has_touch=True)

    expect(page.locator("#line")).to_be_in_viewport()
    expect(page.locator("#course .point").first).not_to_be_visible()
    expect(page.locator("#course summary")).to_contain_text("El registro tarda 90 días")
    page.mouse.wheel(0, 900)
    expect(page.locator("#line")).to_be_in_viewport()
    expect(page.locator("#hand-title")).to_be_in_viewport()


def test_when_nobody_is_left_to_mark_the_attendance_begins_folded(open_as, going_on, facilitadora):
    page = open_as(facilitadora, address(going_on))
    places = page.locator("#attendance .place")
    expect(places.first).to_be_visible()

    for seat in going_on.seats_at_table():
        Attendance.mark(
            going_on, seat, presence=Presence.PRESENT, by=facilitadora, at=timezone.now()
        )
    page.reload()

    expect(places.first).not_to_be_visible()
    expect(page.locator("#said-" + str(going_on.items.get(position=2).pk))).to_be_in_viewport()
    page.locator("#strip summary").click()
    expect(places.first).to_be_visible()
    page.reload()
    expect(places.first).to_be_visible()
