"""What was understood of a file, in a plain shape that a program reads."""

from maillage.foundation.exchange.cells.references import cell_name
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.tables.columns import Column
from maillage.foundation.exchange.tables.remarks import legend_cells
from maillage.foundation.exchange.tables.sheets import SheetReading, group_ranges
from maillage.foundation.exchange.targets.targets import PlannedImport

Shape = dict[str, object]
_REFUSED = {
    "refused_political": "refused: political label",
    "refused_personal": "refused: personal data",
    "refused_private": "refused: private remarks",
    "refused_helped": "refused: people helped",
}


def import_report(name: str, word: str, workbook: Workbook, planned: PlannedImport) -> Shape:
    """File, table, layout, mapping, what would exist and what to look at.

    A contact file gives its three lists under `expected`; another table gives its own beside.
    """
    lists = planned.expected()
    expected = {"expected": lists} if len(lists) > 1 else lists
    report: Shape = {"file": name, "format": workbook.format, "target": word}
    if workbook.encoding:
        report |= {"encoding": workbook.encoding, "delimiter": workbook.delimiter}
    counts = {key: len(records) for key, records in lists.items() if isinstance(records, list)}
    return report | {
        "layout": [_layout(reading) for reading in planned.readings],
        "mapping": planned.mapping,
        **expected,
        "problems": [problem.as_json() for problem in planned.problems],
        "counts": {**counts, "problems": len(planned.problems)},
    }


def _layout(reading: SheetReading) -> Shape:
    if not reading.is_used:
        return {"sheet": reading.sheet.name, "role": "ignored", "reason": reading.reason}
    table = reading.tables[0].table
    records = [row for mapped in reading.tables for row in mapped.table.records]
    totals = [row for mapped in reading.tables for row in mapped.table.totals]
    sections = {row: text for m in reading.tables for row, text in m.table.sections.items()}
    feet = [*totals, *reading.rows.footers]
    layout: Shape = {
        "sheet": reading.sheet.name,
        "role": "data",
        "title_rows": reading.rows.title_rows,
        "header_rows": table.header_rows,
        "data_rows": [min(records), max(records)] if records else [],
        "columns": {column.letters: _column(column) for column in reading.columns},
    }
    if feet:
        layout["footer_rows"] = [min(feet), max(feet)]
    if sections:
        layout |= {"section_rows": sorted(sections), "sections": sections}
    groups = group_ranges(reading)
    if groups:
        layout["groups"] = groups
    return layout | _colours(reading)


def _column(column: Column) -> str:
    return _REFUSED.get(column.field, column.field)


def _colours(reading: SheetReading) -> Shape:
    legend = legend_cells(reading)
    if not legend:
        return {}
    sheet = reading.sheet
    return {
        "colours": {
            sheet.fills[place]: {
                "legend": cell_name(*place),
                "meaning": sheet.text(*place) or sheet.text(place[0], place[1] + 1),
                "cells": [cell_name(*cell) for cell in cells],
            }
            for place, cells in legend.items()
        }
    }
