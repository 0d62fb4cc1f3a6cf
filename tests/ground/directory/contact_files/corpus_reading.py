"""How is each file, list, cell, header and word of the corpus read?

`write_readings()`, in the shell of Django, writes it again: what differs is looked at, line by
line, before it is committed.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from maillage.foundation.exchange.cleaning.dates import DateReading
from maillage.foundation.exchange.cleaning.people_cells import PersonReading, read_people
from maillage.foundation.exchange.reading.opening import open_content
from maillage.foundation.exchange.tables.headers import match_header
from maillage.foundation.exchange.vocabulary.words import is_word, value_words
from maillage.ground.directory.contact_files.table.plan import plan_workbook
from tests.foundation.exchange.spreadsheets import CASES
from tests.ground.directory.contact_files import messy_files

CORPUS = Path(__file__).parent / "corpus"
SPREADSHEETS = {".csv", ".ods", ".xlsx"}
Shape = Mapping[str, object]


def files() -> dict[str, bytes]:
    """The spreadsheets of the corpus: those on disk, then those that a module of tests writes."""
    on_disk = [path for folder in (CASES, CORPUS) for path in sorted(folder.iterdir())]
    written = {
        name: value()
        for name, value in vars(messy_files).items()
        if getattr(value, "__module__", "") == messy_files.__name__
    }
    return {p.name: p.read_bytes() for p in on_disk if p.suffix in SPREADSHEETS} | written


def file_reading(content: bytes) -> dict[str, list[Shape]]:
    """Structures, people, mandates and remarks of a spreadsheet, every suggestion followed."""
    plan = plan_workbook(open_content(content))
    return {
        "structures": [filled(one.as_json()) for one in plan.organisations],
        "people": [filled(one.as_json()) for one in plan.people],
        "mandates": [filled(one.as_json()) for one in plan.mandates],
        "remarks": [filled(one.as_json()) for one in plan.problems],
    }


def list_reading(text: str) -> Shape:
    """The same of a short list, without what it holds none of."""
    return filled(file_reading(text.encode()))


def cell_reading(text: str) -> Shape:
    """Whom a cell names, and what else it says."""
    cell = read_people(text)
    return filled(
        {
            "people": [person_reading(one) for one in cell.people],
            "unnamed": cell.unnamed,
            "vacant": cell.vacant,
            "dead": cell.dead,
        }
    )


def person_reading(person: PersonReading) -> Shape:
    """One person of a cell, with what stands beside the name."""
    return filled(
        {
            "civility": person.name.civility,
            "given": person.name.given,
            "family": person.name.family,
            "function": person.function,
            "since": day_reading(person.since),
            "until": day_reading(person.until),
            "note": person.note,
        }
    )


def day_reading(day: DateReading | None) -> str:
    """A day as it is read, with its precision."""
    return f"{day.date} {day.precision}" if day else ""


def header_reading(text: str) -> Shape:
    """The field that a header announces by itself, and the words that the field leaves."""
    match = match_header(text)
    if match is None:
        return {}
    return filled({"field": match.field, "rest": match.rest, "number": match.number})


def word_reading(text: str) -> list[str]:
    """The kinds of words among which this one stands."""
    return sorted(kind for kind in value_words() if is_word(kind, text))


def filled(shape: Shape) -> Shape:
    """The shape without what is empty."""
    return {name: value for name, value in shape.items() if value}


def texts_reading(name: str, read: Callable[[str], object]) -> dict[str, object]:
    """How each text of this list of the corpus is read."""
    texts: list[str] = json.loads((CORPUS / f"{name}.json").read_text("utf-8"))
    return {text: read(text) for text in texts}


def canonical(value: object, depth: int) -> str:
    """The value as JSON, on one line below that depth."""
    if depth and value and isinstance(value, Mapping):
        lines = [f"{canonical(k, 0)}: {canonical(v, depth - 1)}" for k, v in value.items()]
        return "{\n" + ",\n".join(lines) + "\n}"
    if depth and value and isinstance(value, list):
        return "[\n" + ",\n".join(canonical(one, depth - 1) for one in value) + "\n]"
    return json.dumps(value, ensure_ascii=False)


def readings() -> dict[str, str]:
    """All that is read of the corpus, by the name of the file that holds it."""
    lists = {
        "short_lists": texts_reading("short_lists", list_reading),
        "cells": texts_reading("cells", cell_reading),
        "headers": texts_reading("headers", header_reading),
        "words": texts_reading("words", word_reading),
    }
    return {
        name: canonical(file_reading(content), 2) + "\n" for name, content in files().items()
    } | {name: canonical(read, 1) + "\n" for name, read in lists.items()}


def reading_file(name: str) -> Path:
    """Where the reading of this part of the corpus stands."""
    return CORPUS / "read" / f"{name}.json"


def write_readings() -> None:
    """Writes the readings of today, to be looked at as a difference."""
    for name, text in readings().items():
        reading_file(name).write_text(text, "utf-8")
