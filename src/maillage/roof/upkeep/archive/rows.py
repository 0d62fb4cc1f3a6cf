"""How is a row written so that both databases read it back the same?

One JSON object a line, names sorted: dates and times in universal time, decimals at their own
scale, bytes in base 64.
"""

import base64
import hashlib
import json
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from uuid import UUID

from django.db import connection, models

from maillage.roof.upkeep.faults import RestoreRefusedError

Row = Mapping[str, object]
Value = bool | int | float | Decimal | str | bytes | date | None
CHUNK = 2_000


def written(value: object) -> object:
    """What JSON holds of this value of the database."""
    for kind, write in WRITERS:
        if isinstance(value, kind):
            return write(value)
    raise TypeError(f"Valeur qui ne s’écrit pas : {type(value).__name__}")


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def _same(value: object) -> object:
    return value


def _base64(value: bytes | memoryview) -> str:
    return base64.b64encode(value).decode("ascii")


# the first kind that fits: a moment is also a date, a truth is also a whole number
WRITERS: tuple[tuple[type | tuple[type, ...], Callable[..., object]], ...] = (
    ((str, bool, int, float, dict, list, type(None)), _same),
    (datetime, _moment),
    (date, date.isoformat),
    (time, time.isoformat),
    (Decimal, str),
    (UUID, str),
    ((bytes, memoryview), _base64),
)


def columns(model: type[models.Model]) -> list[str]:
    """The columns of the model's table, by the names its rows are written under."""
    return [field.attname for field in model._meta.concrete_fields]


def lines_of(model: type[models.Model]) -> Generator[bytes, None, None]:
    """The rows of the table in the order of their keys, a line each, read little by little."""
    names = columns(model)
    values = model._base_manager.order_by("pk").values_list(*names)
    for row in values.iterator(chunk_size=CHUNK):
        yield line(dict(zip(names, map(written, row), strict=True)))


def line(row: Row) -> bytes:
    """The row as one line of JSON in ASCII."""
    return json.dumps(row, sort_keys=True, separators=(",", ":")).encode("ascii") + b"\n"


def values_of(model: type[models.Model], lines: Iterable[bytes]) -> Iterator[tuple[Value, ...]]:
    """The values of these lines as this database takes them, in the order of the columns.

    Raises RestoreRefusedError for a line that has other columns.
    """
    fields = model._meta.concrete_fields
    names = {field.attname for field in fields}
    for one in lines:
        row = json.loads(one)
        if row.keys() != names:
            raise RestoreRefusedError(
                f"La table {model._meta.db_table} a d’autres colonnes : rien n’a été touché."
            )
        yield tuple(
            field.get_db_prep_save(field.to_python(row[field.attname]), connection)
            for field in fields
        )


def digest_of(lines: Iterable[bytes]) -> tuple[int, str]:
    """How many lines there are, and the SHA-256 of them all."""
    total, count = hashlib.sha256(), 0
    for one in lines:
        total.update(one)
        count += 1
    return count, total.hexdigest()
