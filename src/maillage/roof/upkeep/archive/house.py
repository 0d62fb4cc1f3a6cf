"""How are the tables of a database made anew at a state, filled, and verified?"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

from django.apps import apps
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from maillage.roof.upkeep.archive.rows import CHUNK, values_of
from maillage.roof.upkeep.archive.shape import Shape, applied, shape_here

MIGRATIONS_TABLE = "django_migrations"
# What an empty installation already holds: Django's own names, and the official register.
BUILT_APPS = frozenset({"contenttypes", "auth", "territories"})


@contextmanager
def open_to_change() -> Iterator[None]:
    """SQLite lets its tables be remade inside one transaction; verify the links before its end."""
    connection.ensure_connection()
    was_strict = connection.disable_constraint_checking()
    try:
        yield
    finally:
        if was_strict:
            connection.enable_constraint_checking()


def keep_on_disk() -> None:
    """From now on SQLite writes to the disk itself all that it says written, as PostgreSQL does."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")


def tables_here() -> set[str]:
    """Our tables that this database has."""
    current_models = [*apps.get_models(include_auto_created=True), *shape_here().all_models()]
    ours = {model._meta.db_table for model in current_models} | {MIGRATIONS_TABLE}
    return ours & set(connection.introspection.table_names())


def is_filled() -> bool:
    """Whether somebody already works in this database."""
    here = tables_here()
    return any(
        model._base_manager.exists()
        for model in shape_here().models_to_save()
        if model._meta.app_label not in BUILT_APPS and model._meta.db_table in here
    )


def rebuild(shape: Shape) -> None:
    """Empty tables of this shape, in place of all that were there."""
    here = tables_here()
    quoted = {table: connection.ops.quote_name(table) for table in sorted(here)}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and _has_all(here, shape):
            del quoted[MIGRATIONS_TABLE]
            # To remake them takes some nine thousand locks, three times those of emptying them,
            # and more than a server lends by default.
            cursor.execute(f"TRUNCATE {', '.join(quoted.values())} RESTART IDENTITY")
            return
        if connection.vendor == "postgresql" and quoted:
            cursor.execute(f"DROP TABLE {', '.join(quoted.values())} CASCADE")
        for table in quoted.values() if connection.vendor == "sqlite" else ():
            cursor.execute(f"DROP TABLE {table}")
    make_tables(shape)


def _has_all(here: set[str], shape: Shape) -> bool:
    """Whether these tables are those of this shape, which this database has received."""
    tables = {model._meta.db_table for model in shape.all_models()}
    return here == tables | {MIGRATIONS_TABLE} and applied() == shape.migrations


def make_tables(shape: Shape) -> None:
    """The tables at once from the models of this shape: replaying its history costs ten times that.

    No migration may leave in a database what its state does not tell; a test compares both ways.
    """
    with connection.schema_editor() as editor:
        for model in shape.all_models():
            if not model._meta.auto_created:
                editor.create_model(model)
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    for app, name in shape.migrations:
        recorder.record_applied(app, name)


def fill(model: type[Model], lines: Iterable[bytes]) -> None:
    """Inserts these rows, whose links are verified later."""
    quoted = connection.ops.quote_name
    fields: Iterable[models.Field[object, object]] = model._meta.concrete_fields
    names = [quoted(str(field.column)) for field in fields]
    table = quoted(model._meta.db_table)
    insert = (
        f"INSERT INTO {table} ({', '.join(names)}) "  # noqa: S608  # names of our own models
        f"VALUES ({', '.join(['%s'] * len(names))})"
    )
    rows = values_of(model, lines)
    with connection.cursor() as cursor:
        while batch := list(islice(rows, CHUNK)):
            cursor.executemany(insert, batch)


def judge_links_at_once() -> None:
    """PostgreSQL refuses to alter a table while links wait to be verified: none waits any more."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def count_rows() -> None:
    """Has the database count its rows, by which it chooses how to read them.

    PostgreSQL would do so within a minute, during which it reads thousands of rows one against
    another as if there were ten of them.
    """
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def has_sound_pages() -> bool:
    """Whether SQLite finds its own file sound; PostgreSQL watches over its own."""
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        return bool(cursor.fetchone()[0] == "ok")
