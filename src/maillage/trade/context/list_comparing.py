"""What does a row of a list say otherwise than the record that it meets?"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.money import euros_typed, euros_words
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.tables.parsed_rows import NOTHING, Field, TableRow
from maillage.ground.directory.models import Person
from maillage.trade.context.listed_people import full_name
from maillage.trade.context.small_lists import ListRow, Record

NOT_TAKEN = lazy("Un import n’ajoute pas cela à ce que Maillage a déjà : dites-le sur sa page.")
# The columns that may give each value of a record, the first one that is written being its own.
Columns = Mapping[str, Sequence[Field[Any]]]


def compare_rows(rows: Iterable[ListRow[Record]], columns: Columns, links: Columns) -> None:
    """Says of each cell that differs from the record which its row meets what stays."""
    for one in rows:
        if one.existing is None or one.row.is_refused:
            continue
        for name, fields in columns.items():
            compare_value(one, name, *fields)
        for name, fields in links.items():
            tied = list(getattr(one.existing, name).all())
            compare_links(one.row, one.links.get(name, ()), tied, *fields)


def compare_value(one: ListRow[Record], name: str, *fields: Field[Any]) -> None:
    """Says what the record of a row says already of this, where a cell says another thing."""
    read, noted = one.values.get(name), getattr(one.existing, name)
    column = column_in(one.row, *fields)
    is_compared = column and read not in NOTHING and noted not in NOTHING
    if one.existing and is_compared and _is_other(read, noted):
        one.row.keep(column, shown_value(one.existing, name))


def compare_links(
    row: TableRow, read: Iterable[Model], tied: Sequence[Model], *fields: Field[Any]
) -> None:
    """Says to what a record is tied, to nothing perhaps, where a cell ties it to something else.

    An import that is taken back would leave such a tie: it is made on the page of the record.
    """
    column = column_in(row, *fields)
    if not column or all(one in tied for one in read):
        return
    if tied:
        row.keep(column, french.listed_whole(sorted(map(str, tied))))
    else:
        row.warn(column, str(NOT_TAKEN))


def column_in(row: TableRow, *fields: Field[Any]) -> str:
    """The first of the columns of these fields that a row fills; none when it fills none."""
    names = (name for one in fields for name in (one.name, *one.others))
    return next((name for name in names if row.text(name)), "")


def shown_value(record: Model, name: str) -> str:
    """A value of a record as one reads it: a label, a long day, euros, a rate."""
    value = getattr(record, name)
    if getattr(record._meta.get_field(name), "choices", None):
        return str(getattr(record, f"get_{name}_display")())
    if name.endswith("_cents"):
        return euros_words(value)
    return f"{euros_typed(value)} %" if name.endswith("_bp") else _words(value)


def _words(value: object) -> str:
    if isinstance(value, date):
        return french.long_date(value)
    if isinstance(value, Decimal):
        return french.number(value, 2)
    return full_name(value) if isinstance(value, Person) else str(value)


def _is_other(read: object, noted: object) -> bool:
    if isinstance(read, str) and isinstance(noted, str):
        return folded(read) != folded(noted)
    return read != noted
