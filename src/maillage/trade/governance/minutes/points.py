"""What do minutes and their decisions tell on the pages of the other rooms?"""

from collections.abc import Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.agenda import MOST_DATES, MOST_WAITING, Upcoming, Waiting
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.questions.points import Question, questions
from maillage.foundation.cooperations.room_answers.agenda import falls, waits
from maillage.foundation.documents.writing.kinds import papers
from maillage.trade.governance import permissions
from maillage.trade.governance.decisions.models import Decision
from maillage.trade.governance.minutes.papers import record_papers
from maillage.trade.governance.minutes.queries import (
    PURPOSE,
    decisions_to_review,
    unsent_records,
)
from maillage.trade.governance.minutes.views.records import answer_record

RECENT = timedelta(days=30)


@waits(
    rows=lambda cooperation, today: Decision.objects.filter(
        cooperation=cooperation, review_on__range=(today - RECENT, today)
    ),
    can=permissions.can_keep_meetings,
    tool="decisions",
)
def reviews_wait(access: Access, today: date) -> Sequence[Waiting]:
    """The decisions whose day of review has come, for a month; one query."""
    slug = access.cooperation.slug
    return [
        Waiting(
            _("Revoir une décision : %(name)s") % {"name": one},
            _("Elle devait être revue le %(day)s.") % {"day": french.long_date(one.review_on)},
            reverse("governance:decision", args=[slug, one.pk]),
            verb=_("Revoir"),
        )
        for one in decisions_to_review(access, today - RECENT, today)[:MOST_WAITING]
        if one.review_on
    ]


@waits(
    rows=lambda cooperation, today: unsent_records(cooperation, today - RECENT),
    can=permissions.can_keep_meetings,
    tool="meetings",
)
def records_wait(access: Access, today: date) -> Sequence[Waiting]:
    """The records of recent meetings that nobody received yet; one query."""
    slug = access.cooperation.slug
    return [
        Waiting(
            _("Envoyer le relevé de décisions : %(meeting)s") % {"meeting": one},
            _("Personne ne l’a encore reçu."),
            reverse("governance:meeting_record_send", args=[slug, one.pk]),
            verb=_("Envoyer"),
        )
        for one in unsent_records(access.cooperation_id, today - RECENT)[:MOST_WAITING]
    ]


@falls(
    rows=lambda cooperation, first, last: Decision.objects.filter(
        cooperation=cooperation, review_on__range=(first, last)
    ),
    can=permissions.can_open_decisions,
)
def decisions_are_reviewed(access: Access, first: date, last: date) -> Sequence[Upcoming]:
    """The decisions to be reviewed in the period, in one query."""
    return [
        Upcoming(
            on=one.review_on,
            label=_("Décision à revoir : %(name)s") % {"name": one},
            reason=str(one.meeting or one.body or ""),
            url=reverse("governance:decision", args=[access.cooperation.slug, one.pk]),
        )
        for one in decisions_to_review(access, first, last)[:MOST_DATES]
        if one.review_on
    ]


papers.answer(record_papers)
questions.answer(lambda: (Question(PURPOSE, _("Le relevé d’une séance"), answer_record),))
