from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override

from destraba.mesas.models import Meeting
from destraba.web.components.kept import kept
from destraba.web.components.label import label


def test_what_is_safe_never_stands_in_for_what_is_not():
    bold = kept(lambda text: format_html("<p>{}</p>", text))

    assert bold(SafeString("<b>")) == "<p><b></p>"
    assert bold("<b>") == "<p>&lt;b&gt;</p>"


def test_each_language_has_its_own_answer():
    spoken = kept(lambda: get_language())

    with override("es"):
        assert spoken() == "es"
    with override("en"):
        assert spoken() == "en"


def test_it_is_worked_out_once():
    asked = []
    told = kept(lambda number: asked.append(number) or number)

    assert [told(1), told(1), told(2)] == [1, 1, 2]
    assert asked == [1, 2]


def test_a_label_is_what_django_would_say():
    meeting = Meeting(state="closed", kind="periodic")

    assert label(meeting, "state") == meeting.get_state_display()
    assert label(Meeting(kind="otra"), "kind") == "otra"
