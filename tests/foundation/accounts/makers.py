"""Makes users for tests."""

from itertools import count

from maillage.foundation.accounts.models import User

_number = count(1)


def make_user(*, email: str = "", name: str = "Hélène Marchadier", password: str = "") -> User:
    """A user with an e-mail of their own."""
    email = email or f"helene{next(_number)}@retz.example.org"
    return User.objects.create_user(email, password or None, name=name)
