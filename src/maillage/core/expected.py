"""What is expected of the reader on a page: one gesture, the others folded beside its button."""

from collections.abc import Callable

from django.template import Context, Node, NodeList, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from maillage.core.agenda import Waiting

MOST_IN_VIEW = 2


class ExpectedNode(Node):
    """The block at the right of a title, and inside it the list of the other gestures."""

    def __init__(self, own: FilterExpression | None, *, calls: bool, nodelist: NodeList) -> None:
        """`own` is what the page itself expects, before its tool; it `calls` when others wait."""
        self.own, self.calls, self.nodelist = own, calls, nodelist

    def render(self, context: Context) -> str:
        """The gesture that the page expects, or its tool; nothing where nothing is expected."""
        own = self.own.resolve(context, ignore_failures=True) if self.own else None
        called = None if own else _called(context)
        others = self.nodelist.render(context)
        return render_to_string(
            "core/parts/expected.html",
            {
                "first": own or called,
                "calls": self.calls if own else called is not None and not called.can_wait,
                "others": mark_safe(others) if "<li" in others else "",
                "few": mark_safe(_as_buttons(others)) if _are_few(others, own or called) else "",
                "here": context["request"].path if "request" in context else "",
            },
        )


def page_expects(context: Context) -> bool:
    """Whether the page already has its filled button, in what it expects: its bar has none."""
    first: Waiting | None = context.get("gesture") or _called(context)
    return first is not None and first.url not in {"", context["request"].path}


def _are_few(others: str, first: Waiting | None) -> bool:
    """Whether the only gestures of a page are few enough to stand in view."""
    return first is None and 0 < others.count("<li") <= MOST_IN_VIEW


def _as_buttons(others: str) -> str:
    return others.replace("<a href=", '<a class="m-button" href=')


def _called(context: Context) -> Waiting | None:
    read: Callable[[], Waiting | None] | None = context.get("expected")
    return read() if read else None


def expected_tag(parser: Parser, token: Token) -> ExpectedNode:
    """{% expected gesture calls %}<li>…</li>{% endexpected %}: one gesture, others folded."""
    name, *words = token.split_contents()
    own, calls = words[:1], words[1:]
    if calls not in ([], ["calls"]):
        raise TemplateSyntaxError(f"{name} takes a gesture, then the word calls, and no more")
    nodelist = parser.parse(("endexpected",))
    parser.delete_first_token()
    expression = parser.compile_filter(own[0]) if own else None
    return ExpectedNode(expression, calls=bool(calls), nodelist=nodelist)
