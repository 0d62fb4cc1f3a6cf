"""Which identity provider do the settings name? The sign-in library finds it here."""

import hashlib
from collections.abc import Mapping

from allauth.account.models import EmailAddress
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.http import HttpRequest
from django.urls import reverse

from maillage.foundation.accounts.openid import PROVIDER, StrictOpenIDAdapter


class IdentityProvider(OpenIDConnectProvider):
    """The provider of the settings, of which nothing is kept but a fingerprint of the person."""

    id = PROVIDER
    oauth2_adapter_class = StrictOpenIDAdapter

    def get_login_url(self, request: HttpRequest, **kwargs: str) -> str:
        """Our page that leads to the provider."""
        return reverse("openid_login")

    def extract_uid(self, data: Mapping[str, object]) -> str:
        """The same person at the same provider; another provider's number is somebody else."""
        return hashlib.sha256(f"{data['iss']} {data['sub']}".encode()).hexdigest()

    def extract_extra_data(self, data: Mapping[str, object]) -> dict[str, str]:
        """Nothing is kept of what the provider tells."""
        return {}

    def extract_email_addresses(self, data: Mapping[str, object]) -> list[EmailAddress]:
        """None: an address is looked at once, in the identity."""
        return []


provider_classes = [IdentityProvider]
