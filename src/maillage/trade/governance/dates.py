"""Which dates of governance come next?"""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.agenda import Upcoming, dates
from maillage.core.points import Reader
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.readers import as_access
from maillage.trade.governance.meeting_words import hours_words
from maillage.trade.governance.queries.at_hand import dates_at_hand
from maillage.trade.governance.queries.bodies import bodies
from maillage.trade.governance.queries.joint_decisions import unsettled
from maillage.trade.governance.queries.meetings import meetings
from maillage.trade.governance.queries.minutes import decisions_to_review

MOST = 20


@dates.answer
def governance_dates(reader: Reader, first: date, last: date) -> Sequence[Upcoming]:
    """The ends of bodies, their meetings, the councils; one query when there are none."""
    access = as_access(reader)
    held = dates_at_hand(access.cooperation_id, first, last)
    ending = mandates_of_bodies(access, first, last) if held.bodies else []
    coming = meetings_come(access, first, last) if held.meetings else []
    councils = councils_meet(access, first, last) if held.decisions else []
    reviews = decisions_are_reviewed(access, first, last) if held.reviews else []
    return [*ending, *coming, *councils, *reviews]


def mandates_of_bodies(access: Access, first: date, last: date) -> list[Upcoming]:
    """The bodies whose mandate ends in the period, in one query."""
    ending = bodies(access).filter(until__range=(first, last)).order_by("until")[:MOST]
    return [
        Upcoming(
            on=body.until,
            label=_("Fin de mandat : %(name)s") % {"name": body},
            reason=_("Instance à renouveler, ou à laisser s’éteindre."),
            url=reverse("governance:body", args=[access.cooperation.slug, body.pk]),
        )
        for body in ending
        if body.until
    ]


def councils_meet(access: Access, first: date, last: date) -> list[Upcoming]:
    """The sessions of councils that have still to vote, in one query."""
    slug = access.cooperation.slug
    meeting = (
        unsettled(access)
        .filter(session_on__range=(first, last))
        .order_by("session_on", "pk")[:MOST]
    )
    return [
        Upcoming(
            on=one.session_on,
            label=_("Conseil : %(name)s") % {"name": one},
            reason=one.decision.title,
            url=reverse("governance:joint_decision_council", args=[slug, one.pk]),
        )
        for one in meeting
        if one.session_on
    ]


def meetings_come(access: Access, first: date, last: date) -> list[Upcoming]:
    """The meetings of the period that are not cancelled, in one query."""
    slug = access.cooperation.slug
    coming = (
        meetings(access)
        .filter(held_on__range=(first, last), cancelled_on__isnull=True)
        .order_by("held_on", "starts_at", "pk")[:MOST]
    )
    return [
        Upcoming(
            on=one.held_on,
            label=_("Séance : %(name)s") % {"name": one.title or one.body},
            reason=", ".join(part for part in (hours_words(one), one.place) if part),
            url=reverse("governance:meeting", args=[slug, one.pk]),
        )
        for one in coming
    ]


def decisions_are_reviewed(reader: Reader, first: date, last: date) -> Sequence[Upcoming]:
    """The decisions to be reviewed in the period, in one query."""
    access = as_access(reader)
    return [
        Upcoming(
            on=one.review_on,
            label=_("Décision à revoir : %(name)s") % {"name": one},
            reason=str(one.meeting),
            url=reverse("governance:meeting", args=[access.cooperation.slug, one.meeting_id]),
        )
        for one in decisions_to_review(access, first, last)[:MOST]
        if one.review_on
    ]
