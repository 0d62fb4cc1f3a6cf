"""What does the look of the file tell the officer, beside its values?"""

from maillage.foundation.exchange.cells.problems import SENSITIVE_COLUMN, Problems, Remark, Severity
from maillage.foundation.exchange.cells.workbook import Sheet
from maillage.foundation.exchange.tables.column_context import IGNORED
from maillage.foundation.exchange.tables.columns import Column
from maillage.foundation.exchange.tables.rows import Table
from maillage.foundation.exchange.tables.sheets import MappedTable, SheetReading
from maillage.foundation.exchange.vocabulary.words import header_key

Place = tuple[int, int]

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
    "refused_helped": (
        "Donnée d’une personne aidée (allocataire, demandeur d’emploi, élève) : elle n’a pas sa "
        "place dans un annuaire de partenaires (RGPD, articles 5 et 9). Valeurs non lues."
    ),
}

_ACCOUNTS = frozenset({"rib", "iban", "bic"})
_NO_ACCOUNT = "Un numéro de compte n’a pas sa place ici. Valeurs non lues."
_FEW = 10
_NO_HEADER = (
    "Pas de ligne de titres : les colonnes sont devinées d’après leur contenu. Vérifiez-les."
)
_HIDDEN_COLUMN = (
    "Colonne masquée, lue comme les autres : laissez-la de côté parmi les colonnes si elle ne "
    "compte pas."
)
_STRUCK = "Texte barré, lu comme le reste : retirez-le du fichier s’il ne compte plus."
_SECOND = (
    "Colonne laissée de côté : une autre donne déjà ceci à chaque ligne. "
    "Si celle-ci compte davantage, échangez-les parmi les colonnes."
)

_CARDS_TURNED = (
    "Fiches, une étiquette par ligne : lues comme un tableau, une ligne par fiche. "
    "Les cases citées sont celles de ce tableau."
)


def refusal_reason(column: Column) -> str:
    """Why the law keeps this column out, in French."""
    if _ACCOUNTS & set(header_key(column.header).split()):
        return _NO_ACCOUNT
    return _REFUSALS[column.field]


def add_look_remarks(reading: SheetReading, problems: Problems, *, title_used: bool) -> None:
    """Adds the remarks on titles, headers, refused columns, sections, totals, feet and colours."""
    if not reading.is_used:
        _remark_ignored(reading, problems)
        return
    sheet = reading.sheet
    _remark_titles(reading, problems, title_used=title_used)
    _remark_shape(reading, problems)
    if sheet.turned:
        _add_first(problems, sheet, 1, Remark("cards_turned", Severity.INFO, _CARDS_TURNED))
    for mapped in reading.tables:
        _remark_table(sheet, mapped, problems)
    legend = legend_cells(reading)
    _remark_legend(sheet, legend, problems)
    _remark_footers(reading, problems, has_legend=bool(legend))
    _remark_cells(reading, problems)
    _remark_hidden_rows(reading, problems)


def _remark_table(sheet: Sheet, mapped: MappedTable, problems: Problems) -> None:
    """Adds the remarks on the columns of a table, its rows of groups and its totals."""
    for column in mapped.columns:
        for remark in _remarks_on_column(sheet, mapped, column):
            place = (_row_of_header(sheet, mapped.table, column), column.number)
            _add(problems, sheet, place, remark)
    _remark_group_rows(sheet, mapped.table, problems)
    for row in mapped.table.totals:
        remark = Remark("total_row", Severity.INFO, "Ligne de total ignorée.")
        _add_first(problems, sheet, row, remark)


def add_shape_remarks(reading: SheetReading, problems: Problems) -> None:
    """Adds what any table tells by its look: columns refused or hidden, hidden rows, colours."""
    sheet = reading.sheet
    hidden = Remark("hidden_column", Severity.WARNING, _HIDDEN_COLUMN)
    struck = Remark("strikethrough", Severity.WARNING, _STRUCK)
    for mapped in reading.tables:
        for column in mapped.columns:
            place = (_row_of_header(sheet, mapped.table, column), column.number)
            if column.is_refused:
                refused = Remark(SENSITIVE_COLUMN, Severity.ERROR, refusal_reason(column))
                _add(problems, sheet, place, refused)
            elif column.number in sheet.hidden_columns:
                _add(problems, sheet, place, hidden)
        for place in sorted(sheet.struck):
            if place[0] in mapped.table.records:
                _add(problems, sheet, place, struck)
    _remark_legend(sheet, legend_cells(reading), problems)
    _remark_hidden_rows(reading, problems)


def _remarks_on_column(sheet: Sheet, mapped: MappedTable, column: Column) -> list[Remark]:
    """What is told at the header of a column: refused, second, read otherwise, hidden."""
    remarks = []
    if column.is_refused:
        remarks.append(Remark(SENSITIVE_COLUMN, Severity.ERROR, refusal_reason(column)))
    if column.is_twin and column.samples:
        remarks.append(Remark("second_column", Severity.WARNING, _SECOND))
    if _is_read_otherwise(mapped, column):
        message = (
            f"Deux colonnes « {column.header} », lues différemment d’après leurs valeurs : "
            "vérifiez ce que devient chacune."
        )
        remarks.append(Remark("duplicate_header", Severity.WARNING, message))
    if column.heads_a_day:
        message = "Un jour en en-tête : colonne de présences, à lire parmi les séances."
        remarks.append(Remark("attendance_column", Severity.INFO, message))
    if column.number in sheet.hidden_columns and not column.is_refused:
        remarks.append(Remark("hidden_column", Severity.WARNING, _HIDDEN_COLUMN))
    return remarks


def _is_read_otherwise(mapped: MappedTable, column: Column) -> bool:
    """Whether a column on the left has the same header, and is read as something else."""
    key = header_key(column.header)
    return bool(key) and any(
        other.number < column.number
        and header_key(other.header) == key
        and IGNORED not in {other.field, column.field}
        and other.field != column.field
        and other.group == column.group
        for other in mapped.columns
    )


def _remark_hidden_rows(reading: SheetReading, problems: Problems) -> None:
    """Each hidden row of a table is told to be read; many, as a filter hides them, at once."""
    sheet = reading.sheet
    records = {row for mapped in reading.tables for row in mapped.table.records}
    hidden = sorted(sheet.hidden_rows & records)
    for row in hidden if len(hidden) <= _FEW else hidden[:1]:
        message = (
            "Ligne masquée, lue comme les autres : retirez-la du fichier si elle ne compte pas."
        )
        if len(hidden) > _FEW:
            message = (
                f"{len(hidden)} lignes masquées, lues comme les autres : "
                "retirez le filtre, ou ces lignes si elles ne comptent pas."
            )
        _add_first(problems, sheet, row, Remark("hidden_row", Severity.WARNING, message))


def _remark_shape(reading: SheetReading, problems: Problems) -> None:
    """Rows cut again where quotes held them whole, and those that tell how to fill the table."""
    sheet = reading.sheet
    records = {row for mapped in reading.tables for row in mapped.table.records}
    if reading.pointed is None and not reading.has_headers:
        remark = Remark("no_header", Severity.WARNING, _NO_HEADER)
        _add_first(problems, sheet, min(sheet.rows), remark)
    message = "Ligne entre guillemets, d’un seul bloc : recoupée en colonnes."
    for row in sorted(sheet.cut_again & records) if not sheet.is_cut_whole else ():
        _add_first(problems, sheet, row, Remark("row_cut_again", Severity.INFO, message))
    if sheet.is_cut_whole:
        message = "Tout le tableau tenait dans une colonne : recoupé à ses séparateurs."
        first = min(sheet.cut_again)
        _add_first(problems, sheet, first, Remark("column_cut", Severity.INFO, message))
    message = "Consigne de remplissage, pas un contact : laissée de côté."
    for row in reading.rows.notices:
        _add_first(problems, sheet, row, Remark("notice_row", Severity.INFO, message))


def _row_of_header(sheet: Sheet, table: Table, column: Column) -> int:
    """The row that holds the words of a header, which may be merged over the lines below."""
    rows = (row for row in reversed(table.header_rows) if sheet.text(row, column.number))
    return next(rows, table.header_row or table.records[0])


def legend_cells(reading: SheetReading) -> dict[Place, list[Place]]:
    """Cells outside the records whose colour records bear too, with the cells of those records."""
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


def _remark_ignored(reading: SheetReading, problems: Problems) -> None:
    sheet = reading.sheet
    places = [(row, column) for row in sorted(sheet.rows) for column in sorted(sheet.rows[row])]
    if not places:
        return
    place = next((place for place in places if place not in sheet.formulas), places[0])
    if reading.is_refused:
        message = f"Feuille refusée : {reading.reason}. Rien n’en est lu."
        _add_first(problems, sheet, place[0], Remark("people_helped", Severity.ERROR, message))
        return
    advice = "Choisissez-la si elle compte."
    if not reading.rows.tables:
        advice = "Écrivez « Structure », « Nom », « Courriel » au-dessus des colonnes."
    message = f"Feuille laissée de côté : {reading.reason}. {advice}"
    _add(problems, sheet, place, Remark("sheet_ignored", Severity.INFO, message))


def _remark_titles(reading: SheetReading, problems: Problems, *, title_used: bool) -> None:
    rows = reading.rows.title_rows
    ignored = rows[1:] if title_used and len(rows) == 1 else rows
    if ignored:
        numbers = ", ".join(str(row) for row in ignored)
        message = f"Titres, pas des contacts : laissés de côté (lignes {numbers})."
        remark = Remark("title_rows", Severity.INFO, message)
        _add_first(problems, reading.sheet, ignored[0], remark)


def _remark_group_rows(sheet: Sheet, table: Table, problems: Problems) -> None:
    if table.group_rows:
        first = table.group_rows[0]
        message = (
            f"En-tête sur plusieurs lignes : la ligne {first} précise le sens des colonnes de la "
            f"ligne {table.header_row}."
        )
        _add_first(problems, sheet, first, Remark("two_line_header", Severity.INFO, message))


def _remark_legend(sheet: Sheet, legend: dict[Place, list[Place]], problems: Problems) -> None:
    if legend:
        row, column = next(iter(legend))
        message = "La couleur porte un sens que l’import ne lit pas : écrivez-le dans une colonne."
        suggestion = "Proposer d’en faire une colonne."
        remark = Remark("colour_meaning", Severity.WARNING, message, suggestion)
        _add(problems, sheet, (row, column if sheet.text(row, column) else column + 1), remark)


def _remark_footers(reading: SheetReading, problems: Problems, *, has_legend: bool) -> None:
    coloured = {row for row, _ in legend_cells(reading)}
    message = "Texte de bas de tableau, pas un contact : laissé de côté."
    for row in reading.rows.footers:
        first = min(reading.sheet.rows[row])
        text = reading.sheet.text(row, first).casefold()
        heading = has_legend and (text.endswith(":") or text.startswith("légende"))
        if row not in coloured and not heading:
            remark = Remark("footer_row", Severity.INFO, message)
            _add_first(problems, reading.sheet, row, remark)


def _remark_cells(reading: SheetReading, problems: Problems) -> None:
    sheet = reading.sheet
    records = {row for mapped in reading.tables for row in mapped.table.records}
    struck = "Texte barré : personne sans doute partie. Donnez sa date de fin, ou retirez-la."
    unseen = "Caractères invisibles retirés de cette cellule."
    for place in sorted(sheet.struck):
        if place[0] in records:
            _add(problems, sheet, place, Remark("strikethrough", Severity.WARNING, struck))
    for place, text in sorted(sheet.comments.items()):
        message = f"Commentaire de cellule non importé : « {text} »."
        _add(problems, sheet, place, Remark("cell_comment", Severity.INFO, message))
    for place in sorted(sheet.unseen):
        if place[0] in records:
            _add(problems, sheet, place, Remark("unseen_characters", Severity.INFO, unseen))


def _add_first(problems: Problems, sheet: Sheet, row: int, remark: Remark) -> None:
    _add(problems, sheet, (row, min(sheet.rows[row], default=1)), remark)


def _add(problems: Problems, sheet: Sheet, place: tuple[int, int], remark: Remark) -> None:
    problems.add(remark.at(sheet.reference(*place), sheet.raw(*place)))
