"""Which session does a cookie name? Asked at every page, so in one sentence of SQL."""

from datetime import datetime

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import connections, router
from django.utils import timezone

ASKED = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(DatabaseStore):
    """Django's sessions in the database, read without building a query each time."""

    def load(self) -> dict[str, object]:
        """What the session holds; nothing, and no key, when there is none or it has expired."""
        text = self._stored(timezone.now())
        if text is None:
            self._session_key = None
            return {}
        values: dict[str, object] = self.decode(text)
        return values

    def _stored(self, now: datetime) -> str | None:
        connection = connections[router.db_for_read(self.model)]
        with connection.cursor() as cursor:
            moment = connection.ops.adapt_datetimefield_value(now)
            cursor.execute(ASKED, [self.session_key, moment])
            row = cursor.fetchone()
        return str(row[0]) if row else None
