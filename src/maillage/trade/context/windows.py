"""When can one act with each structure, by its news, its elections and its posture?"""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.points import Reader
from maillage.core.windows import Window, windows
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.readers import as_access
from maillage.ground.actors.choices import Attitude, SubjectKind
from maillage.ground.actors.models import Posture
from maillage.ground.directory.records.queries.organisations import member_organisations
from maillage.trade.context import permissions
from maillage.trade.context.choices import Effect
from maillage.trade.context.elections import election_times
from maillage.trade.context.signals.models import Signal
from maillage.trade.context.signals.queries import signals, with_parties
from maillage.trade.context.signals.words import effect_words

HELPS = {
    Attitude.DRIVER.value: True,
    Attitude.FOLLOWER.value: True,
    Attitude.HOSTILE.value: False,
}


@windows.answer
def news_windows(reader: Reader, first: date, last: date) -> Sequence[Window]:
    """The favourable and adverse news of the period, for each structure; two queries."""
    access = as_access(reader)
    if not permissions.can_open_signals(access):
        return ()
    lasts = Q(until__gte=first) | Q(until__isnull=True, on__gte=first)
    rows = signals(access).filter(lasts, on__lte=last).exclude(effect=Effect.NEUTRAL)
    return [window for one in with_parties(rows) for window in _news(access, one)]


def _news(access: Access, one: Signal) -> Iterator[Window]:
    url = reverse("context:signal", args=[access.cooperation.slug, one.pk])
    day = french.long_date(one.on)
    reason = _("%(label)s le %(day)s : effet %(effect)s") % {
        "label": one.label,
        "day": day,
        "effect": effect_words(one),
    }
    for party in one.parties.all():
        number = party.actor.organisation_id
        if number is not None:
            helps = one.effect == Effect.FAVOURABLE
            yield Window(number, one.on, one.until or one.on, helps, reason, url, "news")


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
