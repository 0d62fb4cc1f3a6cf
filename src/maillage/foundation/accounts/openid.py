"""Is what an identity provider says true, meant for us, and an answer to what we asked?

OpenID Connect Core 1.0, section 3.1.3.7: signature, issuer, audience, dates and nonce. The library
checks neither the signature of a token that it fetches itself nor the nonce. What the provider
tells apart is signed too (section 5.3.2, as ProConnect does), or plain JSON over the same line.
"""

import json
from collections.abc import Mapping
from typing import ClassVar

import jwt
import requests
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base import ProviderException
from allauth.socialaccount.providers.oauth2.client import OAuth2Client
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

PROVIDER = "openid"
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
DRIFT_SECONDS = 30
REQUIRED = ["iss", "sub", "aud", "exp", "iat", "nonce"]
REQUIRED_APART = ["iss", "sub", "aud", "exp"]
SIGNED = "application/jwt"

Claims = dict[str, object]


class RefusedIdentityError(ProviderException):
    """What the provider answered lets nobody in; `sentence` says why, and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def nonce_of(state: str) -> str:
    """What the identity must repeat: drawn from the state, which serves once in one session."""
    return salted_hmac("maillage.openid.nonce", state, algorithm="sha256").hexdigest()


class NonceClient(OAuth2Client):
    """The library's client, which also asks the provider to repeat a nonce."""

    def get_redirect_url(
        self, authorization_url: str, scope: list[str], extra_params: Mapping[str, str]
    ) -> str:
        """The provider's page, with what it has to repeat."""
        extra = {**extra_params, "nonce": nonce_of(self.state)}
        return str(super().get_redirect_url(authorization_url, scope, extra))


class StrictOpenIDAdapter(OpenIDConnectOAuth2Adapter):
    """The library's adapter, which believes a signed identity alone."""

    client_class: ClassVar[type[NonceClient]] = NonceClient

    @property
    def openid_config(self) -> dict[str, str]:
        """What the provider publishes, when it speaks for the server of the settings."""
        config: dict[str, str] = super().openid_config
        wanted = self.get_provider().app.settings["server_url"].partition("/.well-known/")[0]
        if config["issuer"].rstrip("/") != wanted.rstrip("/"):
            raise RefusedIdentityError(_reason(jwt.InvalidIssuerError()))
        return config

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """Where the provider sends people back."""
        return request.build_absolute_uri(reverse("openid_callback"))

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: object
    ) -> SocialLogin:
        """The identity, once everything it says has been checked; RefusedIdentityError if not."""
        response = kwargs["response"]
        stored = response.get("id_token") if isinstance(response, dict) else None
        if not isinstance(stored, str):
            raise RefusedIdentityError(_("Aucune identité signée n’est revenue."))
        claims = self._believed(stored, app.client_id, str(request.GET.get("state", "")))
        if not {"email", "email_verified"} <= set(claims):
            claims |= self._completed(token.token, app.client_id, str(claims["sub"]))
        login = self.get_provider().sociallogin_from_response(request, claims)
        login.claims = claims
        return login

    def _believed(self, text: str, client: str, state: str) -> Claims:
        claims = self._signed(text, client, REQUIRED)
        if claims["nonce"] != nonce_of(state):
            raise RefusedIdentityError(_("Cette identité répond à une autre demande que la vôtre."))
        if claims.get("azp", client) != client:
            raise RefusedIdentityError(_reason(jwt.InvalidAudienceError()))
        return claims

    def _signed(self, text: str, client: str, required: list[str]) -> Claims:
        """What the provider signed for this client, all of the required said."""
        config = self.openid_config
        try:
            claims: Claims = jwt.decode(
                text,
                key=self._key(text, config["jwks_uri"]),
                algorithms=ALGORITHMS,
                audience=client,
                issuer=config["issuer"],
                leeway=DRIFT_SECONDS,
                options={"require": required},
            )
        except (jwt.PyJWTError, KeyError) as error:
            raise RefusedIdentityError(_reason(error)) from error
        return claims

    def _key(self, text: str, address: str) -> jwt.PyJWK:
        """The published key that the identity says it is signed with."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(address)
            answer.raise_for_status()
        published = jwt.PyJWKSet.from_dict(answer.json())
        return published[jwt.get_unverified_header(text).get("kid", "")]

    def _completed(self, token: str, client: str, subject: str) -> Claims:
        """The address that the provider tells apart, for the same person only."""
        values = self._claims_by_kind(token, client)
        if values.get("sub") != subject:
            raise RefusedIdentityError(_("L’adresse donnée est celle de quelqu’un d’autre."))
        return {
            name: values[name] for name in ("email", "email_verified", "name") if name in values
        }

    def _claims_by_kind(self, token: str, client: str) -> Claims:
        """What the provider says of the person: signed and checked, or plain."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.profile_url, headers={"Authorization": f"Bearer {token}"})
            answer.raise_for_status()
        if answer.headers.get("Content-Type", "").partition(";")[0].strip().lower() == SIGNED:
            return self._signed(answer.text, client, REQUIRED_APART)
        values: Claims = answer.json()
        return values


def _reason(error: Exception) -> str:
    if isinstance(error, jwt.ExpiredSignatureError | jwt.ImmatureSignatureError):
        return _("L’heure de cette identité est passée, ou n’est pas venue.")
    if isinstance(error, jwt.InvalidAudienceError):
        return _("Cette identité est destinée à un autre service.")
    if isinstance(error, jwt.InvalidIssuerError):
        return _("L’identité vient d’un autre serveur que le vôtre.")
    return _("Rien ne prouve cette identité.")


UNREADABLE = (requests.RequestException, json.JSONDecodeError, LookupError, ValueError, TypeError)
