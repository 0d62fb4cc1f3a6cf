"""Two bars of one scale: what it costs, and who pays it, how sure, how much came."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.money import bare_euros, euros_words
from maillage.trade.funding.choices import GONE, MoneyState
from maillage.trade.funding.funding_plan.plan_readings import Amount, Cost

WIDTH, GUTTER, LETTER = 812.0, 2.5, 7.2
TOP, HEIGHT = 117.25, 49.5
LEAST = 4.0
# Under the words of wide blocks, those of narrow ones, each tied to its own.
BOTTOM, TIE, MOST_TIES, OVER = 232.0, 24.0, 3, 6.0
# The head of the first bar needs as much, however short it is.
HEAD = 240.0


@dataclass(frozen=True, slots=True)
class CostBlock:
    """A cost in the first bar, with its words when it has room for them."""

    x: str
    width: str
    words: str
    text_x: str


@dataclass(frozen=True, slots=True)
class PayBlock:
    """A funder in the second bar: as sure as its outline, as far as it is filled."""

    shape: str
    x: str
    width: str
    middle: str
    name: str
    sum: str
    state: str
    paid_y: str
    paid_height: str
    is_narrow: bool
    text_x: str = ""
    text_y: str = ""
    tie_y: str = ""


@dataclass(frozen=True, slots=True)
class PayRow:
    """The same on a telephone: one bar for each, of one scale."""

    name: str
    sum: str
    shape: str
    width: str
    paid: str


@dataclass(frozen=True, slots=True)
class PlanDrawing:
    """The two bars, their legend, and the rows of a telephone.

    The first bar ends at `cost_end`, its words at `words_end`; `limit` is drawn across the second
    where it passes the cost. `row_costs` is the first bar on a telephone, out of a hundred.
    """

    total: str
    costs: Sequence[CostBlock]
    small_costs: str
    cost_end: str
    words_end: str
    blocks: Sequence[PayBlock]
    payers: Sequence[PayRow]
    gaps: Sequence[PayRow]
    words: str
    height: str
    row_costs: Sequence[CostBlock]
    limit: str
    legend: Sequence[str]
    count_words: str = ""

    @property
    def keys(self) -> list[tuple[str, str]]:
        """The states of the legend, each with its word."""
        return [(one, str(MoneyState(one).label)) for one in self.legend]

    @property
    def shapes(self) -> list[str]:
        """The states that have a shape in the second bar; others are in the ledger alone."""
        return [one for one in self.legend if one not in GONE]

    @property
    def has_paid(self) -> bool:
        """Whether any block is filled, even in part."""
        return any(one.paid_height for one in self.blocks)


def draw_plan(
    costs: Sequence[Cost], lines: Sequence[Amount], gap_word: str, basis: str
) -> PlanDrawing | None:
    """The drawing of a section; None without a cost. `gap_word` says what is missing."""
    cost = sum(one.cents for one in costs)
    if not cost:
        return None
    shown = [one for one in lines if one.counted and one.state not in GONE]
    counted = sum(one.counted for one in shown)
    scale = WIDTH / max(cost, counted)
    blocks, small = _costs(costs, scale)
    gap = max(cost - counted, 0)
    most = max([gap, *(one.counted for one in shown)], default=0)
    total = f"{euros_words(cost)} {basis}"
    end, small_words = cost * scale, _small_words(small)
    bars, ties = _tied([*_blocks(shown, gap, gap_word, scale)])
    return PlanDrawing(
        total=total,
        costs=blocks,
        small_costs=small_words,
        cost_end=f"{end:.1f}",
        words_end=f"{max(end - (OVER if end < WIDTH else 0), HEAD, len(small_words) * LETTER):.1f}",
        blocks=bars,
        payers=list(_rows(shown, most)),
        gaps=list(_gap_rows(gap, gap_word, most)),
        words=_words(total, shown, gap, gap_word),
        height=f"{BOTTOM + TIE * ties:g}",
        row_costs=_costs(costs, 100 / cost)[0],
        limit=f"{end:.1f}" if counted > cost else "",
        legend=_legend(lines),
        count_words=_count_words(bars),
    )


def _count_words(blocks: Sequence[PayBlock]) -> str:
    """How many of the sums bear their words, where some have no room for them."""
    sums = [one for one in blocks if one.shape != "gap"]
    count, every = sum(1 for one in sums if one.name), len(sums)
    if count == every:
        return ""
    words = ngettext(
        "%(n)s somme nommée sur %(all)s, la suite au tableau.",
        "%(n)s sommes nommées sur %(all)s, la suite au tableau.",
        count,
    )
    number = french.in_words(count, feminine=True)
    return french.capital(words % {"n": number, "all": french.in_words(every, feminine=True)})


def _legend(lines: Sequence[Amount]) -> list[str]:
    """The states that the two bars and the ledger show, from the least sure."""
    shown = {one.state for one in lines}
    if any(one.paid for one in lines):
        shown |= {MoneyState.PAID}
    return [one for one in MoneyState.values if one in shown]


def _words(total: str, shown: Sequence[Amount], gap: int, gap_word: str) -> str:
    parts = [f"{one.name} {euros_words(one.counted)}" for one in shown]
    if gap:
        parts.append(f"{gap_word} {euros_words(gap)}")
    return _("Ce que cela coûte : %(total)s. Qui paie : %(parts)s.") % {
        "total": total,
        "parts": ", ".join(parts) or _("personne pour l’instant"),
    }


def _costs(costs: Sequence[Cost], scale: float) -> tuple[list[CostBlock], list[str]]:
    """The items, all their years together, and those that have no room for their words."""
    by_label: dict[str, int] = {}
    for one in costs:
        by_label[one.label] = by_label.get(one.label, 0) + one.cents
    blocks, small, x = [], [], 0.0
    for label, cents in by_label.items():
        width, words = cents * scale, f"{label} {bare_euros(cents)}"
        fits = len(words) * LETTER + 16 < width
        if not fits:
            small.append(words)
        blocks.append(CostBlock(f"{x:.1f}", f"{width:.1f}", words if fits else "", f"{x + 8:.1f}"))
        x += width
    return blocks, small


def _small_words(small: Sequence[str]) -> str:
    """The costs that have no room in their bar, as many as one row holds; the table has all."""
    words = french.capital(", ".join(small))
    return words if len(words) * LETTER <= WIDTH else ""


def _blocks(shown: Sequence[Amount], gap: int, gap_word: str, scale: float) -> Iterator[PayBlock]:
    x = 0.0
    for one in shown:
        width = one.counted * scale
        yield _block(one, x, width)
        x += width
    if gap:
        yield _gap_block(x, gap * scale, gap, gap_word)


def _tied(blocks: Sequence[PayBlock]) -> tuple[list[PayBlock], int]:
    """Where the words of narrow blocks stand, under the others, and on how many rows.

    They end at their tie, and no tie crosses the words of another.
    What has no room left has no words here: the ledger names it.
    """
    rows = TiedRows([], [])
    placed = []
    for one in blocks:
        if not one.is_narrow:
            placed.append(one)
            continue
        half = len(f"{one.name} {one.sum} {one.state}".rstrip()) * LETTER / 2
        tie = float(one.middle)
        centre = min(max(tie + OVER - half, half), WIDTH - half)
        row = rows.place(tie, centre - half, centre + half)
        if row is None:
            placed.append(replace(one, name="", sum="", state=""))
            continue
        y = BOTTOM - 8 + TIE * (row + 1)
        text_x = f"{centre:.1f}"
        placed.append(replace(one, text_x=text_x, text_y=f"{y:g}", tie_y=f"{y - 14:g}"))
    return placed, len(rows.ends)


@dataclass(frozen=True, slots=True)
class TiedRows:
    """Where the words of each row end, and the ties that go down to them, with their row."""

    ends: list[float]
    ties: list[tuple[float, int]]

    def place(self, tie: float, start: float, end: float) -> int | None:
        """The row that these words take; None where every row would cross words or a tie."""
        for row in range(MOST_TIES):
            if row == len(self.ends):
                self.ends.append(0.0)
            crossed = any(start < x < end for x, below in self.ties if below > row)
            if self.ends[row] <= start and not crossed:
                self.ends[row] = end
                self.ties.append((tie, row))
                return row
            if tie < self.ends[row]:
                return None
        return None


def _block(one: Amount, x: float, width: float) -> PayBlock:
    inner = max(width - GUTTER, LEAST)
    part = min(one.paid / one.counted, 1) if one.counted else 0
    room = max(len(one.name), len(str(_state(one)))) * LETTER
    return PayBlock(
        shape=_shape(one),
        x=f"{x + GUTTER / 2:.1f}",
        width=f"{inner:.1f}",
        middle=f"{x + width / 2:.1f}",
        name=one.name,
        sum=bare_euros(one.counted),
        state=_state(one),
        paid_y=f"{TOP + HEIGHT * (1 - part):.1f}",
        paid_height=f"{HEIGHT * part:.1f}" if part else "",
        is_narrow=room > width,
    )


def _gap_block(x: float, width: float, gap: int, word: str) -> PayBlock:
    return PayBlock(
        shape="gap",
        x=f"{x + GUTTER / 2:.1f}",
        width=f"{max(width - GUTTER, LEAST):.1f}",
        middle=f"{x + width / 2:.1f}",
        name=word,
        sum=bare_euros(gap),
        state="",
        paid_y="",
        paid_height="",
        is_narrow=len(word) * LETTER > width,
    )


def _shape(one: Amount) -> str:
    """The outline: what is paid whole is granted too, filled to its top."""
    return MoneyState.GRANTED if one.state == MoneyState.PAID else one.state


def _state(one: Amount) -> str:
    if one.is_own and one.sure:
        if one.sure < one.counted:
            return _("dont %(sum)s votés") % {"sum": bare_euros(one.sure)}
        return _("budget voté")
    if one.is_own and one.granted is None:
        return _("à voter")
    return str(MoneyState(one.state).label)


def _rows(shown: Sequence[Amount], most: int) -> Iterator[PayRow]:
    for one in shown:
        part = min(one.paid, one.counted)
        yield PayRow(
            name=one.name,
            sum=euros_words(one.counted),
            shape=_shape(one),
            width=f"{99 * one.counted / most:.1f}",
            paid=f"{100 * part / most:.1f}" if part else "",
        )


def _gap_rows(gap: int, word: str, most: int) -> Iterator[PayRow]:
    if gap:
        yield PayRow(word, euros_words(gap), "gap", f"{99 * gap / most:.1f}", "")
