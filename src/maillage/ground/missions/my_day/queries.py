"""What did somebody leave for the next?"""

from datetime import timedelta

from django.utils import timezone

from maillage.foundation.cooperations.models import Access
from maillage.ground.missions.my_day.models import HandOver


def last_hand_over(access: Access) -> HandOver | None:
    """The last note that somebody else left, under a month old."""
    month = timezone.now() - timedelta(days=31)
    rows = HandOver.objects.visible_to(access).filter(written_at__gt=month)
    return rows.exclude(author=access.user_id).select_related("author").order_by("-pk").first()
