"""What does the application ask of PostgreSQL alone?

By itself PostgreSQL compiles the requests that it believes long. Ours are short and all different:
compiling them took two to three times longer than answering them.
"""

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created


def answer_without_compiling() -> None:
    """From now on a new connection to PostgreSQL has its requests answered as they come."""
    connection_created.connect(_say_so, dispatch_uid="maillage.uncompiled")


def _say_so(sender: object, connection: BaseDatabaseWrapper, **kwargs: object) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET jit = off")


def lock_number(number: int) -> None:
    """Holds this number until the transaction ends; whoever else asks for it waits until then.

    SQLite writes one transaction at a time, the whole file: nothing is asked of it.
    """
    connection = transaction.get_connection()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
