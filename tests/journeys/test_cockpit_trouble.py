"""What goes wrong around a session: an account that is out, a server that is not there, a hurry."""

from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from destraba.kit.vocabulary import ItemState
from destraba.mesas.models import AgendaItem
from tests.chromium import until

from .test_cockpit import address, came, saved, text_of

GONE = {"status": 502, "content_type": "text/html", "body": "<h1>502 Bad Gateway</h1>"}
MARKED = "#attendance-count"


def enter_again(page, person):
    """In another tab of the same browser, with the key that every entry gives."""
    client = Client()
    client.force_login(person)
    cookies = client.cookies.items()
    kept = [{"name": name, "value": each.value, "url": page.url} for name, each in cookies]
    page.context.clear_cookies()
    page.context.add_cookies(kept)
    other = page.context.new_page()
    other.goto("/perfil/")
    other.close()


def test_who_comes_in_again_in_another_tab_loses_neither_taps_nor_words(
    open_as, going_on, facilitadora
):
    page = open_as(facilitadora, address(going_on))
    page.context.clear_cookies()
    page.locator(".place .tap").first.click()
    page.get_by_label("Qué se dijo").fill("Ya hay un plano.")
    expect(page.locator(".connection")).to_contain_text("Su cuenta salió")
    assert came(going_on) == 0

    enter_again(page, facilitadora)

    expect(page.locator(MARKED)).to_contain_text("1 de 3")
    expect(saved(page, "Qué se dijo")).to_contain_text("Guardado")
    assert came(going_on) == 1
    assert text_of(going_on) == "Ya hay un plano."


def test_what_one_wrote_does_not_go_under_the_name_of_who_entered_after_her(
    open_as, going_on, facilitadora, colleague
):
    page = open_as(facilitadora, address(going_on))
    enter_again(page, colleague)

    page.get_by_label("Qué se dijo").fill("Esto lo escribí yo.")
    page.locator(".place .tap").first.click()

    expect(page.locator(".connection")).to_contain_text("Su cuenta salió")
    page.wait_for_timeout(9000)
    expect(page.locator(".connection")).to_contain_text("Su cuenta salió")
    assert came(going_on) == 0
    assert not going_on.items.filter(notes__text__contains="escribí").exists()


def test_a_tap_waits_for_a_server_that_is_not_there(open_as, going_on, facilitadora):
    page = open_as(facilitadora, address(going_on))
    page.route("**/en-curso/**", lambda route: route.fulfill(**GONE))
    page.locator(".place .tap").first.click()
    expect(page.locator(".connection")).to_contain_text("Sin conexión")
    expect(page.locator(".toast")).to_contain_text("Lo escrito sigue aquí")
    expect(page.locator(".toast")).not_to_contain_text("Gateway")

    page.unroute("**/en-curso/**")

    expect(page.locator(MARKED)).to_contain_text("1 de 3")
    assert came(going_on) == 1


def test_whoever_leaves_with_taps_on_their_way_is_asked(open_as, going_on, facilitadora):
    page = open_as(facilitadora, address(going_on))
    asked, held = [], []
    page.on("dialog", lambda dialog: asked.append(dialog.type) or dialog.dismiss())
    page.route("**/asistencia/**", lambda route: route.continue_() if held else held.append(route))
    for tap in page.locator(".place .tap").all()[:3]:
        tap.click()

    page.get_by_role("link", name="Cerrar la sesión").click(no_wait_after=True)

    until(page, lambda: asked)
    assert asked == ["beforeunload"]
    held[0].continue_()
    until(page, lambda: came(going_on) == 3)


def test_whoever_marks_sees_what_another_marks(open_as, going_on, facilitadora, colleague):
    mine = open_as(facilitadora, address(going_on))
    hers = open_as(colleague, address(going_on))
    mine.locator(".place .tap").nth(0).click()
    expect(mine.locator(".place.sent")).to_have_count(0)

    hers.locator(".place .tap").nth(1).click()

    expect(mine.locator(MARKED)).to_contain_text("2 de 3")
    expect(mine.locator(".place .tap").nth(0)).to_be_focused()


def test_a_double_click_goes_on_by_one_item(open_as, going_on, facilitadora):
    later = going_on.items.get(position=3)
    AgendaItem.add(going_on, title="Otra cosa", by=facilitadora, at=later.meeting.opened_at)
    page = open_as(facilitadora, address(going_on))
    box = page.locator("#following").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    page.mouse.click(x, y)
    expect(page.locator("#hand-title")).to_contain_text("Crédito")
    page.mouse.down(click_count=2)
    page.mouse.up(click_count=2)

    page.wait_for_timeout(500)
    later.refresh_from_db()
    assert later.state == ItemState.CURRENT


def test_a_double_click_seats_a_guest_once_and_takes_her_away_once(open_as, going_on, facilitadora):
    page = open_as(facilitadora, address(going_on))
    page.locator("#invite").click()
    page.get_by_label("Nombre").fill("Rosa Quispe")
    page.get_by_role("button", name="Sentar").dblclick()
    expect(page.locator("#sheet")).to_be_hidden()
    page.wait_for_timeout(500)
    assert going_on.attendances.filter(guest_name="Rosa Quispe").count() == 1

    page.get_by_role("button", name="Quitar a Rosa Quispe").dblclick()

    expect(page.locator(".place.guest")).to_have_count(0)
    page.wait_for_timeout(500)
    expect(page.locator(".toast")).to_have_count(0)


def test_taps_at_a_session_that_was_closed_meanwhile_are_refused_once_in_words(
    open_as, going_on, facilitadora, colleague
):
    page = open_as(facilitadora, address(going_on))
    going_on.close(nothing_promised=True, by=colleague, at=timezone.now())

    page.evaluate("document.querySelectorAll('.place .tap').forEach((tap) => tap.click())")

    expect(page.locator("button.tap")).to_have_count(0)
    expect(page.locator(".toast")).to_have_count(1)
    expect(page.locator(".toast")).to_contain_text("La sesión está cerrada")


def test_without_a_line_whoever_turns_to_another_item_is_told(open_as, going_on, facilitadora):
    page = open_as(facilitadora, address(going_on))
    page.context.set_offline(True)

    for told in ("Seguimiento", "Otro punto"):
        page.get_by_role("link", name=told).click()
        expect(page.locator(".toast")).to_contain_text("No se pudo: sin conexión")
        page.get_by_role("button", name="Cerrar aviso").click()


def test_what_was_told_of_a_bad_line_goes_when_the_line_is_back(open_as, going_on, facilitadora):
    page = open_as(facilitadora, address(going_on))
    page.context.set_offline(True)
    page.locator("#line").fill("Enviar opinión @AFOR +10d")
    page.locator("#line").press("Enter")
    expect(page.locator(".toast")).to_contain_text("No se pudo: sin conexión")
    expect(page.locator(".connection")).to_contain_text("Sin conexión")

    page.context.set_offline(False)

    expect(page.locator(".toast")).to_have_count(0)
    expect(page.locator(".connection")).to_contain_text("En línea")
    expect(page.locator("#line")).to_have_value("Enviar opinión @AFOR +10d")


def test_a_note_taken_back_to_what_the_server_has_waits_for_no_line(
    open_as, going_on, facilitadora
):
    page = open_as(facilitadora, address(going_on))
    note = page.get_by_label("Qué se dijo")
    page.context.set_offline(True)
    note.press_sequentially("no")
    expect(saved(page, "Qué se dijo")).to_contain_text("Sin conexión")

    note.fill("")

    expect(saved(page, "Qué se dijo")).to_contain_text("Guardado")
    page.context.set_offline(False)
    expect(saved(page, "Qué se dijo")).not_to_contain_text("Sin conexión")
