"""What do conflicts tell on the pages of the other rooms?"""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.agenda import MANY, MOST_ALIKE, MOST_DATES, Alike, Upcoming, Waiting
from maillage.core.excerpts import Excerpt, excerpts
from maillage.core.links import address
from maillage.core.panels import Panel, lines_panel, panels
from maillage.core.points import Reader
from maillage.core.probes import probe
from maillage.core.sheet import Line
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.models import visible_records
from maillage.foundation.cooperations.room_answers.agenda import falls, waits
from maillage.foundation.cooperations.room_answers.names import FoldedResult, findable
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.search.query import SearchResult
from maillage.trade.dialogue import permissions
from maillage.trade.dialogue.choices import Heat
from maillage.trade.dialogue.conflicts import states
from maillage.trade.dialogue.conflicts.models import Conflict
from maillage.trade.dialogue.conflicts.queries import (
    conflicts,
    conflicts_of_actor,
    open_conflicts,
    stalled_conflicts,
    with_heat,
)

MOST = 6


@waits(
    rows=lambda cooperation, today: _open(cooperation).filter(next_on__lt=today),
    can=permissions.can_keep_conflicts,
)
def conflicts_wait(access: Access, today: date) -> list[Waiting]:
    """The conflicts whose next step is past, for whoever follows them; one query."""
    rows = list(stalled_conflicts(access, today)[:MOST_ALIKE])
    alike = Alike(
        _("%(n)s conflits dont la suite prévue est passée"),
        reverse("dialogue:conflicts", args=[access.cooperation.slug]),
        _("Dire où ils en sont"),
        total=getattr(rows[0], "stalled_count", 0) if rows else 0,
        least=MANY,
    )
    return [
        Waiting(
            _("Dire où en est le conflit : %(name)s") % {"name": one.title},
            _("« %(step)s » était prévu le %(day)s.")
            % {"step": one.next_step, "day": french.long_date(one.next_on)},
            reverse("dialogue:conflict", args=[access.cooperation.slug, one.pk]),
            verb=_("Dire où il en est"),
            alike=alike,
            part=one.title,
        )
        for one in rows
        if one.next_on
    ]


@falls(
    rows=lambda cooperation, first, last: _open(cooperation).filter(next_on__range=(first, last)),
    can=permissions.can_open_conflicts,
)
def steps_come(access: Access, first: date, last: date) -> list[Upcoming]:
    """The next steps of the open conflicts, in one query."""
    slug = access.cooperation.slug
    rows = open_conflicts(access).filter(next_on__range=(first, last)).order_by("next_on", "pk")
    return [
        Upcoming(
            on=one.next_on,
            label=one.next_step,
            reason=one.title,
            url=reverse("dialogue:conflict", args=[slug, one.pk]),
        )
        for one in rows[:MOST_DATES]
        if one.next_on
    ]


def _open(cooperation: int) -> QuerySet[Conflict]:
    return Conflict.objects.filter(cooperation=cooperation, until__isnull=True)


@panels.answer
def conflicts_of_sheet(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """The open conflicts to which a structure is a party, in one query."""
    access = as_access(reader)
    if kind != "organisation" or not permissions.can_open_conflicts(access):
        return ()
    slug = access.cooperation.slug
    rows = with_heat(conflicts_of_actor(open_conflicts(access), number))[:MOST]
    lines = [
        Line(
            label=one.title,
            note=_step_words(one),
            url=reverse("dialogue:conflict", args=[slug, one.pk]),
        )
        for one in rows
    ]
    note = lines[0].label if len(lines) == 1 else french.in_words(len(lines))
    return lines_panel(_("Conflits ouverts"), lines, note, on_paper=False)


def _step_words(one: Conflict) -> str:
    level = getattr(one, "heat", None)
    parts = [str(Heat(level).label)] if level else []
    if one.next_step:
        day = french.long_date(one.next_on) if one.next_on else ""
        parts.append(f"{one.next_step}, {day}" if day else one.next_step)
    return " ; ".join(parts) or _("prochaine étape à choisir")


@findable
def conflict_names(access: Access) -> Iterator[FoldedResult]:
    """The conflicts, under their titles; none outside the team."""
    if not permissions.can_open_conflicts(access):
        return
    slug = access.cooperation.slug
    for row in conflicts(access):
        note = _("ouvert") if row.is_open else str(row.get_outcome_display())
        url = address("dialogue:conflict", slug, row.pk)
        yield row.folded, SearchResult(_("Conflit"), row.title, note, url)


@excerpts.answer
def heat_of_excerpt(reader: Reader) -> Sequence[Excerpt]:
    """The heat of a conflict, for whoever follows them, as long as one is open."""
    access = as_access(reader)
    if not permissions.can_keep_conflicts(access) or not open_conflicts(access).exists():
        return ()
    url = reverse("dialogue:conflict_heat_choose", args=[access.cooperation.slug])
    return (Excerpt(_("La noter dans un conflit"), url),)


visible_records.answer(lambda: (Conflict,))


for leaf, judge in (
    ("construction.partnerships.controversies", states.controversies_worked),
    ("emergence.adhesion.speak-frankly", states.frankness),
):
    probe(
        leaf,
        load=states.load,
        reads="officers",
        topics={"conflicts", "organisations", "members", "imports"},
    )(judge)
