"""Two requests that write at the same time, and what each gets.

On PostgreSQL they write from two connections, held until both are writing. SQLite writes one
transaction at a time: the second comes after the first.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from time import monotonic, sleep

from django.db import connection, transaction
from django.db.models import Model

from tests.models_of_databases import server_address
from tests.reliability.forms_on_pages import Page

ON_SERVER = bool(server_address())
PATIENCE = 20
WAITING = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND wait_event_type = 'Lock'
"""
Post = Callable[[], Page]


def at_once(posts: Sequence[Post], model: type[Model]) -> list[Page]:
    """What two requests get that write rows of this model at the same time."""
    if not ON_SERVER:
        return [post() for post in posts]
    with ThreadPoolExecutor(len(posts)) as pool:
        with _locked_rows(model):
            sent = [pool.submit(_alone, post) for post in posts]
            _wait_for(sent)
        return [one.result() for one in sent]


def _alone(post: Post) -> Page:
    try:
        return post()
    finally:
        connection.close()


@contextmanager
def _locked_rows(model: type[Model]) -> Iterator[None]:
    """Nobody writes a row of this kind until this ends; everybody reads."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f'LOCK TABLE "{model._meta.db_table}" IN SHARE MODE')
        yield


def _wait_for(sent: Sequence[Future[Page]]) -> None:
    """Until each request has ended or waits for another."""
    end = monotonic() + PATIENCE
    while monotonic() < end:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(WAITING)
            (waiting,) = cursor.fetchone()
        if waiting + sum(one.done() for one in sent) >= len(sent):
            return
        sleep(0.01)
    raise TimeoutError
