"""How does a link prove that we made it, for this purpose and no other?

A token is the row's number and nonce, signed with the installation's key and salted by purpose: the
database alone does not let anybody forge one, and a new nonce closes the links already sent.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core.signing import BadSignature, Signer, TimestampSigner

FIRST, FIRST_HOLDS = "first", timedelta(days=7)


@dataclass(frozen=True)
class Claim:
    """What a genuine token says: the row's number and its nonce."""

    number: int
    nonce: str


def make_token(purpose: str, claim: Claim) -> str:
    """A token for the URL, valid for this purpose only."""
    return _signer(purpose).sign(f"{claim.number}.{claim.nonce}")


def read_token(purpose: str, token: str) -> Claim | None:
    """What the token claims, or None when it was not made here for this purpose."""
    try:
        number, _dot, nonce = _signer(purpose).unsign(token).partition(".")
        return Claim(int(number), nonce)
    except (BadSignature, ValueError):
        return None


def _signer(purpose: str) -> Signer:
    return Signer(sep="~", salt=f"maillage.{purpose}")


def make_first_token() -> str:
    """The token that opens an empty installation, for a week; an account made closes it."""
    return TimestampSigner(sep="~", salt="maillage.first").sign(FIRST)


def is_first_token(token: str) -> bool:
    """Whether this token was made here less than a week ago, for the first administrator."""
    try:
        words = TimestampSigner(sep="~", salt="maillage.first").unsign(token, max_age=FIRST_HOLDS)
    except BadSignature:
        return False
    return words == FIRST
