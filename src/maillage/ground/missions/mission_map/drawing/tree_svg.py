"""How is the drawn map of missions written, so that it is read, followed and heard?"""

from html import escape

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import marks
from maillage.ground.missions.mission_map.drawing.tree import (
    AsideLine,
    Drawing,
    DrawnLeaf,
    DrawnPhase,
    DrawnTie,
    Label,
    Root,
    Side,
)
from maillage.ground.missions.mission_map.drawing.words import clipped, non_breaking, state_in_words

TOOLED = frozenset({"todo", "doing", "done", "aged"})
CURRENT = ' aria-current="true"'


def tree_svg(drawing: Drawing, sprite: str) -> SafeString:
    """The tree as SVG; `sprite` is the address of the marks."""
    return format_html(
        '<svg class="m-tree{}" viewBox="0 0 812 {}" role="group" aria-label="{}">{}{}{}</svg>',
        " m-tree-open" if drawing.is_airy else "",
        f"{drawing.height:g}",
        _("Carte des missions dessinée en arbre"),
        format_html_join("", "{}", ((_phase(phase, sprite),) for phase in drawing.phases)),
        format_html_join("", "{}", ((_tie(tie),) for tie in drawing.ties)),
        _root(drawing.root),
    )


def _phase(phase: DrawnPhase, sprite: str) -> SafeString:
    side = phase.side
    return format_html(
        '<g data-phase="{}">{}{}{}{}</g>',
        phase.slug,
        _text("t-phase", phase.title, side),
        format_html_join("", "{}", ((_text("t-branch", b, side),) for b in phase.branches)),
        format_html_join("", "{}", ((_leaf(leaf, side, sprite),) for leaf in phase.leaves)),
        format_html_join("", "{}", ((_aside(line, side, sprite),) for line in phase.asides)),
    )


def _text(css: str, label: Label, side: Side) -> SafeString:
    return format_html(
        '<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>',
        css,
        side.text,
        f"{label.y:g}",
        side.anchor,
        non_breaking(clipped(label.text)),
    )


def _leaf(drawn: DrawnLeaf, side: Side, sprite: str) -> SafeString:
    leaf = drawn.leaf
    label = escape(non_breaking(leaf.label))
    first = " thread-first" if leaf.first else ""
    text = f"t-leaf{' t-first' if leaf.first else ''}{'' if leaf.state in TOOLED else ' t-soft'}"
    return SafeString(
        f'<a href="{escape(leaf.url)}" data-leaf="{leaf.slug}"{CURRENT if leaf.current else ""}>'
        f'<path class="thread thread-{leaf.state or "unread"}{first}" d="{drawn.thread}"'
        f' stroke-dashoffset="{drawn.y * 7 % 9:g}"/>'
        f'<rect class="hit" x="{side.hit}" y="{drawn.y - 12:g}" width="276" height="24" rx="2"/>'
        f"{_mark(leaf.state, drawn.y, side, sprite, declared=leaf.declared)}"
        f'<text class="{text}" x="{side.text}" y="{drawn.y + 4.5:g}"'
        f' text-anchor="{side.anchor}">{label}</text>'
        f"<title>{label}{state_in_words(leaf)}</title></a>"
    )


def _mark(state: str, y: float, side: Side, sprite: str, *, declared: bool) -> SafeString:
    if not state:
        return SafeString(f'<circle class="unread" cx="{side.mark}" cy="{y:g}" r="3"/>')
    symbol = marks.mark_symbol("state", state, declared=declared)
    return SafeString(
        f'<use href="{sprite}#{symbol}" x="{side.mark - 7}" y="{y - 7:g}" width="14" height="14"'
        f' class="m-mark" data-state="{state}"/>'
    )


def _aside(line: AsideLine, side: Side, sprite: str) -> SafeString:
    text = line.text or _("%(count)s de côté") % {"count": line.count}
    return format_html(
        '<a href="#de-cote" class="aside"><rect class="hit" x="{}" y="{}" width="276" height="24"'
        ' rx="2"/>{}<text class="t-aside" x="{}" y="{}" text-anchor="{}">{}</text></a>',
        side.hit,
        f"{line.y - 12:g}",
        _mark("aside", line.y, side, sprite, declared=False),
        side.text,
        f"{line.y + 4.5:g}",
        side.anchor,
        text,
    )


def _tie(tie: DrawnTie) -> SafeString:
    return format_html(
        '<path class="tie" d="{}"/><path class="tie-head" d="{}"/><text class="t-count"'
        ' transform="translate({} {}) rotate({})" text-anchor="middle">{}</text>',
        tie.path,
        tie.head,
        f"{tie.x:g}",
        f"{tie.y:g}",
        tie.turn,
        tie.label,
    )


def _root(root: Root) -> SafeString:
    lines = format_html_join(
        "",
        '<tspan x="408" dy="{}">{}</tspan>',
        ((0 if number == 0 else 23, line) for number, line in enumerate(root.lines)),
    )
    count = ngettext("%(count)s mission", "%(count)s missions", root.count) % {"count": root.count}
    return format_html(
        '<rect class="root-box" x="{}" y="{}" width="{}" height="{}" rx="2"/>'
        '<rect class="root-line" x="{}" y="{}" width="{}" height="{}"/>'
        '<text class="t-root" x="408" y="{}" text-anchor="middle">{}</text>'
        '<text class="t-count" x="408" y="{}" text-anchor="middle">{}</text>',
        *(f"{size:g}" for size in (root.x, root.y, root.width, root.height)),
        *(f"{size:g}" for size in (root.x + 4, root.y + 4, root.width - 8, root.height - 8)),
        f"{root.first_line:g}",
        lines,
        f"{root.count_line:g}",
        count,
    )
