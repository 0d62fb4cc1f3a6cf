"""Who asks, once they have signed in?"""

from django.http import HttpRequest

from maillage.foundation.accounts.models import User


class SignedInRequest(HttpRequest):
    """A request of somebody who signed in."""

    user: User
