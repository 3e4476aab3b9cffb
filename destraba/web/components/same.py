"""What a page says the same to everyone, in each language: it is rendered once, and kept."""

from django.template import Context, Node, NodeList, TemplateSyntaxError
from django.template.base import Parser, Token, VariableNode
from django.template.defaulttags import CsrfTokenNode, ForNode, IfNode
from django.urls import get_script_prefix, get_urlconf
from django.utils.safestring import SafeString
from django.utils.translation import get_language

# What they say depends on who looks, or on the page.
DEPENDING = (VariableNode, IfNode, ForNode, CsrfTokenNode)


class Same(Node):
    """Inside, nothing of the request nor of the page is known: it could not be told to others."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist
        self.told: dict[tuple[str | None, str, str | None], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        here = (get_language(), get_script_prefix(), get_urlconf())
        if here not in self.told:
            self.told[here] = self.nodelist.render(context.new())
        return self.told[here]


def same(parser: Parser, _token: Token) -> Same:
    """`{% same %}…{% endsame %}`: half of what the head, the header and the foot cost."""
    nodelist = parser.parse(("endsame",))
    parser.delete_first_token()
    if any(nodelist.get_nodes_by_type(kind) for kind in DEPENDING):
        raise TemplateSyntaxError("`same` holds what everyone is told: close it before, and reopen")
    return Same(nodelist)
