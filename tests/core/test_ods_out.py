"""A table leaves as an OpenDocument spreadsheet that other programs read as it was."""

import shutil
import subprocess
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from maillage.core.ods_out import write_ods
from maillage.core.tables_out import Value, write_xlsx
from maillage.foundation.exchange.reading.opening import open_content

HEADERS = ("Structure", "Depuis le", "Voix", "Note")
ROWS: tuple[tuple[Value, ...], ...] = (
    ("Commune d’Ormelle & Cie", date(2026, 3, 1), 2, "=1+1"),
    ("  deux   espaces ", datetime(2026, 3, 1, 18, 30, tzinfo=UTC), Decimal("1.5"), "a\nb\tc"),
    ("", None, True, "\x0bvide"),
)


def test_table_comes_back_by_our_own_reader() -> None:
    [sheet] = open_content(write_ods("Membres / été", HEADERS, ROWS)).sheets

    assert sheet.name == "Membres   été"
    assert [sheet.value(1, column) for column in range(1, 5)] == list(HEADERS)
    assert sheet.value(2, 1) == "Commune d’Ormelle & Cie"
    assert sheet.value(2, 2) == date(2026, 3, 1)
    assert [sheet.value(2, 3), sheet.value(3, 3), sheet.value(4, 3)] == [2, 1.5, "oui"]
    assert [sheet.value(row, 4) for row in (2, 3, 4)] == ["=1+1", "a\nb\tc", "vide"]
    assert sheet.formulas == set()


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice reads it when it is there")
def test_table_comes_back_by_another_program(tmp_path: Path) -> None:
    path = tmp_path / "table.ods"
    path.write_bytes(write_ods("Membres", HEADERS, ROWS))

    command = ("soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile")
    subprocess.run(
        [*command, "--convert-to", "xlsx", "--outdir", str(tmp_path), str(path)],
        check=True,
        capture_output=True,
    )
    sheet = load_workbook(tmp_path / "table.xlsx")["Membres"]
    values = [[cell.value for cell in row] for row in sheet.iter_rows(max_col=4, max_row=4)]

    assert values == [
        list(HEADERS),
        ["Commune d’Ormelle & Cie", datetime(2026, 3, 1), 2, "=1+1"],
        ["  deux   espaces ", datetime(2026, 3, 1, 18, 30), 1.5, "a\nb\tc"],
        [None, None, "oui", "vide"],
    ]
    assert sheet.cell(2, 4).data_type == "s"
    assert sheet.auto_filter.ref == "A1:D4"


def test_spreadsheet_has_a_filter_row(tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    path.write_bytes(write_xlsx("Membres", HEADERS, ROWS))

    assert load_workbook(path)["Membres"].auto_filter.ref == "A1:D4"
