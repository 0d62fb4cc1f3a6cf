"""Whose account does an identity open? That of its verified address, or the seat kept for it."""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base import AuthError, Provider
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from requests import Session

from maillage.foundation.accounts.models import User
from maillage.foundation.accounts.openid import RefusedIdentityError
from maillage.foundation.accounts.refusals import refused_identity, silent_provider
from maillage.foundation.cooperations.links.models import Invitation
from maillage.foundation.cooperations.links.services import accept_invitation


class InvitedIdentityAdapter(DefaultSocialAccountAdapter):
    """No open registration: an identity finds an account or an invitation, or nothing."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never: an officer or an administrator invites."""
        return False

    def get_requests_session(self) -> Session:
        """The line to the provider, which follows nobody elsewhere."""
        session: Session = super().get_requests_session()
        session.max_redirects = 0
        return session

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Ties a first identity to its account; refuses the one that has none."""
        if sociallogin.is_existing:
            return
        try:
            sociallogin.connect(request, _owner(sociallogin))
        except RefusedIdentityError as error:
            email = str(sociallogin.claims.get("email", ""))
            page = refused_identity(request, error.sentence, email=email)
            raise ImmediateHttpResponse(page) from error

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Provider,
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict[str, object] | None = None,
    ) -> None:
        """Answers by our own page, which says why."""
        if isinstance(exception, RefusedIdentityError):
            page = refused_identity(request, exception.sentence)
        elif exception is not None:
            page = silent_provider(request, exception)
        elif error == AuthError.CANCELLED:
            page = refused_identity(request, _("Vous avez renoncé à cette connexion."))
        else:
            page = refused_identity(
                request, _("Cette demande a déjà servi, ou elle n’est pas partie de cette page.")
            )
        raise ImmediateHttpResponse(page)


def _owner(sociallogin: SocialLogin) -> User:
    """The account of this verified address, made when an invitation waits for it."""
    claims = sociallogin.claims
    email = str(claims.get("email", "")).strip().lower()
    if not email or claims.get("email_verified") is not True:
        raise RefusedIdentityError(
            _("%(provider)s n’a pas vérifié votre adresse de courriel : elle ne prouve rien ici.")
            % {"provider": settings.OPENID_NAME}
        )
    user = User.objects.filter(email=email).first()
    if user is None:
        return _invited(email, str(claims.get("name", "")))
    if SocialAccount.objects.filter(user=user, provider=sociallogin.account.provider).exists():
        raise RefusedIdentityError(_("Le compte de cette adresse est tenu par une autre identité."))
    return user


@transaction.atomic
def _invited(email: str, name: str) -> User:
    """The account made for the seats kept for this address; refused when there is none."""
    now = timezone.now()
    seats = Invitation.objects.filter(
        email=email, used_at__isnull=True, revoked_at__isnull=True, expires_at__gt=now
    ).select_related("cooperation")
    user = None
    for seat in seats:
        user = accept_invitation(invitation=seat, name=seat.name or name[:150], user=user).user
    if user is None:
        raise RefusedIdentityError(
            _("Aucune invitation n’attend encore à l’adresse %(email)s.") % {"email": email}
        )
    return user
