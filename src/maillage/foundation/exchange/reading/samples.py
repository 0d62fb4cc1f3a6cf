"""What do the first rows of a workbook hold? Enough to choose its columns, kept as plain JSON."""

import datetime
from collections.abc import Iterable, Mapping
from typing import NotRequired, TypedDict

from maillage.foundation.exchange.cells.references import cell_name, cell_position
from maillage.foundation.exchange.cells.workbook import Area, CellValue, Sheet, Workbook

MOST_CELLS = 10_000
PlainValue = str | int | float | bool | dict[str, str]


class PlainSheet(TypedDict):
    """A sheet as JSON keeps it: cells by name, what their look says, areas as four numbers."""

    name: str
    hidden: bool
    cells: dict[str, PlainValue]
    merges: list[list[int]]
    fills: dict[str, str]
    comments: dict[str, str]
    struck: list[str]
    bold: NotRequired[list[str]]
    formulas: list[str]
    unseen: list[str]


class Sample(TypedDict):
    """The first rows of a workbook, as JSON keeps them."""

    format: str
    sheets: list[PlainSheet]


def sample_of(workbook: Workbook) -> Sample:
    """The first rows of each sheet, 10,000 cells in all; a sheet keeps its first row whole."""
    share = MOST_CELLS // max(len(workbook.sheets), 1)
    return {
        "format": workbook.format,
        "sheets": [_plain(sheet, _last_row(sheet, share)) for sheet in workbook.sheets],
    }


def workbook_of(sample: Sample) -> Workbook:
    """The workbook that holds these rows alone."""
    return Workbook(sample["format"], [_sheet(plain) for plain in sample["sheets"]])


def _last_row(sheet: Sheet, share: int) -> int:
    """The last row kept so that the cells kept are no more than this share."""
    last = cells = 0
    for row in sorted(sheet.rows):
        cells += len(sheet.rows[row])
        if last and cells > share:
            break
        last = row
    return last


def _plain(sheet: Sheet, last: int) -> PlainSheet:
    return {
        "name": sheet.name,
        "hidden": sheet.hidden,
        "cells": {
            cell_name(row, column): _plain_value(value)
            for row, cells in sheet.rows.items()
            if row <= last
            for column, value in cells.items()
        },
        "merges": [
            [area.top, area.left, min(area.bottom, last), area.right]
            for area in sheet.merges
            if area.top <= last
        ],
        "fills": _by_cell_name(sheet.fills, last),
        "comments": _by_cell_name(sheet.comments, last),
        "struck": _names(sheet.struck, last),
        "bold": _names(sheet.bold, last),
        "formulas": _names(sheet.formulas, last),
        "unseen": _names(sheet.unseen, last),
    }


def _by_cell_name(text_by_key: Mapping[tuple[int, int], str], last: int) -> dict[str, str]:
    return {cell_name(*place): text for place, text in text_by_key.items() if place[0] <= last}


def _names(places: Iterable[tuple[int, int]], last: int) -> list[str]:
    return sorted(cell_name(*place) for place in places if place[0] <= last)


def _plain_value(value: CellValue) -> PlainValue:
    return {"day": value.isoformat()} if isinstance(value, datetime.date) else value


def _value(plain: PlainValue) -> CellValue:
    return datetime.date.fromisoformat(plain["day"]) if isinstance(plain, dict) else plain


def _sheet(plain: PlainSheet) -> Sheet:
    sheet = Sheet(
        plain["name"],
        merges=[Area(*numbers) for numbers in plain["merges"]],
        fills={cell_position(name): fill for name, fill in plain["fills"].items()},
        struck={cell_position(name) for name in plain["struck"]},
        bold={cell_position(name) for name in plain.get("bold", ())},
        comments={cell_position(name): text for name, text in plain["comments"].items()},
        formulas={cell_position(name) for name in plain["formulas"]},
        unseen={cell_position(name) for name in plain["unseen"]},
        hidden=plain["hidden"],
    )
    for name, value in plain["cells"].items():
        row, column = cell_position(name)
        sheet.rows.setdefault(row, {})[column] = _value(value)
    return sheet
