"""What does the news of partners tell on the pages of the other rooms?"""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.agenda import MANY, MOST_ALIKE, MOST_DATES, Alike, Upcoming, Waiting
from maillage.core.excerpts import Excerpt, excerpts
from maillage.core.folded import fold
from maillage.core.happenings import Happening, happenings
from maillage.core.links import address
from maillage.core.panels import Panel, lines_panel, panels
from maillage.core.points import Reader
from maillage.core.sheet import Line
from maillage.core.windows import Window, windows
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.models import visible_records
from maillage.foundation.cooperations.room_answers.agenda import falls, waits
from maillage.foundation.cooperations.room_answers.names import FoldedResult, findable
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.search.query import SearchResult
from maillage.trade.context import permissions
from maillage.trade.context.choices import Effect
from maillage.trade.context.signals.models import Signal
from maillage.trade.context.signals.queries import (
    coming_signals,
    dated_within,
    signals,
    signals_of,
    signals_to_answer,
    to_answer,
    with_parties,
)
from maillage.trade.context.signals.words import answer_words, concerned_words, effect_words

MOST = 8
MOST_PAST = 60


@waits(
    rows=lambda cooperation, today: Signal.objects.filter(
        to_answer(today), cooperation=cooperation
    ),
    can=permissions.can_keep_signals,
)
def signals_wait(access: Access, today: date) -> list[Waiting]:
    """The news without an answer, and that to be looked at again; one query."""
    rows = list(signals_to_answer(access, today)[:MOST_ALIKE])
    page = reverse("context:signals", args=[access.cooperation.slug])
    alike = Alike(
        _("%(n)s actualités attendent une réponse"),
        f"{page}?filtres=1&sans-reponse=1",
        _("Y répondre"),
        total=getattr(rows[0], "silent_count", 0) if rows else 0,
        least=MANY,
    )
    return [_waits(access, one, alike) for one in rows]


def _waits(access: Access, one: Signal, alike: Alike) -> Waiting:
    day = one.again_on or one.on
    reason = (
        _("Vous attendiez jusqu’au %(day)s : et maintenant ?")
        if one.answer
        else _("Depuis le %(day)s : tenir le cap, s’adapter ou attendre ?")
    )
    return Waiting(
        _("Répondre à « %(label)s »") % {"label": one.label},
        reason % {"day": french.long_date(day)},
        reverse("context:signal_answer", args=[access.cooperation.slug, one.pk]),
        minutes=3,
        verb=_("Répondre"),
        alike=alike,
        part=one.label,
    )


@falls(
    rows=lambda cooperation, first, last: Signal.objects.filter(
        dated_within(first, last), cooperation=cooperation
    ),
    can=permissions.can_open_signals,
)
def signals_come(access: Access, first: date, last: date) -> list[Upcoming]:
    """The dated news of the period, in one query."""
    slug = access.cooperation.slug
    return [
        Upcoming(
            on=day,
            label=one.label,
            reason=reason,
            url=reverse("context:signal", args=[slug, one.pk]),
        )
        for one in coming_signals(access, first, last)[:MOST_DATES]
        for day, reason in _days(one)
        if first <= day <= last
    ]


def _days(one: Signal) -> Iterator[tuple[date, str]]:
    effect = str(one.get_effect_display())
    yield one.on, _("Actualité, effet %(effect)s") % {"effect": effect}
    if one.until and one.until != one.on:
        yield one.until, _("Fin de l’effet attendu, %(effect)s") % {"effect": effect}
    if one.again_on:
        yield one.again_on, _("À revoir : vous attendiez jusqu’à ce jour")


@panels.answer
def signals_of_sheet(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """What happens at a structure, and what is done about it, in one query."""
    access, today = as_access(reader), timezone.localdate()
    if kind != "organisation" or not permissions.can_open_signals(access):
        return ()
    lines = [
        Line(
            label=one.label,
            note=f"{french.long_date(one.on)}, {answer_words(one, today)}",
            url=reverse("context:signal", args=[access.cooperation.slug, one.pk]),
        )
        for one in signals_of(signals(access), number)[:MOST]
    ]
    note = french.counted(len(lines), _("actualité"), _("actualités"))
    return lines_panel(_("Ce qui arrive chez elle"), lines, note)


@findable
def signal_names(access: Access) -> Iterator[FoldedResult]:
    """The news, under its words and whom it concerns."""
    if not permissions.can_open_signals(access):
        return
    slug = access.cooperation.slug
    for row in with_parties(signals(access)):
        url = address("context:signal", slug, row.pk)
        words = concerned_words(row)
        yield fold(f"{row.label} {words}"), SearchResult(_("Actualité"), row.label, words, url)


@excerpts.answer
def signal_of_excerpt(reader: Reader) -> Sequence[Excerpt]:
    """A piece of news, for whoever may note it."""
    access = as_access(reader)
    if not permissions.can_keep_signals(access):
        return ()
    url = reverse("context:signal_add", args=[access.cooperation.slug])
    return (Excerpt(_("En faire une actualité"), url),)


@happenings.answer
def news_of_partners(reader: Reader, first: date, last: date) -> Sequence[Happening]:
    """The news of the period that this reader may see, latest first, in one query."""
    access = as_access(reader)
    slug = access.cooperation.slug
    return [
        Happening(on=one.on, label=one.label, url=reverse("context:signal", args=[slug, one.pk]))
        for one in signals(access).filter(on__range=(first, last))[:MOST_PAST]
    ]


HELPS: dict[str, bool | None] = {
    Effect.FAVOURABLE.value: True,
    Effect.ADVERSE.value: False,
    Effect.NEUTRAL.value: None,
}


@windows.answer
def news_windows(reader: Reader, first: date, last: date) -> Sequence[Window]:
    """The news of the period, for each structure; two queries."""
    access = as_access(reader)
    if not permissions.can_open_signals(access):
        return ()
    lasts = Q(until__gte=first) | Q(until__isnull=True, on__gte=first)
    rows = signals(access).filter(lasts, on__lte=last)
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
            last = one.until or one.on
            yield Window(number, one.on, last, HELPS[one.effect], reason, url, "news")


visible_records.answer(lambda: (Signal,))
