"""Does this table list people helped, who have no place among partners?"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from maillage.foundation.exchange.cells.workbook import Sheet
from maillage.foundation.exchange.tables.columns import Column, role_of_column
from maillage.foundation.exchange.tables.headers import is_cut_short
from maillage.foundation.exchange.tables.rows import SheetRows
from maillage.foundation.exchange.vocabulary.words import header_key, singular_key

HELPED = "refused_helped"
_NAMES = frozenset({"family_name", "given_name", "person_name"})
# What a list of inhabitants may say of each too: none of it ties somebody to a structure.
_OF_ANYBODY = _NAMES | {
    "address", "amount", "amount_granted", "attendance", "city", "civility", "commune",
    "contact_details", "difficulties", "email", "email_secondary", "ignored", "informed_on",
    "last_contact_on", "meeting_on", "mobile", "notes", "phone", "postcode", "publics",
    "beneficiary_name", "insee_code", "request_on", "schemes", "since", "status", "theme", "until",
    "refused_personal", HELPED,
}  # fmt: skip
_AMOUNTS = frozenset({"amount", "amount_granted"})
_ENOUGH = 2  # weight of the signs that tell people helped, where nobody is tied to a structure
_PROFESSIONAL = re.compile(r"\b(?:pro|professionnel\w*)\b")
_WEIGHTS = {"strong": 2, "doubtful": 1, "beside": 1, "weak": 1, "alone": 2}


@dataclass(frozen=True, slots=True)
class People:
    """Whom the tables of a sheet list: `signs` tell people helped; `is_open` when none is sure."""

    signs: tuple[str, ...] = ()
    is_open: bool = False


def people_of(sheet: Sheet, rows: SheetRows, tables: Sequence[Sequence[Column]]) -> People:
    """The headers and titles that tell people helped, or whether the officer is asked who is."""
    columns = [column for table in tables for column in table]
    headers = headers_of_people_helped(columns)
    if headers or not any(map(_names_somebody, columns)):
        return People(tuple(headers))
    weights = {one.header: weight for one in columns if (weight := _weight(one))}
    if not all(map(_is_of_anybody, columns)):
        return People(is_open=sum(weights.values()) >= 2 * _ENOUGH)
    sections = [text for table in rows.tables for text in table.sections.values()]
    is_tied = _has_words("tied", *_titles(sheet, rows), *sections)
    is_tied = is_tied or _write_from_a_structure(sheet, rows, columns)
    weights |= _weights_beside_headers(sheet, rows, columns, is_tied=is_tied)
    if sum(weights.values()) >= _ENOUGH:
        return People(tuple(weights))
    return People(is_open=not is_tied)


def _weights_beside_headers(
    sheet: Sheet, rows: SheetRows, columns: Sequence[Column], *, is_tied: bool
) -> dict[str, int]:
    """How much the titles tell, each amount beside one that does, and the remarks on people."""
    titles = _titles(sheet, rows)
    weights = {title: weight for title in titles if (weight := _weight_of(title))}
    if weights:
        weights |= {one.header: 1 for one in columns if one.tells in _AMOUNTS}
    if not is_tied and not _has_words("partners", *titles):
        remarks = (one for one in columns if one.tells == "notes")
        weights |= {one.header: _ENOUGH for one in remarks if _describes_lives(sheet, rows, one)}
    return weights


def _describes_lives(sheet: Sheet, rows: SheetRows, column: Column) -> bool:
    """Whether the remarks of a column are on how people live, and not on one of them alone."""
    records = [row for table in rows.tables for row in table.records]
    texts = [text for row in records if (text := sheet.text(row, column.number))]
    telling = sum(map(_describes_a_life, texts))
    return telling > 1 and telling * 4 >= len(texts)


def _describes_a_life(remark: str) -> bool:
    if _has_words("partners", remark):
        return False
    of_family = _has_words("incomes", remark) and _has_words("children", remark)
    return of_family or _has_words("situations", remark)


def headers_of_people_helped(columns: Iterable[Column]) -> list[str]:
    """Every header that tells by itself a table of people helped, in order; often none."""
    words = _vocabulary()
    telling = {HELPED: 0, "alone": 0, "weak": 0, "beside": 0}
    headers: list[str] = []
    for column in columns:
        signs = [name for name in ("weak", "beside") if _begins(column.header, words[name])]
        if column.field == HELPED:
            signs += [HELPED, *(["alone"] if _bare(column.header) in words["alone"] else [])]
        for sign in signs:
            telling[sign] += 1
        headers += [column.header] if signs else []
    by_weak = telling["weak"] and telling["weak"] + telling["beside"] > 1
    is_list = telling["alone"] or telling[HELPED] > 1 or by_weak
    return headers if is_list else []


def _names_somebody(column: Column) -> bool:
    return column.field in _NAMES and role_of_column(column) is None


def _is_of_anybody(column: Column) -> bool:
    """Whether a column says of somebody what it may say of any inhabitant."""
    if _begins(column.header, _vocabulary()["decided"]):
        return True
    is_elsewhere = column.tells not in _OF_ANYBODY or bool(role_of_column(column))
    return not is_elsewhere and not _PROFESSIONAL.search(header_key(column.header))


def _weight(column: Column) -> int:
    """How much the header of a column tells that people are helped."""
    words = _vocabulary()
    weights = (w for name, w in _WEIGHTS.items() if _begins(column.header, words[name]))
    return max(weights, default=0)


def _weight_of(title: str) -> int:
    """How much a title does; nothing when it names those who help or represent them."""
    if _has_words("partners", title):
        return 0
    return 2 * _has_words("title", title) or int(_has_words("doubtful_title", title))


def _titles(sheet: Sheet, rows: SheetRows) -> list[str]:
    """The texts above the tables, and the name of the sheet."""
    titles = [sheet.text(row, column) for row in rows.title_rows for column in sheet.rows[row]]
    return [text for text in (*titles, sheet.name) if text]


def _write_from_a_structure(sheet: Sheet, rows: SheetRows, columns: Sequence[Column]) -> bool:
    """Whether most addresses are of a domain that is nobody's own: that of a structure."""
    numbers = {column.number for column in columns if column.field == "email"}
    records = [row for table in rows.tables for row in table.records]
    texts = [sheet.text(row, number).casefold() for row in records for number in numbers]
    domains = [text.rpartition("@")[2].strip() for text in texts if "@" in text]
    own = _vocabulary()["mailboxes"]
    return sum(header_key(one.partition(".")[0]) not in own for one in domains) * 2 > len(domains)


def _has_words(kind: str, *texts: str) -> bool:
    words = _vocabulary()[kind]
    keys = [f" {singular_key(text)} " for text in texts]
    return any(f" {singular_key(word)} " in key for word in words for key in keys)


@lru_cache(maxsize=1)
def _vocabulary() -> dict[str, frozenset[str]]:
    source = files("maillage.foundation.exchange.vocabulary").joinpath("people_helped.toml")
    lists = tomllib.loads(source.read_text("utf-8"))
    return {name: frozenset(map(header_key, headers)) for name, headers in lists.items()}


def _bare(header: str) -> str:
    return header_key(header).rstrip(" 123456789")


def _begins(header: str, keys: frozenset[str]) -> bool:
    """Whether a header is one of these, or one of them that a point cuts short."""
    return _bare(header) in keys or any(is_cut_short(header, key) for key in keys)
