"""What can be done with a file of a kind that no tool receives?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.foundation.exchange.import_wizard.models import Import
from maillage.foundation.exchange.import_wizard.services.first_reading import rows_that_enter
from maillage.foundation.exchange.tables.column_context import ColumnContext
from maillage.foundation.exchange.tables.columns import Column
from maillage.foundation.exchange.tables.sheets import SheetReading
from maillage.foundation.exchange.tables.value_looks import (
    has_legal_word,
    is_person_text,
    is_surely_somebody,
    opens_as_structure,
)
from maillage.foundation.exchange.targets.targets import PlannedImport, target_by_word

_NAMING = frozenset(
    {"pilot_organisation", "pilot_person", "pilot_service", "partners", "funder", "beneficiary",
     "managing_body", "parent"}
)  # fmt: skip
# What somebody promised, and not what a thing costs.
_PROMISED = frozenset({"commitment_kind", "amount_granted", "delivered_quantity"})
_SEVERAL = re.compile(r"[/+;,\n]")
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Advice:
    """What may come in, in a sentence, and what its button sends to the page of columns."""

    sentence: str
    button: str
    sent: tuple[tuple[str, str], ...]


def advice_on(run: Import, planned: PlannedImport) -> list[Advice]:
    """What may come in of a file of which nothing is read, its values being looked at."""
    advice = []
    if target_by_word(run.target).person_fields:
        advice += [
            one
            for number, reading in enumerate(planned.readings)
            for column in reading.columns
            if column.tells in _NAMING
            for one in _of_names(number, reading, column)
        ]
    promising = [r for r in planned.readings if any(c.tells in _PROMISED for c in r.columns)]
    words = {word for r in promising if r.kind for word in r.kind.tried} - {run.target}
    return advice + [one for word in sorted(words) for one in _of_rows(run, word)]


def _of_names(number: int, reading: SheetReading, column: Column) -> Iterator[Advice]:
    """The names of a column as contacts, where most of its values are names."""
    rows = [row for mapped in reading.tables for row in mapped.table.records]
    texts = [text for row in rows if (text := reading.sheet.text(row, column.number))]
    values = ColumnContext(tuple(dict.fromkeys(texts)))
    if values.most(_is_structure):
        field, button = "organisation_name", _("Prendre ces structures")
        sentence = _("La colonne « %(header)s » nomme des structures (%(names)s)")
    elif values.most(is_person_text):
        field, button = "person_name:1", _("Prendre ces personnes")
        sentence = _("La colonne « %(header)s » nomme des personnes (%(names)s)")
    else:
        return
    several = [text for text in values.values if _SEVERAL.search(text)]
    people = [text for text in values.values if is_surely_somebody(text)]
    aside = {*several, *(people if field == "organisation_name" else ())}
    single = [text for text in values.values if text not in aside]
    shown = {"header": column.header, "names": _quoted(single or several)}
    may = _("elles peuvent entrer comme contacts.")
    sent = (("sheet", reading.sheet.name), (f"column-{number}-{column.letters}", field))
    as_people = _as_people(people) if field == "organisation_name" else ""
    yield Advice(f"{sentence % shown} : {may}{as_people}{_to_part(several)}", button, sent)


def _is_structure(text: str) -> bool:
    names_one = has_legal_word(text) or opens_as_structure(text)
    return names_one and not is_surely_somebody(text)


def _as_people(people: list[str]) -> str:
    """Who comes in as people, in a column that mostly names structures."""
    if not people:
        return ""
    return " " + ngettext(
        "%(names)s entre comme une personne.",
        "%(names)s entrent comme des personnes.",
        len(people),
    ) % {"names": _quoted(people)}


def _to_part(several: list[str]) -> str:
    """What to do of the cells that name several, which come in as one."""
    if not several:
        return ""
    sentence = ngettext(
        "Une cellule en nomme plusieurs (%(names)s) : séparez-les d’abord dans votre fichier, "
        "ou elle entrera comme un seul nom.",
        "%(n)s cellules en nomment plusieurs (%(names)s) : séparez-les d’abord dans votre "
        "fichier, ou chacune entrera comme un seul nom.",
        len(several),
    )
    count = french.in_words(len(several), feminine=True).capitalize()
    return " " + sentence % {"n": count, "names": _quoted(several)}


def _quoted(names: list[str]) -> str:
    """« Caf », « MSA », « CPAM »…"""
    quoted = ", ".join(f"« {name} »" for name in names[:_SHOWN])
    return f"{quoted}…" if len(names) > _SHOWN else quoted


def _of_rows(run: Import, word: str) -> Iterator[Advice]:
    """The rows that say enough for another table."""
    target = target_by_word(word)
    count = rows_that_enter(run, target)
    if not count:
        return
    names = {"n": french.in_words(count, feminine=True).capitalize(), "target": _(target.label)}
    sentence = ngettext(
        "Une de ses lignes dit assez pour entrer par « %(target)s ». La vérification dira ce qui "
        "manque aux autres.",
        "%(n)s de ses lignes disent assez pour entrer par « %(target)s ». La vérification dira ce "
        "qui manque aux autres, s’il y en a.",
        count,
    )
    button = _("Lire comme « %(target)s »") % names
    yield Advice(sentence % names, button, (("target", word),))
