"""Closing an account and opening it again: what its owner wrote stays, with their name."""

from allauth.usersessions.models import UserSession
from auditlog.context import set_actor
from django.db import transaction

from maillage.foundation.accounts.models import User
from maillage.foundation.journal import services as journal


def close_account(*, author: User, user: User) -> User:
    """The account, closed: its sessions end at their next request, and it signs in no more."""
    return _turn(author, user, is_active=False)


def reopen_account(*, author: User, user: User) -> User:
    """The account, which signs in again with the same password and finds its accesses."""
    return _turn(author, user, is_active=True)


def _turn(author: User, user: User, *, is_active: bool) -> User:
    with transaction.atomic(), set_actor(author):
        user.is_active = is_active
        user.save(update_fields=["is_active"])
        UserSession.objects.filter(user=user).delete()
        journal.record_event("account_opened" if is_active else "account_closed", author, user)
    return user
