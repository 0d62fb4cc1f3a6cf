"""How is a map of missions drawn as a tree: one thread per mission, gathered in one trunk?

Units are those of the drawing: 812 wide, the trunk in the middle, a row of 24 (WCAG's smallest
target), or 26 when missions are set aside and there is room.
"""

import textwrap
from dataclasses import dataclass

from maillage.ground.missions.mission_map.drawing.description import (
    Branch,
    Leaf,
    MissionTree,
    Phase,
)

WIDTH = 812
CENTRE = 408.0
BEND = 46.0
INSET = 280.0  # as the style sheet draws it: 34.5 % of the width, under the left side
LETTER = 6.0
ROOMY = 50


@dataclass(frozen=True, slots=True)
class Side:
    """Where things stand on one side of the trunk; `out` is -1 on the left, 1 on the right."""

    out: int
    anchor: str
    text: int
    mark: int
    end: int
    hit: int
    pull: int


LEFT = Side(out=-1, anchor="end", text=252, mark=266, end=272, hit=0, pull=320)
RIGHT = Side(out=1, anchor="start", text=560, mark=546, end=540, hit=535, pull=492)


@dataclass(frozen=True, slots=True)
class Label:
    """A title: the phase's or a branch's."""

    text: str
    y: float


@dataclass(frozen=True, slots=True)
class DrawnLeaf:
    """A mission and its thread."""

    leaf: Leaf
    y: float
    thread: str


@dataclass(frozen=True, slots=True)
class AsideLine:
    """The faint line of what a branch sets aside: its count, or the whole branch's name."""

    text: str
    y: float
    count: int


@dataclass(frozen=True, slots=True)
class DrawnPhase:
    """A phase and all that hangs from it."""

    slug: str
    side: Side
    title: Label
    branches: tuple[Label, ...]
    leaves: tuple[DrawnLeaf, ...]
    asides: tuple[AsideLine, ...]


@dataclass(frozen=True, slots=True)
class DrawnTie:
    """A line from a mission to what it weighs on, its arrow head, and its words turned."""

    path: str
    head: str
    label: str
    x: float
    y: float
    turn: int


@dataclass(frozen=True, slots=True)
class Root:
    """The box in the middle: the name on a few lines, and the number of missions."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    first_line: float
    count_line: float
    count: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """The tree, ready to be written as SVG."""

    height: float
    phases: tuple[DrawnPhase, ...]
    ties: tuple[DrawnTie, ...]
    root: Root
    is_airy: bool


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The distances between lines, from baseline or centre to the next."""

    row: int
    to_branch: int
    to_leaf: int


TIGHT = Rhythm(row=24, to_branch=30, to_leaf=21)
AIRY = Rhythm(row=26, to_branch=33, to_leaf=24)


@dataclass(frozen=True, slots=True)
class Placed:
    """A mission at its height, with the phase and branch that it hangs from."""

    phase: Phase
    branch: Branch
    leaf: Leaf
    y: float


@dataclass(slots=True)
class Column:
    """One side while it is being laid: `y` is the last line written."""

    side: Side
    phases: list[tuple[Phase, Label]]
    branches: list[tuple[Phase, Label]]
    rows: list[Placed]
    asides: list[tuple[Phase, AsideLine]]
    y: float = 0.0


def draw_tree(tree: MissionTree) -> Drawing:
    """The geometry of the map; the trunk is where half of the missions are above it."""
    rhythm = AIRY if tree.set_aside and len(tree.shown_leaves) <= ROOMY else TIGHT
    left, right = _columns(tree, rhythm)
    heights = [row.y for column in (left, right) for row in column.rows]
    middle = round(sum(heights) / len(heights)) if heights else 300
    threads = _threads(left, middle) | _threads(right, middle)
    phases = [
        _phase(phase, column, threads)
        for column in (left, right)
        for phase, _title in column.phases
    ]
    height = max(_height((left, right)), middle + 120)
    return Drawing(
        height=height,
        phases=tuple(phases),
        ties=tuple(_ties(tree, left, right)),
        root=_root(tree, middle),
        is_airy=rhythm is AIRY,
    )


def _columns(tree: MissionTree, rhythm: Rhythm) -> tuple[Column, Column]:
    """Two phases on each side; the transversal ones where the map, its inset too, is shorter."""
    warp, weft = list(tree.warp), list(tree.weft)
    half = (len(warp) + 1) // 2
    under_left = (
        _laid(LEFT, [*warp[:half], *weft], rhythm),
        _laid(RIGHT, warp[half:], rhythm),
    )
    under_right = (
        _laid(LEFT, warp[:half], rhythm),
        _laid(RIGHT, [*warp[half:], *weft], rhythm),
    )
    return min(under_left, under_right, key=_height)


def _height(columns: tuple[Column, Column]) -> float:
    """How far the map goes down: the inset stands under its left side."""
    left, right = columns
    return max(left.y + INSET, right.y) + 28


def _laid(side: Side, phases: list[Phase], rhythm: Rhythm) -> Column:
    column = Column(side, [], [], [], [])
    for phase in phases:
        column.y += 46 if column.y else 22
        column.phases.append((phase, Label(phase.label, column.y)))
        for number, branch in enumerate(phase.branches):
            _lay_branch(column, phase, branch, rhythm, rhythm.to_branch if number == 0 else 30)
    return column


def _lay_branch(
    column: Column, phase: Phase, branch: Branch, rhythm: Rhythm, distance: int
) -> None:
    hidden = len(branch.set_aside)
    if not branch.shown_leaves:
        column.y += 24 if distance == 30 else distance
        column.asides.append((phase, AsideLine(branch.label, column.y, hidden)))
        return
    column.y += distance
    column.branches.append((phase, Label(branch.label, column.y)))
    for number, leaf in enumerate(branch.shown_leaves):
        column.y += rhythm.to_leaf if number == 0 else rhythm.row
        column.rows.append(Placed(phase, branch, leaf, column.y))
    if hidden:
        column.y += 24
        column.asides.append((phase, AsideLine("", column.y, hidden)))


def _threads(column: Column, middle: float) -> dict[str, str]:
    """The path of each mission's thread, by slug.

    The branches above the middle climb, the others go down; the further the mission, the nearer
    its thread runs to the axis, so that no thread crosses another in the trunk.
    """
    means = _branch_means(column)
    up = [row for row in column.rows if means[row.branch.slug] < middle]
    down = [row for row in reversed(column.rows) if means[row.branch.slug] >= middle]
    step = min(3.4, 42 / max(len(up), len(down), 1))
    paths: dict[str, str] = {}
    for rows, climbs in ((up, True), (down, False)):
        for number, row in enumerate(rows):
            x = CENTRE + column.side.out * (2 + step / 2 + number * step)
            mean = means[row.branch.slug]
            bend = min(mean + BEND, middle) if climbs else max(mean - BEND, middle)
            paths[row.leaf.slug] = (
                f"M{x:.1f} {middle}V{bend:.1f}"
                f"C{x:.1f} {mean:.1f} {column.side.pull} {row.y:g} {column.side.end} {row.y:g}"
            )
    return paths


def _branch_means(column: Column) -> dict[str, float]:
    heights: dict[str, list[float]] = {}
    for row in column.rows:
        heights.setdefault(row.branch.slug, []).append(row.y)
    return {slug: sum(values) / len(values) for slug, values in heights.items()}


def _phase(phase: Phase, column: Column, threads: dict[str, str]) -> DrawnPhase:
    return DrawnPhase(
        slug=phase.slug,
        side=column.side,
        title=next(title for other, title in column.phases if other is phase),
        branches=tuple(label for other, label in column.branches if other is phase),
        leaves=tuple(
            DrawnLeaf(row.leaf, row.y, threads[row.leaf.slug])
            for row in column.rows
            if row.phase is phase
        ),
        asides=tuple(line for other, line in column.asides if other is phase),
    )


def _root(tree: MissionTree, middle: float) -> Root:
    lines = _balanced(tree.name)
    width = max(128.0, 10.5 * max(len(line) for line in lines) + 28)
    height = 50.0 + 23 * len(lines)
    first = middle - (23 * len(lines) + 19) / 2 + 23.5
    return Root(
        x=CENTRE - width / 2,
        y=middle - height / 2,
        width=width,
        height=height,
        lines=tuple(lines),
        first_line=first,
        count_line=first + 23 * (len(lines) - 1) + 19,
        count=len(tree.shown_leaves) + len(tree.set_aside),
    )


def _balanced(name: str) -> list[str]:
    """The name on the fewest lines that hold it, three at most, as even as words allow."""
    fewest = min(3, -(-len(name) // 16)) if len(name) > 12 else 1
    for width in range(-(-len(name) // fewest), 19):
        lines = textwrap.wrap(name, width)
        if len(lines) <= fewest:
            return lines
    return textwrap.wrap(name, 18, max_lines=3, placeholder="…")


def _ties(tree: MissionTree, left: Column, right: Column) -> list[DrawnTie]:
    """The ties whose two ends stand on the same side; the columns tell the others in words."""
    ties: list[DrawnTie] = []
    for tie in tree.ties:
        for column in (left, right):
            start = next((row for row in column.rows if row.leaf.slug == tie.start), None)
            end = _end_of_tie(column, tie.end)
            if start and end:
                ties.append(_tie(column.side, start, end, tie.label))
    return ties


def _end_of_tie(column: Column, slug: str) -> tuple[str, float] | None:
    for phase, title in column.phases:
        if phase.slug == slug:
            return "", title.y - 7
    for row in column.rows:
        if row.leaf.slug == slug:
            return row.leaf.label, row.y
    return None


def _tie(side: Side, start: Placed, end: tuple[str, float], words: str) -> DrawnTie:
    """A line along the edge; its arrow points down to a phase, sideways to a mission."""
    out = side.out
    edge = WIDTH - 22 if out > 0 else 6
    y, start_x = start.y, _beyond(side, start.leaf.label)
    target, target_y = end
    if not target:
        path = (
            f"M{start_x:g} {y:g}H{edge - out * 16}Q{edge} {y:g} {edge} {y + 16:g}V{target_y - 8:g}"
        )
        head = f"M{edge} {target_y:g}l-4.5-9h9z"
    else:
        end_x = _beyond(side, target)
        path = (
            f"M{start_x:g} {y:g}H{edge - out * 18}Q{edge} {y:g} {edge} {y + 18:g}"
            f"V{target_y - 18:g}Q{edge} {target_y:g} {edge - out * 18} {target_y:g}H{end_x:g}"
        )
        head = f"M{end_x - out * 6:g} {target_y:g}l{out * 9}-4.5v9z"
    return DrawnTie(path, head, words, edge + (9 if out > 0 else 14), (y + target_y) / 2, out * 90)


def _beyond(side: Side, label: str) -> float:
    """Just past the end of a label, never past the edge."""
    x = side.text + side.out * (LETTER * len(label) + 8)
    return min(x, WIDTH - 44) if side.out > 0 else max(x, 30)
