import datetime

import pytest
from django.template import TemplateSyntaxError, engines
from django.utils import translation


def render(source, **context):
    return engines["django"].from_string("{% load components %}" + source).render(context)


def test_what_is_the_same_for_everyone_is_rendered_once_per_language():
    source = "{% load components %}{% same %}{% day on %}{% endsame %}"
    page = engines["django"].from_string(source)

    told = []
    for language in ("es", "en", "es"):
        with translation.override(language):
            told.append(page.render({"on": datetime.date(2026, 1, len(told) + 1)}))

    assert told[0] == told[2] == page.template.nodelist[1].told["es", "/", None]
    assert len(page.template.nodelist[1].told) == 2


@pytest.mark.parametrize("inside", ["{{ name }}", "{% if name %}!{% endif %}", "{% csrf_token %}"])
def test_nothing_inside_may_depend_on_who_looks(inside):
    with pytest.raises(TemplateSyntaxError, match="everyone"):
        render(f"{{% same %}}<b>{inside}</b>{{% endsame %}}", name="Ana")
