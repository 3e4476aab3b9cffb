from destraba.web.components.slots import MOST, slots


def squares(html, kind):
    return html.count(f'class="{kind}"')


def test_each_problem_in_focus_fills_a_square_and_what_fits_stays_free():
    html = slots(3, 2, 5)

    assert [squares(html, kind) for kind in ("focus", "free", "listed")] == [3, 2, 2]


def test_what_does_not_fit_is_marked():
    html = slots(7, 0, 5)

    assert [squares(html, kind) for kind in ("focus", "focus over", "free")] == [5, 2, 0]


def test_too_many_to_draw_are_a_number():
    html = slots(10, MOST, 12)

    assert html.count("<rect") == MOST
    assert "+12" in html
