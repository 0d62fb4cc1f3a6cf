"""Which key was given last in a table? No key of a removed row is given to another one."""

from django.db import connection, models


def last_given(model: type[models.Model]) -> int:
    """The last key that the database gave in this table; 0 where keys are not numbered."""
    if not isinstance(model._meta.pk, models.AutoField):
        return 0
    question = _ON_POSTGRESQL if connection.vendor == "postgresql" else _ON_SQLITE
    with connection.cursor() as cursor:
        cursor.execute(question, _table_and_column(model))
        row = cursor.fetchone()
    return int(row[0]) if row and row[0] else 0


def set_last_given(model: type[models.Model], last: int) -> None:
    """Makes the next key of this table follow this one."""
    if not isinstance(model._meta.pk, models.AutoField) or not last:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, %s), %s)",
                [*_table_and_column(model), last],
            )
            return
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", _table_and_column(model))
        cursor.execute(
            "INSERT INTO sqlite_sequence VALUES (%s, %s)", [*_table_and_column(model), last]
        )


_ON_SQLITE = "SELECT seq FROM sqlite_sequence WHERE name = %s"
_ON_POSTGRESQL = "SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, %s)::regclass)"


def _table_and_column(model: type[models.Model]) -> list[str]:
    meta = model._meta
    if connection.vendor == "postgresql":
        return [f'"{meta.db_table}"', str(meta.pk.column)]
    return [meta.db_table]
