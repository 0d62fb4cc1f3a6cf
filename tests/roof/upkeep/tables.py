"""What a database says of its own tables, told so that two databases can be compared.

Left out: the order of columns and of declarations, which Django never reads, and the names that it
makes of a table's name, which stay when the table is renamed.
"""

import re
from collections.abc import Iterable
from typing import Protocol

Tables = dict[str, list[str]]
MADE_NAMES = re.compile(r'"?\b\w+(_[0-9a-f]{8}(_like|_uniq|_fk_\w+)?|_pkey)\b"?')
SQLITE = ("SELECT tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL",)
POSTGRES = (
    """SELECT relname, concat_ws(' ', attname, format_type(atttypid, atttypmod), attnotnull,
         attidentity, attcollation, pg_get_expr(adbin, adrelid))
       FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid AND relkind NOT IN ('i', 'S')
       LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
       WHERE relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT attisdropped""",
    "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    """SELECT conrelid::regclass::text, concat_ws(' ', conname, condeferrable, condeferred,
         convalidated, pg_get_constraintdef(oid))
       FROM pg_constraint WHERE conrelid <> 0 AND contype <> 'n'
         AND connamespace = 'public'::regnamespace""",
    "SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
)


class Cursor(Protocol):
    """What reads rows, whichever library opened the database."""

    def execute(self, query: str) -> object:
        """Asks."""
        ...

    def fetchall(self) -> Iterable[tuple[str, str]]:
        """The rows of the answer."""
        ...


def described_tables(cursor: Cursor, *, is_postgres: bool) -> Tables:
    """By table, each of its columns, indexes, constraints and triggers, sorted."""
    names_by_name: Tables = {}
    for requested in POSTGRES if is_postgres else SQLITE:
        cursor.execute(requested)
        for table, text in cursor.fetchall():
            names_by_name.setdefault(table, []).extend([text] if is_postgres else _parts(text))
    return {table: sorted(map(_unnamed, parts)) for table, parts in names_by_name.items()}


def _parts(declaration: str) -> list[str]:
    """The declarations of a table of SQLite, which keeps the very words that made it."""
    if not declaration.startswith("CREATE TABLE"):
        return [declaration]
    return declaration.partition("(")[2].removesuffix(")").strip().split(", ")


def _unnamed(part: str) -> str:
    return MADE_NAMES.sub("…", part)
