"""What a file holds, whatever its format, its encoding and its look."""

import datetime

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from maillage.foundation.exchange.cells.workbook import Area
from maillage.foundation.exchange.reading.opening import open_content
from maillage.foundation.exchange.reading.xlsx_styles import read_styles
from tests.foundation.exchange.spreadsheets import bare_xlsx, csv_bytes, ods_bytes, xlsx_bytes

ROWS: list[list[object]] = [["Structure", "Élu"], ["CC de l’Erdre", "Mme Œuvrard"]]
READ = {1: {1: "Structure", 2: "Élu"}, 2: {1: "CC de l’Erdre", 2: "Mme Œuvrard"}}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_text_file_is_read_in_any_encoding_and_separator(encoding: str, delimiter: str) -> None:
    workbook = open_content(csv_bytes(ROWS, encoding, delimiter))

    assert workbook.sheets[0].rows == READ
    assert workbook.delimiter == delimiter


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_text_file_of_a_mac_or_an_old_program_keeps_its_accents_and_lines(
    encoding: str, line_end: str
) -> None:
    lines = ["Prénom;Nom", "Zoé;LEFÈVRE", 'Éloïse;"évêché', 'à côté"']

    sheet = open_content(line_end.join(lines).encode(encoding)).sheets[0]

    assert sheet.rows == {
        1: {1: "Prénom", 2: "Nom"},
        2: {1: "Zoé", 2: "LEFÈVRE"},
        3: {1: "Éloïse", 2: "évêché\nà côté"},
    }


def test_text_file_counts_records_not_lines() -> None:
    rows: list[list[object]] = [["Nom", "Note"], ["Roy", "deux\nlignes"], ["Zed", "x;y"]]

    sheet = open_content(csv_bytes(rows)).sheets[0]

    assert sheet.text(3, 1) == "Zed"
    assert sheet.text(3, 2) == "x;y"


def test_separator_announced_by_excel_is_followed() -> None:
    sheet = open_content(b"sep=,\r\nNom,Mail\r\nRoy,a;b\r\n").sheets[0]

    assert sheet.rows == {2: {1: "Nom", 2: "Mail"}, 3: {1: "Roy", 2: "a;b"}}


def test_xlsx_gives_values_dates_and_numbers() -> None:
    day = datetime.date(2026, 4, 16)
    rows: list[list[object]] = [["Depuis", "Hab.", "Actif"], [day, 1240, True], [None, 0.5, "x"]]

    sheet = open_content(xlsx_bytes({"Feuil1": rows})).sheets[0]

    assert sheet.rows == {
        1: {1: "Depuis", 2: "Hab.", 3: "Actif"},
        2: {1: day, 2: 1240, 3: True},
        3: {2: 0.5, 3: "x"},
    }


def test_a_plain_number_is_no_date_where_its_format_is_written_out() -> None:
    formats = ("General", "Standard", "0%", "dd/mm/yyyy", "aaaa")
    declared = "".join(
        f'<numFmt numFmtId="{164 + n}" formatCode="{code}"/>' for n, code in enumerate(formats)
    )
    cells = "".join(f'<xf numFmtId="{164 + n}"/>' for n in range(len(formats)))
    markup = f"<styleSheet><numFmts>{declared}</numFmts><cellXfs>{cells}</cellXfs></styleSheet>"

    dates = [one.is_date for one in read_styles(markup.encode())]

    assert dates == [False, False, False, True, True]


def test_xlsx_gives_merges_colours_struck_text_and_comments() -> None:
    def dress(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:B1")
        sheet["A2"].fill = PatternFill("solid", fgColor="FFC6E0B4")
        sheet["A2"].font = Font(strike=True)
        sheet["A2"].comment = Comment("jury le 18/11", "moi")

    sheet = open_content(xlsx_bytes({"Feuil1": [["Titre", None], ["Roy", "x"]]}, dress)).sheets[0]

    assert sheet.merges == [Area(1, 1, 1, 2)]
    assert sheet.fills == {(2, 1): "FFC6E0B4"}
    assert sheet.struck == {(2, 1)}
    assert sheet.comments == {(2, 1): "jury le 18/11"}


def test_formula_gives_its_last_value_or_stays_text() -> None:
    cells = b'<c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>cmd|x!A0</f></c>'
    sheet = open_content(
        bare_xlsx(b"<worksheet><sheetData><row r='1'>" + cells + b"</row></sheetData></worksheet>")
    ).sheets[0]

    assert sheet.rows == {1: {1: 2, 2: "=cmd|x!A0"}}
    assert sheet.formulas == {(1, 1), (1, 2)}


def test_ods_gives_values_repeats_merges_and_look() -> None:
    styles = (
        '<style:style style:name="parti"><style:text-properties '
        'style:text-line-through-style="solid"/></style:style>'
        '<style:style style:name="vert"><style:table-cell-properties '
        'fo:background-color="#c6e0b4"/></style:style>'
    )
    table = (
        '<table:table table:name="Élus"><table:table-row>'
        '<table:table-cell table:number-columns-spanned="2"><text:p>Titre</text:p>'
        "<office:annotation><dc:creator>moi</dc:creator><text:p>à voir</text:p></office:annotation>"
        "</table:table-cell><table:covered-table-cell/></table:table-row>"
        '<table:table-row table:number-rows-repeated="2">'
        '<table:table-cell office:value-type="float" office:value="3" table:style-name="vert"/>'
        '<table:table-cell table:style-name="parti"><text:p>Roy</text:p><text:p>Zed</text:p>'
        "</table:table-cell></table:table-row>"
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )

    sheet = open_content(ods_bytes(table, styles)).sheets[0]

    assert sheet.rows == {1: {1: "Titre"}, 2: {1: 3, 2: "Roy\nZed"}, 3: {1: 3, 2: "Roy\nZed"}}
    assert sheet.merges == [Area(1, 1, 1, 2)]
    assert sheet.comments == {(1, 1): "à voir"}
    assert sheet.fills == {(2, 1): "#C6E0B4", (3, 1): "#C6E0B4"}
    assert sheet.struck == {(2, 2), (3, 2)}


def test_hidden_sheet_of_an_ods_is_known_as_hidden() -> None:
    styles = (
        '<style:style style:name="ta1"><style:table-properties table:display="true"/></style:style>'
        '<style:style style:name="ta2"><style:table-properties table:display="false"/>'
        "</style:style>"
    )
    row = (
        "<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>"
    )
    table = (
        f'<table:table table:name="Élus" table:style-name="ta1">{row}</table:table>'
        f'<table:table table:name="Listes" table:style-name="ta2">{row}</table:table>'
    )

    sheets = open_content(ods_bytes(table, styles)).sheets

    assert [(sheet.name, sheet.hidden) for sheet in sheets] == [("Élus", False), ("Listes", True)]


def test_hidden_sheet_is_known_as_hidden() -> None:
    def dress(sheet: Worksheet) -> None:
        sheet.sheet_state = "hidden"

    content = xlsx_bytes({"Brouillon": [["a"]], "Élus": [["b"]]}, dress)

    assert [(s.name, s.hidden) for s in open_content(content).sheets] == [
        ("Brouillon", True),
        ("Élus", False),
    ]


def test_unseen_characters_are_dropped_and_the_rest_is_kept_as_text() -> None:
    long_name = "É" * 300
    rows: list[list[object]] = [["Nom", "Note"], ["Ro\x00y \u202e😀", long_name]]

    sheet = open_content(csv_bytes(rows)).sheets[0]

    assert sheet.rows[2] == {1: "Roy 😀", 2: long_name}
    assert sheet.unseen == {(2, 1)}
