"""How is the map of missions put on a page?"""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from maillage.core import marks
from maillage.core.sprite import sprite
from maillage.core.templatetags.maillage import mark_bare
from maillage.ground.missions.mission_map.drawing.columns import column_leaf_html
from maillage.ground.missions.mission_map.drawing.description import Leaf, MissionTree
from maillage.ground.missions.mission_map.drawing.tree import draw_tree
from maillage.ground.missions.mission_map.drawing.tree_svg import tree_svg

register = template.Library()


@register.simple_tag
def mission_map(tree: MissionTree, view: str, tree_url: str, columns_url: str) -> SafeString:
    """The plate of the map, its view (tree or columns) and the addresses of both."""
    values = {"tree": tree, "view": view, "tree_url": tree_url, "columns_url": columns_url}
    return render_to_string("missions/map/map.html", values)


@register.simple_tag
def mission_tree(tree: MissionTree) -> SafeString:
    """The map of missions drawn as a tree."""
    return tree_svg(draw_tree(tree), sprite())


@register.simple_tag
def column_leaf(tree: MissionTree, leaf: Leaf) -> SafeString:
    """A mission in the columns, with what the inset says of it."""
    return column_leaf_html(tree, leaf, sprite())


@register.filter
def with_marks(html: str) -> SafeString:
    """The help, each mark that its lists explain drawn before its word."""
    for family in ("state", "answer"):
        for value, mark in marks.FAMILIES[family].items():
            word = f"<strong>{mark.word}</strong>"
            html = html.replace(f"<li>{word}", f"<li>{mark_bare(family, value)} {word}")
    return SafeString(html)
