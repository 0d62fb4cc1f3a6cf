"""How are the thousands of cells of the table written without delay?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString

from maillage.core.french import capital, with_french_spaces
from maillage.core.money import bare_euros, euros_words
from maillage.core.raised import raised
from maillage.trade.funding.choices import SUREST_FIRST, MoneyState, Section
from maillage.trade.funding.maquette.chosen import NONE
from maillage.trade.funding.maquette.readings import Cell, Operation, Parts, added
from maillage.trade.funding.maquette.table import Band, Column, Table
from maillage.trade.funding.maquette.words import balance_words, others_words

VOID = "–"
FIRST_BANDS = 10
OTHERS = (
    '<tbody class="m-others m-no-print" role="rowgroup"><tr class="m-group m-only-narrow">'
    '<th colspan="2"><label class="m-unfolds">'
    '<input type="checkbox" class="m-only-narrow-in" autocomplete="off">'
    "<span>{}</span></label></th></tr></tbody>"
)
UNFOLDS = '<label class="m-unfolds{}"><input type="checkbox" autocomplete="off"{}>{}</label>'
_bare = lru_cache(maxsize=4096)(bare_euros)


@dataclass(frozen=True, slots=True)
class Pieces:
    """What each row writes again, made once: the cells of each column, the marks of the states."""

    opened: Sequence[str]
    void: Sequence[str]
    labels: Mapping[MoneyState, str]
    marks: Mapping[MoneyState, str]
    sections: Mapping[str, str]


def _pieces(table: Table) -> Pieces:
    labels = {one: str(one.label) for one in SUREST_FIRST}
    return Pieces(
        opened=[
            f'<td role="cell"{_edge(one)} data-col="{escape(one.full)}">' for one in table.columns
        ],
        void=[f'<td role="cell"{_edge(one, void=True)}>{VOID}</td>' for one in table.columns],
        labels=labels,
        marks={
            one: f'<span class="m-bar-of" data-money="{one}"></span>'
            f'<span class="m-hide"> {label}</span>'
            for one, label in labels.items()
        },
        sections={one.value: capital(str(one.label)) for one in Section},
    )


def body_html(table: Table, axis_url: str) -> SafeString:
    """Each axis with its sums, then its operations; `axis_url` opens one axis alone.

    Each of several axes folds: they are open while the operations are few, on a phone once some
    are asked for. A phone shows the first axes, and the others in one gesture.
    """
    folds, pieces = len(table.bands) > 1, _pieces(table)
    bands = [_band(table, one, pieces, axis_url, folds=folds) for one in table.bands]
    if (others := len(bands) - FIRST_BANDS) > 1:
        bands.insert(FIRST_BANDS, OTHERS.format(others_words(others)))
    return SafeString("".join(bands))


def foot_html(table: Table) -> SafeString:
    """What each column sums up to."""
    sums = zip(table.columns, table.sums(table.rows), strict=True)
    cost = sum(one.cost for one in table.rows)
    tds = "".join(
        f'<td role="cell"{_edge(column, void=cents is None)} data-col="{escape(column.full)}">'
        f"{VOID if cents is None else _bare(cents)}</td>"
        for column, cents in sums
    )
    return SafeString(f'<td role="cell" class="m-read">{euros_words(cost)}</td>{tds}')


def _band(table: Table, band: Band, pieces: Pieces, axis_url: str, *, folds: bool) -> str:
    sums = added(one.parts for one in band.rows)
    name = _words(band.name)
    if band.is_closed:
        url = f"{escape(axis_url)}axe={escape(band.axis or NONE)}"
        name = f'<a class="m-opens" href="{url}">{name}</a>'
    elif folds:
        name = _unfolds(table, name)
    cost = sum(one.cost for one in band.rows)
    tds = "".join(
        void if cents is None else f'<td role="cell"{_edge(column)}>{_bare(cents)}</td>'
        for column, void, cents in zip(
            table.columns, pieces.void, table.sums(band.rows), strict=True
        )
    )
    head = (
        f'<tr role="row" class="m-axis"><th scope="row" role="rowheader">{name}</th>'
        f'<td role="cell" class="m-read"><b>{euros_words(cost)}</b>'
        f"<small>{_sure(sums)}</small></td>{tds}</tr>"
    )
    rows = () if band.is_closed else band.rows
    inner = "".join(_row(table, one, pieces) for one in rows)
    return f'<tbody role="rowgroup">{head}{inner}</tbody>'


def _unfolds(table: Table, name: str) -> str:
    if table.is_long:
        return UNFOLDS.format("", "", name)
    if table.chosen.narrows:
        return UNFOLDS.format("", " checked", name)
    wide = UNFOLDS.format(" m-only-wide", " checked", name)
    return wide + UNFOLDS.format(" m-only-narrow", "", name)


def _sure(sums: Parts) -> str:
    sure = sums.granted + sums.paid
    return f"{euros_words(sure)} acquis" if sure else "rien d’acquis"


def _row(table: Table, one: Operation, pieces: Pieces) -> str:
    head = one.head
    url = table.plan_urls.get(head.plan, "")
    address = f"{url}?section={head.section}" if url else ""
    name = _words(capital(head.name))
    if address:
        name = f'<a href="{address}">{name}</a>'
    about = _words(f"{pieces.sections[head.section]} · {head.owner_name}")
    calls = ' class="m-calls-word"' if one.lacks and one.reads_all else ""
    opens = (f'<a href="{address}">', "</a>") if address else ("<span>", "</span>")
    cells = "".join(
        void if cell is None else f"{opened}{opens[0]}{_cell(cell, pieces)}{opens[1]}</td>"
        for opened, void, cell in zip(pieces.opened, pieces.void, table.cells([one]), strict=True)
    )
    every = ", toutes années" if one.year else ""
    return (
        f'<tr role="row"><th scope="row" role="rowheader">{name}<small>{about}</small></th>'
        f'<td role="cell" class="m-read"><b>{euros_words(one.cost)}</b>'
        f"<small{calls}>{_words(balance_words(one))}{every}</small></td>{cells}</tr>"
    )


def _cell(cell: Cell, pieces: Pieces) -> str:
    """A sum and its mark, cut in as many parts as it has states, the surest first."""
    # parts stand from the least sure to the surest
    every = zip(SUREST_FIRST, reversed(cell.parts), strict=True)
    shown = [(state, cents) for state, cents in every if cents > 0]
    if not shown:
        return _bare(cell.cents)
    if len(shown) == 1:
        return _bare(cell.cents) + pieces.marks[shown[0][0]]
    words = ", ".join(f"{_bare(cents)} {pieces.labels[state]}" for state, cents in shown)
    return f'{_bare(cell.cents)}{_parts_drawn(shown)}<span class="m-hide"> : {words}</span>'


def _parts_drawn(shown: Sequence[tuple[MoneyState, int]]) -> str:
    whole, left, drawn = sum(cents for _state, cents in shown), 0.0, ""
    for state, cents in shown:
        width = cents * 100 / whole
        at = f'x="{left:.1f}" width="{width:.1f}"'
        drawn += f'<rect class="{state}" {at} y="0" height="6"/>'
        if state == MoneyState.GRANTED:
            drawn += f'<rect class="half" {at} y="3" height="3"/>'
        left += width
    return (
        '<svg class="m-bar-parts" viewBox="0 0 100 6" preserveAspectRatio="none" '
        f'aria-hidden="true">{drawn}</svg>'
    )


def _edge(column: Column, *, void: bool = False) -> str:
    names: Iterable[str] = (
        name for name, applies in (("m-edge", column.is_edge), ("m-void", void)) if applies
    )
    text = " ".join(names)
    return f' class="{text}"' if text else ""


def _words(text: str) -> str:
    return raised(with_french_spaces(text))
