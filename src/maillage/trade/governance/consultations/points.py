"""What do written consultations tell on the pages of the other rooms?"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.agenda import MOST_DATES, MOST_WAITING, Upcoming, Waiting
from maillage.core.chores import chores
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
from maillage.trade.governance.choices import Closing
from maillage.trade.governance.consultations.models import Consultation, still_open
from maillage.trade.governance.consultations.queries import (
    PURPOSE,
    consultations,
    meetings_requested,
    open_consultations,
    waiting_seats,
)
from maillage.trade.governance.consultations.services import close_due_consultations
from maillage.trade.governance.consultations.views import answer_consultation

MOST_IN_A_LINE = 6
RECENT = timedelta(days=30)


def _calling(cooperation: int, today: date) -> QuerySet[Consultation]:
    """The open ones, and those that asked for a meeting a month ago at most."""
    asks_a_meeting = Q(closing=Closing.MEETING, closed_on__gte=today - RECENT)
    rows = Consultation.objects.filter(body__cooperation=cooperation)
    return rows.filter(still_open(today) | asks_a_meeting)


@waits(
    rows=_calling,
    can=permissions.can_answer_decisions,
    tool="meetings",
)
def consultations_wait(access: Access, today: date) -> list[Waiting]:
    """The meetings that they ended by asking for, for officers; for others, what to answer."""
    slug = access.cooperation.slug
    if access.is_officer:
        return [
            Waiting(
                _("Porter une question à la prochaine séance"),
                _("Une réunion est demandée par consultation écrite : %(question)s")
                % {"question": one},
                reverse("governance:consultation", args=[slug, one.pk]),
                verb=_("Relire la question"),
            )
            for one in meetings_requested(access, today - RECENT)[:MOST_WAITING]
        ]
    return [
        Waiting(
            _("Répondre à une consultation écrite"),
            _("%(question)s, pour %(name)s") % {"question": one.consultation, "name": one},
            reverse("governance:consultation_answer", args=[slug, one.pk]),
            minutes=3,
            verb=_("Répondre"),
        )
        for one in waiting_seats(access, today)[:MOST_WAITING]
    ]


@falls(
    rows=lambda cooperation, first, last: Consultation.objects.filter(
        still_open(first), body__cooperation=cooperation, closes_on__lte=last
    ),
    can=permissions.can_open_meetings,
)
def consultations_close(access: Access, first: date, last: date) -> list[Upcoming]:
    """The written consultations that close in the period, in one query."""
    return [
        Upcoming(
            on=one.closes_on,
            label=_("Consultation écrite : %(name)s") % {"name": one},
            reason=_("Dernier jour pour répondre ; elle se clôt d’elle-même le lendemain."),
            url=reverse("governance:consultation", args=[access.cooperation.slug, one.pk]),
        )
        for one in open_consultations(access, first).filter(closes_on__lte=last)[:MOST_DATES]
    ]


@findable
def consultation_names(access: Access) -> Iterator[FoldedResult]:
    """The consultations, under their questions."""
    if not permissions.can_open_meetings(access):
        return
    slug = access.cooperation.slug
    for row in consultations(access):
        url = address("governance:consultation", slug, row.pk)
        note = str(row.get_closing_display()) if row.closing else _("en cours")
        yield fold(row.question), SearchResult(_("Consultation écrite"), row.question, note, url)


@fragments.answer
def consultations_of_meetings(
    reader: Reader, page: str, _record: Model | None
) -> Sequence[Fragment]:
    """Above the register of meetings, what was put in writing last."""
    if page != "governance:meetings":
        return ()
    values = {"consultations": list(consultations(as_access(reader))[:MOST_IN_A_LINE])}
    return (Fragment("governance/parts/open_consultations.html", values),)


@chores.answer
def due_consultations_close(now: datetime) -> list[str]:
    """Closes the written consultations whose last day has passed."""
    count = close_due_consultations(timezone.localdate(now))
    return [f"consultations : {count} closes"] if count else []


questions.answer(lambda: (Question(PURPOSE, _("Une consultation écrite"), answer_consultation),))
