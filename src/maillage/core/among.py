"""How are the rows of a few records read, whatever the database believes of its tables?

PostgreSQL may read a list that a condition asks for once per row, when it has not counted the
tables or counted them while they were empty: minutes, for ten thousand rows. What is asked here it
reads first, once, then looks for its values by an index. SQLite always does.
"""

from collections.abc import Sequence
from typing import TypeVar

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Model, QuerySet
from django.db.models.lookups import In
from django.db.models.sql.compiler import SQLCompiler

Record = TypeVar("Record", bound=Model)


class Among(In):
    """The same answer as `in`; on PostgreSQL the list is an array, read before the rows."""

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, Sequence[object]]:
        """The condition in SQL, and its values."""
        column, values = self.process_lhs(compiler, connection)
        read, records = self.process_rhs(compiler, connection)
        return f"{column} = ANY (ARRAY{read})", [*values, *records]


def among(column: str, rows: QuerySet[Record, object]) -> Among:
    """The condition that this column holds the key of one of these rows, or their only value."""
    return Among(F(column), rows.order_by().query)
