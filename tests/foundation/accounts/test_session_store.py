"""A session is found by its key until it expires."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.accounts.sessions import SessionStore

pytestmark = pytest.mark.django_db


def stored(**values: str) -> str:
    """The key of a session that holds this."""
    session = SessionStore()
    session.update(values)
    session.create()
    return str(session.session_key)


def test_session_is_read_in_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    key = stored(place="Pays de Retz")

    with django_assert_num_queries(1):
        session = SessionStore(key)
        values = dict(session.items())

    assert (values, session.session_key) == ({"place": "Pays de Retz"}, key)


def test_unknown_or_expired_session_holds_nothing_and_keeps_no_key() -> None:
    expired = stored(place="Pays de Retz")
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    for key in (expired, "abcdefghijklmnopqrstuvwxyz012345", "' OR 1=1 --"):
        session = SessionStore(key)
        assert (dict(session.items()), session.session_key) == ({}, None)


def test_session_altered_in_the_database_holds_nothing() -> None:
    key = stored(place="Pays de Retz")
    Session.objects.update(session_data="e30:altered")

    assert dict(SessionStore(key).items()) == {}
