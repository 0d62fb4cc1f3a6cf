"""Who is let in by a password? Nobody whose account is closed, in the words of a wrong password."""

from collections.abc import Sequence

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet

from maillage.core.prepared_records import PreparedRecord
from maillage.foundation.accounts.models import User

_users = PreparedRecord(User)


class OpenAccountBackend(AuthenticationBackend):
    """The library's backend, which would send the owner of a closed account to a page of its own.

    That page would tell whoever holds the password that it is the right one.
    """

    @classmethod
    def _stash_user(cls, user: AbstractBaseUser | None) -> AbstractBaseUser | None:
        """Nobody is kept aside: a closed account is a wrong password."""
        return None

    def get_user(self, user_id: int) -> User | None:
        """Who signed in, asked at every page; nobody once the account is closed."""
        user = _users.first([user_id], _numbered)
        return user if user is not None and self.user_can_authenticate(user) else None


def _numbered(asked: Sequence[int]) -> QuerySet[User]:
    return User.objects.filter(pk=asked[0])
