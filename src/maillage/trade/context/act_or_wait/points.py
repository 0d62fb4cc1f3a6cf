"""When can one act with each structure, by its elections and its posture?"""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.folded import fold
from maillage.core.links import address
from maillage.core.points import Reader
from maillage.core.windows import Window, windows
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.models import visible_records
from maillage.foundation.cooperations.room_answers.names import FoldedResult, findable
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.search.query import SearchResult
from maillage.ground.actors.choices import Attitude, SubjectKind
from maillage.ground.actors.models import Posture
from maillage.ground.directory.records.queries.organisations import member_organisations
from maillage.trade.context import permissions
from maillage.trade.context.act_or_wait.models import Move
from maillage.trade.context.act_or_wait.queries import moves
from maillage.trade.context.elections import election_times

HELPS: dict[str, bool | None] = {
    Attitude.DRIVER.value: True,
    Attitude.FOLLOWER.value: True,
    Attitude.HOSTILE.value: False,
    Attitude.NEUTRAL.value: None,
}


@windows.answer
def election_windows(reader: Reader, first: date, last: date) -> Sequence[Window]:
    """The restricted periods of the members, by their kind and their département; one query."""
    members = member_organisations(as_access(reader))
    places = members.annotate(codes=F("territory__departements"))
    return [
        Window(number, time.first, time.last, helps=False, reason=time.reason, kind="election")
        for number, kind, codes in places.values_list("pk", "kind", F("codes"))
        for time in election_times(kind, _main(codes), first, last)
    ]


def _main(codes: str | None) -> str:
    """The main département among those of a territory, "" when none is known."""
    return (codes or "").replace(",", " ").split(" ")[0]


@windows.answer
def posture_windows(reader: Reader, first: date, last: date) -> Sequence[Window]:
    """How each structure stands on the cooperation, as the reader may see it; one query.

    Structures alone: a person is never counted.
    """
    access = as_access(reader)
    mine = Posture.objects.visible_to(access).filter(
        subject__kind=SubjectKind.COOPERATION, actor__organisation__isnull=False
    )
    rows = mine.standing_on(timezone.localdate()).select_related("actor")
    return [
        Window(
            one.actor.organisation_id,
            one.on,
            None,
            helps=HELPS[one.attitude],
            reason=_("posture : %(word)s, lue le %(day)s")
            % {"word": one, "day": french.long_date(one.on)},
            kind="posture",
        )
        for one in rows
        if one.attitude in HELPS and one.actor.organisation_id is not None
    ]


@findable
def move_names(access: Access) -> Iterator[FoldedResult]:
    """The gestures to come, under their words."""
    if not permissions.can_open_moves(access):
        return
    slug = access.cooperation.slug
    for row in moves(access):
        url = address("context:move", slug, row.pk)
        note = french.long_date(row.around_on)
        yield fold(row.label), SearchResult(_("Geste prévu"), row.label, note, url)


visible_records.answer(lambda: (Move,))
