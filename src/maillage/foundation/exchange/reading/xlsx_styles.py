"""Which cells of an XLSX file are dates, struck through, bold or coloured?"""

import re
from dataclasses import dataclass

from maillage.foundation.exchange.reading.markup import local_name, read_markup

_BUILTIN_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
# « General » has an a, as the year of some countries: it is the format of any plain number.
_LITERALS = re.compile(r'"[^"]*"|\\.|\[[^\[\]]*\]|general|standard', re.IGNORECASE)
_CLOCK_ONLY = frozenset({18, 19, 20, 21, 45, 46, 47})


@dataclass(frozen=True, slots=True)
class CellStyle:
    """What the look of a cell says about its content."""

    is_date: bool = False
    struck: bool = False
    bold: bool = False
    fill: str | None = None


PLAIN = CellStyle()


class _StyleReader:
    """Collects number formats, fonts, fills, then the styles that use them."""

    def __init__(self) -> None:
        self.dates: set[int] = set(_BUILTIN_DATES - _CLOCK_ONLY)
        self.struck_fonts: list[bool] = []
        self.bold_fonts: list[bool] = []
        self.fills: list[str | None] = []
        self.styles: list[CellStyle] = []
        self._parents: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = local_name(name)
        parent = self._parents[-1] if self._parents else ""
        self._parents.append(tag)
        if tag == "numFmt" and _is_date_format(attributes.get("formatCode", "")):
            self.dates.add(int(attributes.get("numFmtId", "0")))
        elif tag == "font" and parent == "fonts":
            self.struck_fonts.append(False)
            self.bold_fonts.append(False)
        elif tag == "strike" and parent == "font" and self.struck_fonts:
            self.struck_fonts[-1] = _is_on(attributes)
        elif tag == "b" and parent == "font" and self.bold_fonts:
            self.bold_fonts[-1] = _is_on(attributes)
        elif tag == "fill" and parent == "fills":
            self.fills.append(None)
        elif tag == "fgColor" and parent == "patternFill" and self.fills:
            self.fills[-1] = _colour(attributes)
        elif tag == "xf" and parent == "cellXfs":
            self.styles.append(self._style(attributes))

    def end(self, _name: str) -> None:
        self._parents.pop()

    def _style(self, attributes: dict[str, str]) -> CellStyle:
        font = int(attributes.get("fontId", "0"))
        fill = int(attributes.get("fillId", "0"))
        return CellStyle(
            is_date=int(attributes.get("numFmtId", "0")) in self.dates,
            struck=font < len(self.struck_fonts) and self.struck_fonts[font],
            bold=font < len(self.bold_fonts) and self.bold_fonts[font],
            fill=self.fills[fill] if 2 <= fill < len(self.fills) else None,
        )


def read_styles(content: bytes) -> list[CellStyle]:
    """The cell styles of styles.xml, in the order of their numbers."""
    reader = _StyleReader()
    if content:
        read_markup(content, reader.start, reader.end)
    return reader.styles


def _is_on(attributes: dict[str, str]) -> bool:
    return attributes.get("val", "1") not in {"0", "false"}


def _is_date_format(code: str) -> bool:
    letters = _LITERALS.sub("", code).casefold()
    return ("y" in letters or "a" in letters or "d" in letters or "j" in letters) and not (
        "#" in letters or "0" in letters
    )


def _colour(attributes: dict[str, str]) -> str | None:
    if "rgb" in attributes:
        return attributes["rgb"].upper()
    if "theme" in attributes:
        return f"theme {attributes['theme']} {attributes.get('tint', '0')[:5]}"
    return f"indexed {attributes['indexed']}" if "indexed" in attributes else None
