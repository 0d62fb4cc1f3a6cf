"""What does an XLSX file hold? Values, merges, colours, struck text and comments; never macros."""

import posixpath

from maillage.foundation.exchange.cells.problems import UnreadableFileError
from maillage.foundation.exchange.cells.references import cell_position
from maillage.foundation.exchange.cells.text import MAX_TEXT
from maillage.foundation.exchange.cells.workbook import Sheet, Workbook
from maillage.foundation.exchange.reading.archive import Archive
from maillage.foundation.exchange.reading.limits import MAX_SHEETS
from maillage.foundation.exchange.reading.markup import local_name, read_markup
from maillage.foundation.exchange.reading.xlsx_cells import SharedStrings, SheetCells
from maillage.foundation.exchange.reading.xlsx_styles import read_styles

_MAIN = "xl/workbook.xml"


def read_xlsx(archive: Archive) -> Workbook:
    """The workbook of an archive already measured."""
    index = _Index(archive.read(_MAIN))
    targets = _relations(archive, _MAIN)
    styles = read_styles(archive.read("xl/styles.xml"))
    strings = SharedStrings(archive.read("xl/sharedStrings.xml")).texts
    workbook = Workbook("xlsx", [])
    for name, relation, hidden in index.sheets[:MAX_SHEETS]:
        part = targets.get(relation, "")
        if not part.startswith("xl/worksheets/"):
            continue
        sheet = Sheet(name, hidden=hidden)
        SheetCells(sheet, styles, strings, from_1904=index.from_1904).read(archive.read(part))
        _read_comments(archive, part, sheet)
        workbook.sheets.append(sheet)
    if not workbook.sheets:
        raise UnreadableFileError(
            "Ce classeur ne contient aucune feuille de calcul. Vérifiez le fichier choisi."
        )
    return workbook


class _Index:
    """Names, order and visibility of the sheets."""

    def __init__(self, content: bytes) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.from_1904 = False
        if content:
            read_markup(content, self._start)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = local_name(name)
        if tag == "workbookPr":
            self.from_1904 = attributes.get("date1904", "0") in {"1", "true"}
        elif tag == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), _relation(attributes), hidden))


def _relation(attributes: dict[str, str]) -> str:
    return next((value for name, value in attributes.items() if name.endswith(":id")), "")


def _relations(archive: Archive, part: str) -> dict[str, str]:
    folder, name = posixpath.split(part)
    content = archive.read(f"{folder}/_rels/{name}.rels")
    text_by_name: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        inside = attributes.get("TargetMode", "Internal") != "External"
        if local_name(tag) == "Relationship" and inside:
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
            text_by_name[attributes.get("Id", "")] = posixpath.normpath(path)

    if content:
        read_markup(content, start)
    return text_by_name


def _read_comments(archive: Archive, part: str, sheet: Sheet) -> None:
    for target in _relations(archive, part).values():
        if posixpath.basename(target).startswith("comment"):
            _Comments(sheet).read(archive.read(target))


class _Comments:
    """Puts the comments of a part on the cells of its sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._place: tuple[int, int] | None = None
        self._reading = False

    def read(self, content: bytes) -> None:
        if content:
            read_markup(content, self._start, self._end, self._text)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = local_name(name)
        if tag == "comment":
            self._place = cell_position(attributes["ref"])
        self._reading = tag == "t"

    def _end(self, _name: str) -> None:
        self._reading = False

    def _text(self, text: str) -> None:
        if self._reading and self._place:
            note = self._sheet.comments.get(self._place, "")
            self._sheet.comments[self._place] = (note + text)[:MAX_TEXT]
