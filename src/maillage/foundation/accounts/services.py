"""What a user changes of their own account, beyond what the sign-in library does."""

from maillage.foundation.accounts.models import User


def choose_theme(*, user: User, theme: str) -> User:
    """The user, whose pages are light, dark, or as their device.

    A matter of comfort, for themselves alone: it belongs to no cooperation and no journal.
    Raises ValueError for a theme that does not exist.
    """
    user.theme = User.Theme(theme)
    user.save(update_fields=["theme"])
    return user
