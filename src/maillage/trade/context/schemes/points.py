"""What do the schemes tell on the pages of the other rooms?"""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.agenda import MOST_DATES, Upcoming
from maillage.core.folded import fold
from maillage.core.happenings import Happening, happenings
from maillage.core.links import address
from maillage.core.panels import Panel, lines_panel, panels
from maillage.core.points import Reader
from maillage.core.sheet import Line
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.agenda import falls
from maillage.foundation.cooperations.room_answers.names import FoldedResult, findable
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.exchange.targets.targets import imports
from maillage.foundation.search.query import SearchResult
from maillage.trade.context import permissions
from maillage.trade.context.schemes.models import Scheme
from maillage.trade.context.schemes.queries import alert_day, ending_within, schemes, schemes_of
from maillage.trade.context.schemes.table import SCHEMES
from maillage.trade.context.schemes.words import scheme_sentence

MOST = 8
MOST_PAST = 60


@falls(rows=ending_within, can=permissions.can_open_schemes)
def schemes_end(access: Access, first: date, last: date) -> Sequence[Upcoming]:
    """The schemes that end in the period, and those to be prepared again; one query."""
    rows = ending_within(access.cooperation_id, first, last).order_by("end_on", "pk")
    coming = [one for scheme in rows for one in _days(access, scheme) if first <= one.on <= last]
    return sorted(coming, key=lambda one: one.on)[:MOST_DATES]


def _days(access: Access, one: Scheme) -> Iterator[Upcoming]:
    url = reverse("context:scheme", args=[access.cooperation.slug, one.pk])
    if one.end_on is None:
        return
    kind = str(one.get_kind_display())
    yield Upcoming(
        on=one.end_on, label=_("Fin de « %(name)s »") % {"name": one}, reason=kind, url=url
    )
    if alert := alert_day(one):
        end = french.long_date(one.end_on)
        yield Upcoming(
            on=alert,
            label=_("Préparer la suite de « %(name)s »") % {"name": one},
            reason=_("Prend fin le %(day)s") % {"day": end},
            url=url,
        )


@panels.answer
def schemes_of_sheet(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """The schemes that a structure holds or signed, in one query."""
    access, today = as_access(reader), timezone.localdate()
    if kind != "organisation":
        return ()
    lines = [
        Line(
            label=one.title,
            note=scheme_sentence(one, today),
            url=reverse("context:scheme", args=[access.cooperation.slug, one.pk]),
        )
        for one in schemes_of(access, number)[:MOST]
    ]
    note = ngettext("un dispositif", "%(n)s dispositifs", len(lines)) % {
        "n": french.in_words(len(lines))
    }
    return lines_panel(_("Ses dispositifs"), lines, note)


@findable
def scheme_names(access: Access) -> Iterator[FoldedResult]:
    """The schemes, under their title, their kind and their holder."""
    slug = access.cooperation.slug
    for row in schemes(access):
        parts = (str(row.get_kind_display()), row.holder.name if row.holder else "")
        words = ", ".join(filter(None, parts))
        url = address("context:scheme", slug, row.pk)
        yield fold(f"{row.title} {words}"), SearchResult(_("Dispositif"), row.title, words, url)


@happenings.answer
def schemes_begun(reader: Reader, first: date, last: date) -> Sequence[Happening]:
    """The schemes that were signed in the period, in one query."""
    access = as_access(reader)
    rows = schemes(access).filter(signed_on__range=(first, last)).order_by("-signed_on", "pk")
    slug = access.cooperation.slug
    return [
        Happening(
            on=one.signed_on,
            label=_("Signature de « %(name)s »") % {"name": one},
            url=reverse("context:scheme", args=[slug, one.pk]),
        )
        for one in rows[:MOST_PAST]
        if one.signed_on
    ]


imports.answer(lambda: (SCHEMES,))
