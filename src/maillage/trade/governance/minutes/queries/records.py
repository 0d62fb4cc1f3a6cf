"""Which amendments were asked on a record, and at which meeting can it be validated?"""

from datetime import date

from django.db.models import QuerySet

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.records.queries.organisations import member_organisations, spoken_for
from maillage.trade.governance.meetings.models.meetings import Meeting
from maillage.trade.governance.meetings.queries.meetings import meetings
from maillage.trade.governance.minutes.models.records import Amendment
from maillage.trade.governance.permissions import can_read_minutes


def amendments(access: Access) -> QuerySet[Amendment]:
    """Every amendment on the records of the cooperation, for who may read the minutes."""
    rows = Amendment.objects.filter(meeting__body__cooperation=access.cooperation_id)
    seen = rows if can_read_minutes(access) else rows.none()
    return seen.select_related("meeting__body__cooperation", "organisation").order_by("pk")


def amending_organisations(access: Access) -> QuerySet[Organisation]:
    """The structures in whose name this reader may ask a change."""
    rows = member_organisations(access).order_by("folded", "pk")
    return rows if access.is_in_team else rows.filter(pk__in=spoken_for(access))


def validating_meetings(access: Access, meeting: Meeting, today: date) -> QuerySet[Meeting]:
    """The later meetings of the same body, up to today, at which the record may be validated."""
    rows = meetings(access).filter(body=meeting.body_id, cancelled_on__isnull=True)
    return rows.filter(held_on__gt=meeting.held_on, held_on__lte=today).order_by("held_on", "pk")
