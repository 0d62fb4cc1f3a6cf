"""How are the secrets of second factors hidden from whoever reads the database?

They are sealed with a key drawn from that of the installation. When it is replaced, the keys before
it still open them, and the tick seals them again with the key of now.
"""

import base64
import hashlib

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import transaction

SECRETS = ("secret", "seed")
LISTED = "migrated_codes"


def seal(text: str) -> str:
    """The text as it is stored: unreadable without the installation's key."""
    return _keys().encrypt(text.encode()).decode()


def unsealed(sealed: str) -> str:
    """The text; InvalidToken when no key of this installation sealed it."""
    return _keys().decrypt(sealed.encode()).decode()


def seal_again() -> int:
    """How many second factors were sealed with a former key, and are now with that of today."""
    if not settings.SECRET_KEY_FALLBACKS:
        return 0
    return sum(_seal_again(number) for number in Authenticator.objects.values_list("pk", flat=True))


def _seal_again(number: int) -> bool:
    with transaction.atomic():
        row = Authenticator.objects.select_for_update().filter(pk=number).first()
        renewed = row and {name: _renewed(name, stored) for name, stored in row.data.items()}
        if row is None or renewed == row.data:
            return False
        row.data = renewed
        row.save(update_fields=["data"])
        return True


def _renewed(name: str, stored: object) -> object:
    if name == LISTED and isinstance(stored, list):
        return [_with_the_key_of_now(one) for one in stored]
    return _with_the_key_of_now(stored) if name in SECRETS else stored


def _with_the_key_of_now(sealed: object) -> object:
    token = str(sealed).encode()
    try:
        _fernet(settings.SECRET_KEY).decrypt(token)
    except InvalidToken:
        try:
            return _keys().rotate(token).decode()
        except InvalidToken:  # a key that nobody kept sealed it: it opens nothing
            return sealed
    return sealed


def _keys() -> MultiFernet:
    return MultiFernet(
        [_fernet(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    )


def _fernet(key: str) -> Fernet:
    digest = hashlib.sha256(f"maillage.second-factor.{key}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
