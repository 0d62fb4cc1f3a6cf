"""Which columns of a list of projects are known by the words in them, or by what they follow?"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from maillage.foundation.exchange.tables.column_context import IGNORED
from maillage.foundation.exchange.tables.columns import BY_VALUES, UNKNOWN, Column
from maillage.foundation.exchange.tables.parsed_rows import TableSpec
from maillage.foundation.exchange.vocabulary.words import header_key, singular_key

AID, NEXT, NEXT_ON = "amount_requested", "next_step", "due_on"
_NO_SUM = frozenset({"date", "annee", "nombre", "nb", "numero"})


class ProjectSpec(TableSpec):
    """A list of projects: « Date » at the right of what comes next."""

    def settled(self, columns: Sequence[Column]) -> list[Column]:
        """The columns, each being a field of a project."""
        rows = super().settled([_without_sums(one) for one in columns])
        fields = {one.field for one in rows}
        days = [day for step, day in pairwise(rows) if step.field == NEXT and _is_its_day(day)]
        field_by_number = {one.number: NEXT_ON for one in days if NEXT_ON not in fields}
        return [_with_field(one, field_by_number) for one in rows]


def _without_sums(column: Column) -> Column:
    """« Année d’aide demandée » is not the aid."""
    is_taken = column.field == AID and not column.is_decided
    is_wrong = is_taken and bool(_NO_SUM & set(singular_key(column.header).split()))
    return replace(column, field=IGNORED, reason=UNKNOWN) if is_wrong else column


def _with_field(column: Column, field_by_number: dict[int, str]) -> Column:
    if column.number not in field_by_number:
        return column
    name = field_by_number[column.number]
    return replace(column, field=name, slot=0, reason=BY_VALUES, elsewhere="", doubt="")


def _is_free(column: Column) -> bool:
    return column.field == IGNORED and not column.is_decided


def _is_its_day(column: Column) -> bool:
    return _is_free(column) and header_key(column.header) == "date"
