"""Who is let in by a password? Nobody whose account is closed, in the words of a wrong password."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser


class OpenAccountBackend(AuthenticationBackend):
    """The library's backend, which would send the owner of a closed account to a page of its own.

    That page would tell whoever holds the password that it is the right one.
    """

    @classmethod
    def _stash_user(cls, user: AbstractBaseUser | None) -> AbstractBaseUser | None:
        """Nobody is kept aside: a closed account is a wrong password."""
        return None
