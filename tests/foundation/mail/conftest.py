"""A mail server for the tests of letters."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.foundation.mail.smtp_server import MailServer, mail_server


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    """The server that takes the installation's letters."""
    with mail_server() as made:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", made.port
        settings.DEFAULT_FROM_EMAIL = "maillage@retz.example.org"
        yield made
