"""`{% url %}`, whose address is worked out once for the same page and the same parts."""

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as parsed_url
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape

from maillage.core.links import address

register = template.Library()


class AddressNode(URLNode):
    """The address of a page by its name and its parts in order; Django answers the rest."""

    def render(self, context: Context) -> str:
        """The address, escaped; nothing where it is kept under a name."""
        if self.kwargs:
            return super().render(context)
        parts = [part.resolve(context) for part in self.args]
        try:
            result = address(self.view_name.resolve(context), *parts)
        except NoReverseMatch:
            return super().render(context)  # it says whether to raise or to keep nothing
        if self.asvar is None:
            return conditional_escape(result)
        context[self.asvar] = result
        return ""


@register.tag
def url(parser: Parser, token: Token) -> AddressNode:
    """Django's own tag, in every template, answered by `core.links`."""
    node = parsed_url(parser, token)
    return AddressNode(node.view_name, node.args, node.kwargs, node.asvar)
