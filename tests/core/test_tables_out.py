import io
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from maillage.core.tables_out import neutralised, restored, write_csv, write_xlsx


@pytest.mark.parametrize(
    ("text", "left_as"),
    [
        ("=1+1", "'=1+1"),
        ("+33 1 99 00", "'+33 1 99 00"),
        ("-3", "'-3"),
        ("@SUM", "'@SUM"),
        ("\tx", "'\tx"),
        ("\n=1", "'\n=1"),
        ("＝1+1", "'＝1+1"),  # full-width signs, which some spreadsheets run
        ("＋33", "'＋33"),
        ("－3", "'－3"),
        ("＠SUM", "'＠SUM"),
        ("'＝1", "''＝1"),
        ("'=1", "''=1"),
        ("l’été", "l’été"),
        ("'simple", "'simple"),
        ("", ""),
    ],
)
def test_text_that_acts_leaves_with_an_apostrophe(text: str, left_as: str) -> None:
    assert neutralised(text) == left_as
    assert restored(left_as) == text


@given(st.text(alphabet="'=+-@\t\r\n＝＋－＠ab "))
def test_neutralised_text_comes_back_unchanged(text: str) -> None:
    assert restored(neutralised(text)) == text


def test_csv_is_what_french_spreadsheets_open() -> None:
    table = write_csv(
        ["Nom", "Jours"],
        [["Retz; Sud", Decimal("4.6")], [None, True], [date(2026, 11, 3), -2]],
    )

    assert table.decode("utf-8-sig") == (
        'Nom;Jours\r\n"Retz; Sud";4,6\r\n;oui\r\n03/11/2026;-2\r\n'
    )


def test_xlsx_holds_typed_cells_and_survives_control_characters() -> None:
    table = write_xlsx("Qui/quoi", ["Nom"], [["a\x07b"], [datetime(2026, 1, 2, 3, 4)], [12]])

    sheet = load_workbook(io.BytesIO(table)).worksheets[0]

    assert sheet.title == "Qui quoi"
    assert [row[0] for row in sheet.iter_rows(values_only=True)] == [
        "Nom",
        "ab",
        datetime(2026, 1, 2, 3, 4),
        12,
    ]
