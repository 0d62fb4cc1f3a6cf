"""What do sources tell on the pages of the other rooms?"""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import ExtractYear
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.agenda import MOST_DATES, MOST_WAITING, Upcoming, Waiting
from maillage.core.folded import fold
from maillage.core.links import address
from maillage.core.panels import Panel, panels
from maillage.core.points import Reader
from maillage.core.sheet import Line
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.agenda import falls, waits
from maillage.foundation.cooperations.room_answers.names import FoldedResult, findable
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.exchange.targets.targets import imports
from maillage.foundation.search.query import SearchResult
from maillage.trade.funding import permissions
from maillage.trade.funding.choices import UNANSWERED, Recurrence, Stance
from maillage.trade.funding.funding_sources import words
from maillage.trade.funding.funding_sources.models import SOON, FundingSource
from maillage.trade.funding.funding_sources.queries import matches, sources
from maillage.trade.funding.funding_sources.table import SOURCES


@findable
def source_names(access: Access) -> Iterator[FoldedResult]:
    """The sources, under their name and their funder."""
    for row in sources(access):
        url = address("funding:source", access.cooperation.slug, row.pk)
        result = SearchResult(_("Source de financement"), str(row), row.who, url)
        yield fold(f"{row} {row.who} financement"), result


def _closing(cooperation: int, first: date, last: date) -> QuerySet[FundingSource]:
    """Those that close in these days, whatever aims at them: lines are not read by everybody."""
    rows = FundingSource.objects.filter(cooperation=cooperation, closes_on__range=(first, last))
    return rows.exclude(stance=Stance.NOT_OURS).order_by("closes_on", "name", "pk")


def _waiting(cooperation: int, today: date) -> QuerySet[FundingSource]:
    """Those that close soon and that no plan aims at.

    A source that comes back is aimed at by a line that awaits its answer, of this closing or after.
    """
    awaited = Q(lines__state__in=UNANSWERED, lines__year__gte=ExtractYear("closes_on"))
    used = Q(lines__isnull=False, recurrence=Recurrence.ONCE)
    aimed = FundingSource.objects.filter(awaited | used, cooperation=cooperation)
    return _closing(cooperation, today, today + SOON).exclude(pk__in=aimed.values("pk"))


@waits(rows=_waiting, can=permissions.can_edit_funding)
def closings_wait(access: Access, today: date) -> list[Waiting]:
    """The sources that close within thirty days and that no plan aims at, for the officers."""
    rows = _waiting(access.cooperation_id, today)[:MOST_WAITING]
    return [
        Waiting(
            _("Viser « %(name)s », ou dire pourquoi non") % {"name": french.inner_quotes(one.name)},
            _("Ferme le %(day)s.") % {"day": french.long_date(one.closes_on or today)},
            reverse("funding:source", args=[access.cooperation.slug, one.pk]),
            verb=_("Ouvrir la source"),
        )
        for one in rows
    ]


@falls(rows=_closing, can=permissions.can_open_sources)
def closings_fall(access: Access, first: date, last: date) -> list[Upcoming]:
    """The closings of the period, in one query."""
    return [
        Upcoming(
            on=one.closes_on or first,
            label=_("Une source ferme : %(name)s") % {"name": one.name},
            reason=words.rate_words(one) or one.funder_name,
            url=reverse("funding:source", args=[access.cooperation.slug, one.pk]),
        )
        for one in _closing(access.cooperation_id, first, last)[:MOST_DATES]
    ]


@panels.answer
def sources_of_action(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """The sources that could serve an action, for the team, on its sheet; one query."""
    access, today = as_access(reader), timezone.localdate()
    if kind != "action" or not access.is_in_team:
        return ()
    rows = matches(access).filter(action=number).exclude(source__stance=Stance.NOT_OURS)
    lines = [
        Line(
            str(one.source),
            ", ".join(filter(None, (words.window_words(one.source, today), one.note))),
            reverse("funding:source", args=[access.cooperation.slug, one.source_id]),
        )
        for one in rows.select_related("source")
    ]
    if not lines:
        return ()
    return (Panel(_("Sources possibles"), "core/parts/lines.html", {"lines": lines}),)


imports.answer(lambda: (SOURCES,))
