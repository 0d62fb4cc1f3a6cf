"""What does what is due tell on the pages of the other rooms?"""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.agenda import (
    MANY,
    MOST_ALIKE,
    MOST_DATES,
    MOST_WAITING,
    Alike,
    Upcoming,
    Waiting,
)
from maillage.core.folded import fold
from maillage.core.links import address
from maillage.core.panels import Panel, lines_panel, panels
from maillage.core.points import Reader
from maillage.core.probes import probe
from maillage.core.sheet import Line
from maillage.core.terms import Term, terms
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.models import visible_records
from maillage.foundation.cooperations.room_answers.agenda import falls, waits
from maillage.foundation.cooperations.room_answers.names import FoldedResult, findable
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.exchange.targets.targets import imports
from maillage.foundation.search.query import SearchResult
from maillage.trade.context import permissions
from maillage.trade.context.choices import DutyKind
from maillage.trade.context.duties import gestures, queries, reminders, states, words
from maillage.trade.context.duties.models import Duty
from maillage.trade.context.duties.rules import MONTH, OF_SCHEMES, state_of
from maillage.trade.context.duties.services import Origin, keep_origin
from maillage.trade.context.duties.table import DUTIES

MOST = 8
# What tells its end itself, where the dates to come are listed.
SAY_THEIR_END = Q(origin__startswith=OF_SCHEMES) | Q(origin__startswith="facilityagreement:")


@waits(rows=reminders.recalled, can=permissions.can_give_piece)
def duties_wait(access: Access, today: date) -> list[Waiting]:
    """What officers have to send, and the pieces of those who speak for a structure; one query."""
    slug = access.cooperation.slug
    if access.is_officer:
        rows = reminders.duties_to_recall(access, today)
        late = [one for one in rows if one.due_on and one.due_on < today]
        coming = [one for one in rows if one.due_on and one.due_on >= today]
        page = reverse("context:duties", args=[slug])
        in_month = all(one.due_on and one.due_on <= today + MONTH for one in coming)
        alike = Alike(
            _("%(n)s échéances passées"),
            f"{page}?filtres=1&passees=1",
            _("Les reprendre"),
            total=len(late),
        )
        near = Alike(
            _("%(n)s échéances à préparer"),
            f"{page}?filtres=1&{'mois' if in_month else 'a-venir'}=1",
            _("Les préparer"),
            total=len(coming),
            least=MANY,
        )
        return [
            *(gestures.to_send(slug, one, today, alike) for one in late[:MOST_ALIKE]),
            *(gestures.to_send(slug, one, today, near) for one in coming[:MOST_ALIKE]),
        ]
    return [
        gestures.to_give(slug, one, one.duty)
        for one in reminders.pieces_to_give(access, today)[:MOST_WAITING]
    ]


@falls(
    rows=lambda cooperation, first, last: Duty.objects.filter(
        queries.OPEN, cooperation=cooperation, due_on__range=(first, last)
    ).exclude(SAY_THEIR_END),
    can=permissions.can_open_duties,
)
def duties_fall(access: Access, first: date, last: date) -> list[Upcoming]:
    """What is due in the period, in one query."""
    rows = queries.open_duties(access).filter(due_on__range=(first, last))
    return [
        Upcoming(
            on=one.due_on or first,
            label=_("Échéance : %(name)s") % {"name": one.label},
            reason=words.to_whom_words(one),
            url=reverse("context:duty", args=[access.cooperation.slug, one.pk]),
        )
        for one in rows.exclude(SAY_THEIR_END)[:MOST_DATES]
    ]


@panels.answer
def duties_of_sheet(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """What is owed to a structure or waits for its piece; what a scheme makes due; one query."""
    access, today = as_access(reader), timezone.localdate()
    if kind == "organisation":
        rows = queries.duties_of_organisation(access, number)
    elif kind == "scheme":
        rows = queries.open_duties(access).filter(scheme=number)
    else:
        return ()
    slug = access.cooperation.slug
    lines = [
        Line(
            one.label,
            ", ".join(filter(None, (words.day_words(one), words.when_words(one, today)))),
            reverse("context:duty", args=[slug, one.pk]),
            "duty",
            words.MARKS[state_of(one, (), today)],
        )
        for one in rows[:MOST]
    ]
    note = ngettext("une échéance", "%(n)s échéances", len(lines)) % {
        "n": french.in_words(len(lines), feminine=True)
    }
    return lines_panel(_("Ce qui est dû"), lines, note)


@findable
def duty_names(access: Access) -> Iterator[FoldedResult]:
    """What is due, under its name, its funder and its act."""
    slug = access.cooperation.slug
    for row in queries.duties(access):
        note = words.to_whom_words(row)
        url = address("context:duty", slug, row.pk)
        yield fold(f"{row.label} {note}"), SearchResult(_("Échéance"), row.label, note, url)


@terms.answer
def end_of_term(reader: Reader, term: Term) -> Sequence[Duty]:
    """What an end makes due, for whoever prepares what follows; what was over makes nothing new."""
    access = as_access(reader)
    is_over = term.on is not None and term.on < timezone.localdate()
    if is_over and not Duty.objects.filter(origin=term.key).exists():
        return ()
    origin = Origin(
        key=term.key,
        kind=DutyKind.END,
        label=_("Fin de « %(name)s »") % {"name": french.inner_quotes(term.label)},
        due_on=term.on,
        scheme=term.number if term.key.startswith(OF_SCHEMES) else None,
        source_act=term.act,
    )
    duty = keep_origin(access.cooperation, access.user, origin)
    return (duty,) if duty else ()


visible_records.answer(lambda: (Duty,))
probe(
    "pre.context.initiatives",
    load=states.load,
    reads="members",
    topics={"schemes", "duties", "members", "organisations", "territories", "imports"},
)(states.initiatives)
imports.answer(lambda: (DUTIES,))
