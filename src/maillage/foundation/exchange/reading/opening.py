"""What kind of file is this really, and what does it hold?"""

from pathlib import Path

from maillage.foundation.exchange.cells.problems import UnreadableFileError
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.reading.archive import ZIP, Archive
from maillage.foundation.exchange.reading.cards import cards_as_rows
from maillage.foundation.exchange.reading.delimited import read_delimited
from maillage.foundation.exchange.reading.limits import MAX_FILE_BYTES, check_size
from maillage.foundation.exchange.reading.ods import read_ods
from maillage.foundation.exchange.reading.one_cell_rows import cut_one_cell_rows
from maillage.foundation.exchange.reading.vcards import holds_cards, read_vcards
from maillage.foundation.exchange.reading.xlsx import read_xlsx

_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_FOREIGN = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"MZ",
    b"Rar!",
    b"7z\xbc\xaf",
)
_TEXT_CONTROLS = frozenset(range(32)) - {0, 9, 10, 11, 12, 13, 26, 27}


def open_file(path: Path) -> Workbook:
    """The workbook at this path; the weight is checked before reading."""
    check_size(path.stat().st_size)
    with path.open("rb") as file:
        return open_content(file.read(MAX_FILE_BYTES + 1))


def open_content(content: bytes) -> Workbook:
    """The workbook held by these bytes, whose first ones decide, never the file's name.

    Contacts written as cards come as the rows of a table, a row held by one cell as its cells.
    """
    workbook = _opened(content)
    workbook.sheets = [cut_one_cell_rows(cards_as_rows(sheet)) for sheet in workbook.sheets]
    return workbook


def _opened(content: bytes) -> Workbook:
    check_size(len(content))
    if content.startswith(ZIP):
        return _open_archive(Archive(content))
    _refuse_foreign(content)
    return read_vcards(content) if holds_cards(content) else read_delimited(content)


def weight_of(content: bytes) -> int:
    """How many bytes there are to read once unpacked; what is no table is refused at once."""
    check_size(len(content))
    if content.startswith(ZIP):
        return Archive(content).unpacked
    _refuse_foreign(content)
    return len(content)


def _refuse_foreign(content: bytes) -> None:
    if content.startswith(_OLD_EXCEL):
        raise UnreadableFileError(
            "Ce fichier est à l’ancien format Excel (XLS) ou protégé par un mot de passe. "
            "Enregistrez-le au format XLSX, sans mot de passe, puis déposez-le."
        )
    if content.startswith(_FOREIGN) or _looks_binary(content):
        raise UnreadableFileError(
            "Ce fichier n’est pas un tableau. Déposez un fichier XLSX, ODS ou CSV."
        )


def _open_archive(archive: Archive) -> Workbook:
    try:
        return _read_archive(archive)
    except (ValueError, LookupError, OverflowError) as error:
        raise UnreadableFileError(
            "Ce classeur est abîmé. Ouvrez-le dans votre tableur et enregistrez-le à nouveau."
        ) from error


def _read_archive(archive: Archive) -> Workbook:
    if "xl/workbook.xml" in archive.names:
        return read_xlsx(archive)
    if archive.read("mimetype").strip() == _ODS_TYPE and "content.xml" in archive.names:
        return read_ods(archive)
    raise UnreadableFileError(
        "Cette archive n’est pas un classeur. Déposez le fichier XLSX, ODS ou CSV lui-même."
    )


def _looks_binary(content: bytes) -> bool:
    sample = content[:4_000]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    halves = (sample[::2].count(0), sample[1::2].count(0))
    if max(halves) * 2 > len(sample) // 2 and min(halves) * 20 <= max(halves):
        return False
    return sum(byte in _TEXT_CONTROLS for byte in sample) * 50 > len(sample)
