"""How does somebody prove who they are, beside their password?"""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef

from maillage.foundation.accounts.models import User

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True)
class Passkey:
    """A key of somebody: the name they gave it, since when, and its last use."""

    number: int
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True)
class RecoveryCodes:
    """How many codes are left, and whether they have been shown."""

    left: int
    were_shown: bool


@dataclass(frozen=True)
class SecondFactors:
    """All that somebody has beside their password."""

    has_application: bool
    passkeys: tuple[Passkey, ...]
    codes: RecoveryCodes | None

    @property
    def is_on(self) -> bool:
        """Whether a password alone no longer opens the account."""
        return self.has_application or bool(self.passkeys)


def second_factors(user: User) -> SecondFactors:
    """What this user has beside their password, in one query."""
    rows = list(Authenticator.objects.filter(user=user).order_by("created_at", "pk"))
    keys = [row for row in rows if row.type == Authenticator.Type.WEBAUTHN]
    codes = next((row for row in rows if row.type == Authenticator.Type.RECOVERY_CODES), None)
    return SecondFactors(
        has_application=any(row.type == Authenticator.Type.TOTP for row in rows),
        passkeys=tuple(
            Passkey(row.pk, row.wrap().name, row.created_at, row.last_used_at) for row in keys
        ),
        codes=None if codes is None else _codes(codes),
    )


def has_second_factor(user: User) -> bool:
    """Whether this user signs in with more than a password."""
    return bool(Authenticator.objects.filter(user=user, type__in=FACTORS).exists())


def with_second_factor(user: OuterRef) -> Exists:
    """The same, asked within another question, of the account that it names."""
    return Exists(Authenticator.objects.filter(user=user, type__in=FACTORS))


def _codes(row: Authenticator) -> RecoveryCodes:
    stored = row.wrap()
    return RecoveryCodes(left=len(stored.get_unused_codes()), were_shown=stored.did_view)
