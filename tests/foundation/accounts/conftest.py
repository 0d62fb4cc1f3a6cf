"""What these tests share: an identity provider that the settings name."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.foundation.accounts.identity_server import CLIENT, NADIA, SECRET, Provider, running


@pytest.fixture
def provider(settings: Settings) -> Iterator[Provider]:
    """A provider named by the settings, where Nadia has an identity."""
    with running() as started:
        started.person = dict(NADIA)
        settings.OPENID_NAME = "Mon Agence"
        app = {
            "provider_id": "openid",
            "name": "Mon Agence",
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": {"server_url": started.address, "oauth_pkce_enabled": True},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid": {"APPS": [app]}}
        yield started
