"""Files made to harm: refused clearly, quickly and in little memory."""

import contextlib
import io
import resource
import time
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.foundation.exchange.cells.problems import UnreadableFileError
from maillage.foundation.exchange.reading.opening import open_content
from maillage.ground.directory.contact_files.table.plan import plan_workbook
from tests.foundation.exchange.spreadsheets import (
    RELATIONS_XML,
    WORKBOOK_XML,
    bare_xlsx,
    ods_bytes,
    packed,
    xlsx_bytes,
)

_HEAD, _FOOT = b"<worksheet><sheetData>", b"</sheetData></worksheet>"
_LAUGHS = (
    b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b"<worksheet>&b;</worksheet>"
)
_OUTSIDE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet>&e;</worksheet>'


def _zip_bomb() -> bytes:
    return bare_xlsx(_HEAD + b" " * 120_000_000 + _FOOT)


def _many_entries() -> bytes:
    return packed({f"xl/{number}.xml": b"" for number in range(3_000)})


def _far_cell() -> bytes:
    return bare_xlsx(_HEAD + b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' + _FOOT)


def _ods_bomb() -> bytes:
    row = (
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
        'table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row>'
    )
    return ods_bytes(f'<table:table table:name="a">{row}</table:table>')


def _lying_directory() -> bytes:
    """The directory says that a large part is small."""
    content = bytearray(bare_xlsx(_HEAD + b" " * 3_000_000 + _FOOT))
    real = (3_000_000 + len(_HEAD) + len(_FOOT)).to_bytes(4, "little")
    return bytes(content).replace(real, (900).to_bytes(4, "little"))


def _nested() -> bytes:
    return packed({"archive.zip": packed({"xl/workbook.xml": WORKBOOK_XML})})


def _polyglot() -> bytes:
    return b"%PDF-1.7\n" + packed({"xl/workbook.xml": WORKBOOK_XML})


HARMFUL: list[Callable[[], bytes]] = [
    _zip_bomb,
    _many_entries,
    _far_cell,
    _ods_bomb,
    _lying_directory,
    _nested,
    _polyglot,
    lambda: bare_xlsx(_LAUGHS),
    lambda: bare_xlsx(_OUTSIDE),
    lambda: bare_xlsx(_HEAD + _FOOT, sharedStrings=_LAUGHS),
    lambda: b"",
    lambda: b"PK\x03\x04" + b"\x00" * 50,
    lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512,
    lambda: b"\x89PNG\r\n\x1a\n" + b"\x00" * 100,
    lambda: b"a;b\r\n" * 12_000_000,
    lambda: b'Nom;"' + b"x" * 200_000,
    lambda: packed(
        {"xl/workbook.xml": WORKBOOK_XML, "xl/_rels/workbook.xml.rels": RELATIONS_XML[:40]}
    ),
    lambda: packed({"../../evil.xml": b"x", "mimetype": b"application/zip"}),
]


@pytest.mark.parametrize("harmful", HARMFUL)
def test_bombs_are_refused_in_a_second_with_a_french_sentence(harmful: Callable[[], bytes]) -> None:
    content = harmful()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()

    with pytest.raises(UnreadableFileError) as refusal:
        open_content(content)

    assert str(refusal.value).endswith(".")
    assert len(str(refusal.value)) > 40
    assert time.process_time() - start < 1
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < 100


def test_bombs_a_million_empty_rows_cost_little_and_hold_nothing() -> None:
    rows = b"".join(b'<row r="%d"/>' % number for number in range(2, 1_000_000))
    content = bare_xlsx(_HEAD + b'<row r="1"><c r="A1"><v>7</v></c></row>' + rows + _FOOT)
    start = time.process_time()

    sheet = open_content(content).sheets[0]

    assert sheet.rows == {1: {1: 7}}
    assert time.process_time() - start < 3


def test_external_part_is_never_followed() -> None:
    outside = (
        b'<Relationships><Relationship Id="rId1" TargetMode="External" '
        b'Target="http://example.org/worksheets/sheet1.xml"/></Relationships>'
    )

    with pytest.raises(UnreadableFileError, match="aucune feuille"):
        open_content(
            packed({"xl/workbook.xml": WORKBOOK_XML, "xl/_rels/workbook.xml.rels": outside})
        )


_GOOD = xlsx_bytes({"Élus": [["Nom", "Mail"], ["Roy", "roy@example.org"]]})


@settings(max_examples=150)
@given(st.binary(max_size=400))
def test_hypothesis_on_parsers_any_bytes_are_read_or_refused(content: bytes) -> None:
    _read_or_refuse(content)
    _read_or_refuse(b"PK\x03\x04" + content)


@settings(max_examples=150)
@given(st.integers(0, len(_GOOD) - 1), st.binary(min_size=1, max_size=6))
def test_hypothesis_on_parsers_a_damaged_file_is_read_or_refused(place: int, noise: bytes) -> None:
    _read_or_refuse(_GOOD[:place] + noise + _GOOD[place + len(noise) :])


@settings(max_examples=100)
@given(st.text(alphabet="<>/\"'= abcvrt0123456789", max_size=120))
def test_hypothesis_on_parsers_any_sheet_markup_is_read_or_refused(markup: str) -> None:
    _read_or_refuse(bare_xlsx(_HEAD + markup.encode() + _FOOT))


def _read_or_refuse(content: bytes) -> None:
    with contextlib.suppress(UnreadableFileError):
        assert open_content(content).format in {"csv", "xlsx", "ods"}


def test_archive_with_a_password_is_refused_with_what_to_do() -> None:
    content = bytearray(packed({"xl/workbook.xml": WORKBOOK_XML}))
    for offset in (6, content.find(b"PK\x01\x02") + 8):
        content[offset] |= 1

    with pytest.raises(UnreadableFileError, match="sans mot de passe"):
        open_content(bytes(content))
    assert zipfile.is_zipfile(io.BytesIO(bytes(content)))


def test_archive_of_a_format_to_come_is_refused() -> None:
    content = bytearray(packed({"xl/workbook.xml": WORKBOOK_XML}))
    content[content.find(b"PK\x01\x02") + 6] = 0xFF

    with pytest.raises(UnreadableFileError, match="abîmé"):
        open_content(bytes(content))


def _merged(merges: int, bottom: int = 0) -> bytes:
    cells = b"".join(b'<mergeCell ref="A%d:D%d"/>' % (n, bottom or n) for n in range(2, merges + 2))
    head = b'<row r="1"><c r="A1" t="str"><v>Nom</v></c><c r="B1" t="str"><v>Mail</v></c></row>'
    rows = b"".join(
        b'<row r="%d"><c r="A%d" t="str"><v>Eve ROY</v></c></row>' % (n, n)
        for n in range(2, 20_002)
    )
    return bare_xlsx(_HEAD + head + rows + b"</sheetData>" + cells + b"</worksheet>")


@pytest.mark.parametrize(("merges", "bottom"), [(60_000, 0), (5_000, 20_000)])
def test_bombs_merged_cells_are_refused_in_a_second(merges: int, bottom: int) -> None:
    content = _merged(merges, bottom)
    start = time.process_time()

    with pytest.raises(UnreadableFileError, match="fusionnées"):
        open_content(content)

    assert time.process_time() - start < 2


def test_bombs_as_many_merged_cells_as_taken_are_read_in_seconds() -> None:
    content = _merged(19_000)
    start = time.process_time()

    plan_workbook(open_content(content))

    assert time.process_time() - start < 20
