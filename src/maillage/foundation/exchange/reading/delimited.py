"""What does a CSV file hold, whatever its encoding and its separator?"""

import codecs
import csv
import io
from collections import Counter

from maillage.core.tables_out import restored
from maillage.foundation.exchange.cells.problems import UnreadableFileError
from maillage.foundation.exchange.cells.text import MAX_TEXT
from maillage.foundation.exchange.cells.workbook import Sheet, Workbook
from maillage.foundation.exchange.reading.limits import CellCount

SHEET_NAME = "csv"
_LONGEST_FIELD = 100_000
_DELIMITERS = (";", "\t", ",", "|")
# Without a mark: Windows, Excel for Mac, and the old programs that still write as DOS did.
_WITHOUT_MARK = ("cp1252", "mac_roman", "cp850")
_FRENCH_LETTERS = frozenset("àâçèéêëîïôùûœ’")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_delimited(content: bytes) -> Workbook:
    """One sheet named csv; the row of a cell is the number of its record.

    Lines may end as Windows, Unix or an old Mac end them. A text that an export kept from acting
    as a formula comes back as it was.
    """
    text, encoding = decoded(content)
    text, announced = _announced_delimiter(text)
    delimiter = announced or guessed_delimiter(text)
    sheet = Sheet(SHEET_NAME)
    count = CellCount()
    shift = 2 if announced else 1
    try:
        lines = io.StringIO(text, newline=None)
        for number, record in enumerate(csv.reader(lines, delimiter=delimiter), shift):
            _keep_record(sheet, count, number, record)
    except csv.Error as error:
        raise _open_quote() from error
    return Workbook("csv", [sheet], encoding=encoding, delimiter=delimiter)


def _open_quote() -> UnreadableFileError:
    return UnreadableFileError(
        "Ce fichier texte est illisible : un guillemet n’est pas refermé. "
        "Enregistrez-le à nouveau en CSV depuis votre tableur."
    )


def _keep_record(sheet: Sheet, count: CellCount, number: int, record: list[str]) -> None:
    for column, value in enumerate(record, 1):
        if len(value) > _LONGEST_FIELD:
            raise _open_quote()
        if value.strip():
            count.add(number, column)
            sheet.put(number, column, restored(value[:MAX_TEXT]))


def decoded(content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: its mark, UTF-16 by its zeros, UTF-8, else a guess.

    >>> decoded("Élu".encode("cp1252"))
    ('Élu', 'cp1252')
    >>> decoded("Élu référent".encode("mac_roman"))
    ('Élu référent', 'mac_roman')
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace"), encoding
    sample = content[:4_000]
    if sample.count(0) > len(sample) // 4:
        encoding = "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
        return content.decode(encoding, "replace"), encoding
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        encoding = max(_WITHOUT_MARK, key=lambda name: _french_letters(content, name))
        return content.decode(encoding, "replace"), encoding


def _french_letters(content: bytes, encoding: str) -> int:
    """How many letters that French alone makes frequent the text would hold in this encoding."""
    beyond = bytes(byte for byte in content[:100_000] if byte > 127)
    return sum(letter in _FRENCH_LETTERS for letter in beyond.decode(encoding, "replace"))


def guessed_delimiter(text: str) -> str:
    """The separator that cuts the first records most regularly; `;` when nothing decides."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:40]
    best = max(_DELIMITERS, key=lambda mark: _regularity(lines, mark))
    return best if _regularity(lines, best) > 0 else ";"


def _regularity(lines: list[str], mark: str) -> float:
    counts = Counter(_outside_quotes(line).count(mark) for line in lines)
    counts.pop(0, None)
    if not counts:
        return 0.0
    cuts, lines_alike = counts.most_common(1)[0]
    return lines_alike * min(cuts, 8)


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])


def _announced_delimiter(text: str) -> tuple[str, str]:
    """Excel may announce its separator on a first line `sep=;`."""
    first, _, rest = text.partition("\n")
    if first.casefold().startswith("sep=") and len(first.strip()) == 5:
        return rest, first.strip()[4]
    return text, ""
