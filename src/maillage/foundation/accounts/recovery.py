"""How are recovery codes kept once they were shown? As passwords are: by their hash alone."""

from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.contrib.auth.hashers import check_password, make_password

HASHED = "hashed:"
DIGITS = 8


class HashedCode(str):
    """A code known by its hash: equal to what is typed when that is the code.

    The sign-in library looks for what was typed in the list of the codes that are left.
    """

    __slots__ = ()

    def __eq__(self, typed: object) -> bool:
        digits = "".join(typed.split()) if isinstance(typed, str) else ""
        return len(digits) == DIGITS and check_password(digits, self.removeprefix(HASHED))

    __hash__ = str.__hash__


def keep_hashes(row: Authenticator, codes: Iterable[str]) -> None:
    """Leaves of these codes, just shown, their hashes alone: nothing stored gives them again."""
    row.data = {
        "migrated_codes": [encrypt(f"{HASHED}{make_password(code)}") for code in codes],
        "viewed_at": row.data["viewed_at"],
    }
    row.save(update_fields=["data"])
