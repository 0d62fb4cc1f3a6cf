"""What do date polls tell on the pages of the other rooms?"""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.agenda import MOST_DATES, MOST_WAITING, Upcoming, Waiting
from maillage.core.folded import fold
from maillage.core.fragments import Fragment, fragments
from maillage.core.links import address
from maillage.core.points import Reader
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.questions.points import Question, questions
from maillage.foundation.cooperations.room_answers.agenda import falls, waits
from maillage.foundation.cooperations.room_answers.names import FoldedResult, findable
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.search.query import SearchResult
from maillage.trade.governance import permissions
from maillage.trade.governance.date_polls.models import DatePoll
from maillage.trade.governance.date_polls.queries import (
    PURPOSE,
    date_polls,
    open_polls,
    waiting_invitees,
)
from maillage.trade.governance.date_polls.views.answers import answer_dates

MOST_IN_A_LINE = 6


@waits(
    rows=lambda cooperation, _today: _open(cooperation),
    can=permissions.can_answer_decisions,
    tool="meetings",
)
def polls_wait(access: Access, today: date) -> list[Waiting]:
    """The dates to choose for whoever keeps meetings, to answer for spokespersons; two queries."""
    slug = access.cooperation.slug
    if permissions.can_keep_meetings(access):
        return [
            Waiting(
                _("Choisir la date d’une séance : %(poll)s") % {"poll": one},
                _("Les réponses étaient attendues jusqu’au %(day)s.")
                % {"day": french.long_date(one.closes_on)},
                reverse("governance:date_poll", args=[slug, one.pk]),
                verb=_("Choisir"),
            )
            for one in open_polls(access).filter(closes_on__lt=today)[:MOST_WAITING]
        ]
    return [
        Waiting(
            _("Dire quelles dates vous conviennent"),
            _("%(poll)s, pour %(name)s") % {"poll": one.poll, "name": one},
            reverse("governance:date_poll_answer", args=[slug, one.pk]),
            minutes=2,
            verb=_("Répondre"),
        )
        for one in waiting_invitees(access, today)[:MOST_WAITING]
    ]


@falls(
    rows=lambda cooperation, first, last: _open(cooperation).filter(closes_on__range=(first, last)),
    can=permissions.can_open_meetings,
)
def polls_close(access: Access, first: date, last: date) -> list[Upcoming]:
    """The date polls whose answers are expected in the period, in one query."""
    return [
        Upcoming(
            on=one.closes_on,
            label=_("Réponses aux dates : %(name)s") % {"name": one},
            reason=_("Le dernier jour pour dire ses dates ; la séance se fixe ensuite."),
            url=reverse("governance:date_poll", args=[access.cooperation.slug, one.pk]),
        )
        for one in open_polls(access).filter(closes_on__range=(first, last))[:MOST_DATES]
    ]


def _open(cooperation: int) -> QuerySet[DatePoll]:
    rows = DatePoll.objects.filter(body__cooperation=cooperation)
    return rows.filter(chosen_on__isnull=True, dropped_on__isnull=True)


@findable
def date_poll_names(access: Access) -> Iterator[FoldedResult]:
    """The dates still to be chosen; a poll without object bears the name of its body."""
    if not permissions.can_open_meetings(access):
        return
    slug = access.cooperation.slug
    for row in date_polls(access).filter(chosen_on__isnull=True, dropped_on__isnull=True):
        url = address("governance:date_poll", slug, row.pk)
        result = SearchResult(_("Sondage de dates"), str(row), row.body.name, url)
        yield fold(f"{row.title} {row.body}"), result


@fragments.answer
def polls_of_meetings(reader: Reader, page: str, _record: Model | None) -> Sequence[Fragment]:
    """Above the register of meetings, the dates to choose."""
    if page != "governance:meetings":
        return ()
    values = {"polls": list(open_polls(as_access(reader))[:MOST_IN_A_LINE])}
    return (Fragment("governance/parts/open_polls.html", values),)


questions.answer(lambda: (Question(PURPOSE, _("Les dates d’une séance"), answer_dates),))
