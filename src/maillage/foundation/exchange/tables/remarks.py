"""What does the look of the file tell the officer, beside its values?"""

from maillage.foundation.exchange.problems import Problem, Problems, Severity
from maillage.foundation.exchange.reading.workbook import Sheet
from maillage.foundation.exchange.tables.columns import Column
from maillage.foundation.exchange.tables.sheets import SheetReading

_REFUSALS = {
    "refused_political": (
        "Étiquette politique : la loi ne permet pas de la garder (RGPD, article 9). "
        "Colonne jamais importée, valeurs non lues."
    ),
    "refused_personal": (
        "Donnée personnelle sans utilité pour la coopération, ou sensible (syndicat, religion, "
        "santé) : la loi ne permet pas de la garder (RGPD, articles 5 et 9). Valeurs non lues."
    ),
    "refused_private": (
        "Remarques privées : la personne pourrait les lire (RGPD, article 15). "
        "Un fait utile va dans le carnet, avec sa source. Valeurs non lues."
    ),
}


def refusal_reason(column: Column) -> str:
    """Why the law keeps this column out, in French."""
    return _REFUSALS[column.field]


def tell_look(reading: SheetReading, problems: Problems, *, title_used: bool) -> None:
    """Adds the remarks on titles, headers, refused columns, sections, totals, feet and colours."""
    if not reading.is_used:
        _tell_ignored(reading, problems)
        return
    _tell_titles(reading, problems, title_used=title_used)
    for mapped in reading.tables:
        for column in mapped.columns:
            if column.is_refused:
                _add(
                    problems, reading.sheet, "sensitive_column", Severity.ERROR,
                    mapped.table.header_row, column.number, refusal_reason(column),
                )  # fmt: skip
        _tell_group_rows(reading.sheet, mapped.table.group_rows, mapped.table.header_row, problems)
        for row in mapped.table.totals:
            _add_first(problems, reading.sheet, "total_row", row, "Ligne de total ignorée.")
    legend = legend_cells(reading)
    _tell_legend(reading.sheet, legend, problems)
    _tell_footers(reading, problems, has_legend=bool(legend))
    _tell_cells(reading, problems)


def legend_cells(reading: SheetReading) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """Cells outside the records whose colour is also borne by records, with those records' cells."""
    sheet = reading.sheet
    records = {row for mapped in reading.tables for row in mapped.table.records}
    headers = {row for mapped in reading.tables for row in mapped.table.header_rows}
    by_colour: dict[str, list[tuple[int, int]]] = {}
    for (row, column), colour in sheet.fills.items():
        if row in records:
            by_colour.setdefault(colour, []).append((row, column))
    return {
        (row, column): by_colour[colour]
        for (row, column), colour in sorted(sheet.fills.items())
        if row not in records | headers and colour in by_colour and _legend_text(sheet, row, column)
    }


def _legend_text(sheet: Sheet, row: int, column: int) -> str:
    """The words of a legend: in the coloured cell, or at its right."""
    return sheet.text(row, column) or sheet.text(row, column + 1)


def _tell_ignored(reading: SheetReading, problems: Problems) -> None:
    sheet = reading.sheet
    places = [(row, column) for row in sorted(sheet.rows) for column in sorted(sheet.rows[row])]
    if not places:
        return
    row, column = next((place for place in places if place not in sheet.formulas), places[0])
    message = f"Feuille laissée de côté : {reading.reason}. Choisissez-la à l’étape 1 si elle compte."
    _add(problems, sheet, "sheet_ignored", Severity.INFO, row, column, message)


def _tell_titles(reading: SheetReading, problems: Problems, *, title_used: bool) -> None:
    rows = reading.rows.title_rows
    ignored = rows[1:] if title_used and len(rows) == 1 else rows
    if ignored:
        numbers = ", ".join(str(row) for row in ignored)
        message = f"Titres, pas des contacts : laissés de côté (lignes {numbers})."
        _add_first(problems, reading.sheet, "title_rows", ignored[0], message)


def _tell_group_rows(sheet: Sheet, groups: list[int], header: int, problems: Problems) -> None:
    if groups:
        message = (
            f"En-tête sur plusieurs lignes : la ligne {groups[0]} précise le sens des colonnes de la "
            f"ligne {header}."
        )
        _add_first(problems, sheet, "two_line_header", groups[0], message)


def _tell_legend(
    sheet: Sheet, legend: dict[tuple[int, int], list[tuple[int, int]]], problems: Problems
) -> None:
    if legend:
        row, column = next(iter(legend))
        place = column if sheet.text(row, column) else column + 1
        _add(
            problems, sheet, "colour_meaning", Severity.WARNING, row, place,
            "La couleur porte un sens que l’import ne lit pas : ajoutez une colonne qui l’écrit.",
            "Proposer d’en faire une colonne.",
        )  # fmt: skip


def _tell_footers(reading: SheetReading, problems: Problems, *, has_legend: bool) -> None:
    coloured = {row for row, _ in legend_cells(reading)}
    for row in reading.rows.footers:
        first = min(reading.sheet.rows[row])
        heading = has_legend and reading.sheet.text(row, first).rstrip().endswith(":")
        if row not in coloured and not heading:
            message = "Texte de bas de tableau, pas un contact : laissé de côté."
            _add_first(problems, reading.sheet, "footer_row", row, message)


def _tell_cells(reading: SheetReading, problems: Problems) -> None:
    sheet = reading.sheet
    records = {row for mapped in reading.tables for row in mapped.table.records}
    for row, column in sorted(sheet.struck):
        if row in records:
            _add(
                problems, sheet, "strikethrough", Severity.WARNING, row, column,
                "Texte barré : personne sans doute partie. Donnez sa date de fin, ou retirez la ligne.",
            )  # fmt: skip
    for (row, column), text in sorted(sheet.comments.items()):
        message = f"Commentaire de cellule non importé : « {text} »."
        _add(problems, sheet, "cell_comment", Severity.INFO, row, column, message)
    for row, column in sorted(sheet.unseen):
        if row in records:
            message = "Caractères invisibles retirés de cette cellule."
            _add(problems, sheet, "unseen_characters", Severity.INFO, row, column, message)


def _add_first(problems: Problems, sheet: Sheet, code: str, row: int, message: str) -> None:
    _add(problems, sheet, code, Severity.INFO, row, min(sheet.rows[row]), message)


def _add(
    problems: Problems,
    sheet: Sheet,
    code: str,
    severity: Severity,
    row: int,
    column: int,
    message: str,
    suggestion: str | None = None,
) -> None:
    place = sheet.reference(row, column)
    raw = sheet.raw(row, column)
    problems.add(Problem(code, severity, place, raw, message, suggestion))
