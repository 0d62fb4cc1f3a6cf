"""Which columns are fields of a table, by a title of its own, another name or their values?"""

from collections.abc import Sequence
from typing import Protocol

from maillage.foundation.exchange.tables.columns import Column


class ColumnField(Protocol):
    """A field, and how it knows its column: each way is tried for all before the next."""

    @property
    def name(self) -> str: ...

    def is_titled_by(self, column: Column) -> bool: ...

    def is_meant_under_role(self, column: Column) -> bool: ...

    def is_meant_by(self, column: Column) -> bool: ...

    def is_shown_by(self, column: Column) -> bool: ...


_WAYS = ("is_titled_by", "is_meant_under_role", "is_meant_by", "is_shown_by")


def fields_by_number(fields: Sequence[ColumnField], columns: Sequence[Column]) -> dict[int, str]:
    """The field of each column that means one by another name, no other column being it."""
    name_by_number: dict[int, str] = {}
    for way in _WAYS:
        for one in fields:
            left = [column for column in columns if column.number not in name_by_number]
            other = next((column for column in left if getattr(one, way)(column)), None)
            is_free = one.name not in name_by_number.values()
            if other and is_free and all(column.field != one.name for column in left):
                alike = (column for column in left if _is_repeated(column, other))
                name_by_number |= {column.number: one.name for column in (other, *alike)}
    return name_by_number


def _is_repeated(column: Column, other: Column) -> bool:
    """Whether a column has the header of another under a group of its own, that tells no role."""
    group = column.group
    is_apart = group is not None and group != other.group and not group.role
    return column.header == other.header and is_apart


def header_alone(column: Column, columns: Sequence[Column]) -> str:
    """The header of a column, with the words over it where another bears it under other words."""
    over = group_shown(column, columns)
    return f"{column.header} ({over})" if over else column.header


def group_shown(column: Column, columns: Sequence[Column]) -> str:
    """The words over a column, where they alone tell it from another of the same header."""
    if column.group is None:
        return ""
    others = (one.group.text for one in columns if one.header == column.header and one.group)
    return column.group.text if {*others} - {column.group.text} else ""
