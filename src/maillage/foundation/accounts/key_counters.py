"""Does a key count on from its last answer? A copy of it, sooner or later, does not."""

from collections.abc import Mapping

from allauth.mfa.models import Authenticator
from django.db import transaction
from fido2.webauthn import AuthenticationResponse

COUNTER = "sign_count"


def counts_on(key: Authenticator, answer: object) -> bool:
    """Whether the counter of this answer is beyond the last one, which it then replaces.

    A key that never counts sends nought each time and is believed (Web Authentication level 2,
    7.2, step 21). ValueError, or TypeError, when the answer is not one of a device.
    """
    if not isinstance(answer, Mapping):
        raise TypeError(answer)
    counter = AuthenticationResponse.from_dict(answer).response.authenticator_data.counter
    with transaction.atomic():
        row = Authenticator.objects.select_for_update().get(pk=key.pk)
        last = row.data.get(COUNTER, row.wrap().authenticator_data.counter)
        if (counter or last) and counter <= last:
            return False
        row.data[COUNTER] = counter
        row.save(update_fields=["data"])
    key.data = row.data
    return True
