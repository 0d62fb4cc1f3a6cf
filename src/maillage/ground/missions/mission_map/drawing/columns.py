"""How is a mission written in the columns and in the outline of a phone?"""

from html import escape

from django.utils.safestring import SafeString

from maillage.core import marks
from maillage.ground.missions.mission_map.drawing.description import Leaf, MissionTree
from maillage.ground.missions.mission_map.drawing.words import non_breaking, state_in_words

CURRENT = ' aria-current="true"'


def column_leaf_html(tree: MissionTree, leaf: Leaf, sprite: str) -> SafeString:
    """The line of a mission: its mark, its name, its state in words, what it weighs on.

    The attributes `data-*` are what the inset "Mission choisie" shows of it.
    """
    first = " m-leaf-first" if leaf.first else ""
    state = f'<span class="m-hide">{state_in_words(leaf)}</span>' if leaf.state else ""
    return SafeString(
        f'<li><a class="m-leaf{first}" href="{escape(leaf.url)}" data-leaf="{leaf.slug}"'
        f' data-state="{leaf.state}"{CURRENT if leaf.current else ""}'
        f' data-since="{escape(leaf.since)}" data-why="{escape(non_breaking(leaf.why))}"'
        f' data-next="{escape(non_breaking(leaf.next_step))}">{_mark(leaf, sprite)}'
        f"<span>{escape(non_breaking(leaf.label))}{state}"
        f"{_tie(tree.tie_of(leaf.slug), sprite)}</span></a></li>"
    )


def _mark(leaf: Leaf, sprite: str) -> str:
    if not leaf.state:
        return "<span></span>"
    symbol = marks.mark_symbol("state", leaf.state, declared=leaf.declared)
    return (
        f'<svg class="m-mark" data-state="{leaf.state}" aria-hidden="true">'
        f'<use href="{sprite}#{symbol}"/></svg>'
    )


def _tie(label: str, sprite: str) -> str:
    if not label:
        return ""
    return (
        '<span class="m-leaf-ties"><svg class="m-icon" aria-hidden="true">'
        f'<use href="{sprite}#i-corner-down-right"/></svg><span>{escape(label)}</span></span>'
    )
