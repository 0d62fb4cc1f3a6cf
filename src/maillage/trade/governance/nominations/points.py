"""What do designation campaigns tell on the pages of the other rooms?"""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.agenda import MOST_DATES, MOST_WAITING, Upcoming, Waiting
from maillage.core.links import address
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.questions.points import Question, questions
from maillage.foundation.cooperations.room_answers.agenda import falls, waits
from maillage.foundation.cooperations.room_answers.names import FoldedResult, findable
from maillage.foundation.search.query import SearchResult
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.trade.governance import permissions
from maillage.trade.governance.nominations.queries import (
    PURPOSE,
    nominations,
    nominations_due,
    open_calls,
)
from maillage.trade.governance.nominations.views.nominations import answer_names


@waits(
    rows=lambda cooperation, _today: open_calls(cooperation),
    can=permissions.can_answer_decisions,
)
def names_wait(access: Access, _today: date) -> list[Waiting]:
    """Names to accept for officers, a name to give for spokespersons; one query or two."""
    slug, calls = access.cooperation.slug, open_calls(access.cooperation_id)
    if not access.is_officer:
        mine = calls.filter(told_on__isnull=True, seat__organisation__in=spoken_for(access))
        return [
            Waiting(
                _("Dire qui représente votre structure"),
                one.nomination.title,
                reverse("governance:nomination_answer", args=[slug, one.pk]),
                minutes=3,
                verb=_("Répondre"),
            )
            for one in mine.order_by("pk")[:MOST_WAITING]
        ]
    return [
        Waiting(
            _("Accepter les noms %(of)s") % {"of": french.of_body(one.seat)},
            one.nomination.title,
            reverse("governance:nomination_accept", args=[slug, one.pk]),
            minutes=2,
            verb=_("Relire"),
        )
        for one in calls.filter(told_on__isnull=False).order_by("told_on", "pk")[:MOST_WAITING]
    ]


@falls(
    rows=lambda cooperation, first, last: open_calls(cooperation).filter(
        nomination__due_on__range=(first, last)
    ),
    can=permissions.can_open_bodies,
)
def names_are_due(access: Access, first: date, last: date) -> list[Upcoming]:
    """The campaigns whose answers are due in the period, in one query."""
    return [
        Upcoming(
            on=one.due_on,
            label=_("Désignations attendues : %(name)s") % {"name": one.body},
            reason=one.title,
            url=reverse("governance:nomination", args=[access.cooperation.slug, one.pk]),
        )
        for one in nominations_due(access, first, last)[:MOST_DATES]
        if one.due_on
    ]


@findable
def nomination_names(access: Access) -> Iterator[FoldedResult]:
    """The campaigns, under their titles."""
    if not permissions.can_open_bodies(access):
        return
    slug = access.cooperation.slug
    for row in nominations(access):
        url = address("governance:nomination", slug, row.pk)
        yield row.folded, SearchResult(_("Campagne de désignation"), row.title, row.body.name, url)


questions.answer(lambda: (Question(PURPOSE, _("Qui vous représente"), answer_names),))
