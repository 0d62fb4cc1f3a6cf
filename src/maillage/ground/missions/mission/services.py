"""Saying where a mission stands, putting it aside, taking it back."""

from datetime import date

from django.utils import timezone

from maillage.core.versions import repeats
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal import services as journal
from maillage.ground.missions.mission.models import Declaration


def declare(
    *,
    author: User,
    access: Access,
    leaf: str,
    saying: str,
    reason: str,
    declared_on: date,
    visibility: str = Visibility.TEAM,
) -> Declaration:
    """What the officer says of the leaf from that day; what was said before is ended, and kept.

    Sent twice, it is said once.
    """
    declaration = Declaration(
        cooperation=access.cooperation,
        author=author,
        visibility=visibility,
        leaf=leaf,
        saying=saying,
        reason=reason,
        declared_on=declared_on,
    )
    with journal.write_in(author, access.cooperation, "declarations"):
        former = _open(access, leaf)
        if former is not None and repeats(declaration, former):
            return former
        _end(former)
        declaration.save()
    return declaration


def withdraw_declaration(*, author: User, access: Access, leaf: str) -> None:
    """Ends what was said of the leaf: its computed state shows again."""
    with journal.write_in(author, access.cooperation, "declarations"):
        _end(_open(access, leaf))


def _open(access: Access, leaf: str) -> Declaration | None:
    rows = Declaration.objects.filter(cooperation=access.cooperation_id, leaf=leaf)
    return rows.filter(ended_at__isnull=True).first()


def _end(former: Declaration | None) -> None:
    if former is not None:
        former.ended_at = timezone.now()
        former.save(update_fields=["ended_at"])
