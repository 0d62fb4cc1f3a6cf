"""A connection to PostgreSQL has its requests answered as they come."""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


def test_no_request_is_compiled() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite ne compile rien.")

    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")

        assert cursor.fetchone() == ("off",)
