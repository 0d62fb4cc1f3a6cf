"""What does every connection to PostgreSQL ask of its server?

By itself PostgreSQL compiles the requests that it believes long. Ours are short and all different:
compiling them took two to three times longer than answering them.
"""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created


def answer_without_compiling() -> None:
    """From now on a new connection to PostgreSQL has its requests answered as they come."""
    connection_created.connect(_say_so, dispatch_uid="maillage.uncompiled")


def _say_so(sender: object, connection: BaseDatabaseWrapper, **told: object) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET jit = off")
