"""Makes users for tests."""

from itertools import count

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession

from maillage.foundation.accounts.models import User
from tests.registry import Argument

_number = count(1)


def make_user(*, email: str = "", name: str = "Hélène Marchadier", password: str = "") -> User:
    """A user with an e-mail of their own."""
    email = email or f"helene{next(_number)}@retz.example.org"
    return User.objects.create_user(email, password or None, name=name)


def make_user_session(*, user: User | None = None) -> UserSession:
    """A connection of the user, from another machine."""
    made: UserSession = UserSession.objects.create(
        user=user or make_user(), ip="203.0.113.7", session_key=f"s{next(_number)}"
    )
    return made


def make_passkey(*, user: User | None = None, name: str = "Téléphone") -> Authenticator:
    """A key of the user, which signs nothing."""
    made: Authenticator = Authenticator.objects.create(
        user=user or make_user(),
        type=Authenticator.Type.WEBAUTHN,
        data={"name": name, "credential": {}},
    )
    return made


def make_application(*, user: User) -> Authenticator:
    """The user's application of codes."""
    return TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP").instance


URL_ARGUMENTS = {
    "session": Argument(lambda cooperation: make_user_session().pk),
    "pk": Argument(lambda cooperation: make_passkey().pk),
}
