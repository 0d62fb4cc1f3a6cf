"""Handing over, and saying that one has read."""

from django.utils import timezone

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal import services as journal
from maillage.ground.missions.my_day.models import HandOver


def hand_over(*, author: User, access: Access, text: str, for_user: User | None = None) -> HandOver:
    """The note that one officer leaves for the next."""
    with journal.write_in(author, access.cooperation, "hand_over"):
        return HandOver.objects.create(
            cooperation=access.cooperation,
            author=author,
            visibility=Visibility.TEAM,
            text=text,
            for_user=for_user,
        )


def mark_seen(*, access: Access) -> Access:
    """The access, whose holder has read what had happened until now."""
    with journal.write_by(access, "visits"):
        access.seen_at = timezone.now()
        access.save(update_fields=["seen_at"])
    return access
