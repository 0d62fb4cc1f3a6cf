"""Which dates of governance come next?"""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.agenda import Upcoming, dates
from maillage.core.points import Reader
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.readers import as_access
from maillage.trade.governance.at_hand import dates_at_hand
from maillage.trade.governance.bodies.queries.bodies import bodies
from maillage.trade.governance.commitments.queries.commitments import open_commitments
from maillage.trade.governance.consultations.queries import open_consultations
from maillage.trade.governance.date_polls.queries import open_polls
from maillage.trade.governance.joint_decisions.queries.joint_decisions import unsettled
from maillage.trade.governance.lead_partner.queries import leads_ending
from maillage.trade.governance.meetings.queries.meetings import meetings
from maillage.trade.governance.meetings.words import hours_words
from maillage.trade.governance.minutes.queries.minutes import decisions_to_review
from maillage.trade.governance.nominations.queries import nominations_due

MOST = 20


@dates.answer
def governance_dates(reader: Reader, first: date, last: date) -> Sequence[Upcoming]:
    """The ends of bodies, their meetings, the councils; one query when there are none."""
    access = as_access(reader)
    held = dates_at_hand(access, first, last)
    ending = mandates_of_bodies(access, first, last) if held.bodies else []
    coming = meetings_come(access, first, last) if held.meetings else []
    councils = councils_meet(access, first, last) if held.decisions else []
    reviews = decisions_are_reviewed(access, first, last) if held.reviews else []
    polls = polls_close(access, first, last) if held.polls else []
    owed = commitments_come(access, first, last) if held.commitments else []
    leads = leads_end(access, first, last) if held.leads else []
    names = names_are_due(access, first, last) if held.calls else []
    asked = consultations_close(access, first, last) if held.consultations else []
    settled = [*ending, *coming, *councils, *reviews]
    return [*settled, *polls, *owed, *leads, *names, *asked]


def names_are_due(access: Access, first: date, last: date) -> list[Upcoming]:
    """The campaigns whose answers are due in the period, in one query."""
    return [
        Upcoming(
            on=one.due_on,
            label=_("Désignations attendues : %(name)s") % {"name": one.body},
            reason=one.title,
            url=reverse("governance:nomination", args=[access.cooperation.slug, one.pk]),
        )
        for one in nominations_due(access, first, last)[:MOST]
        if one.due_on
    ]


def leads_end(access: Access, first: date, last: date) -> list[Upcoming]:
    """The lead partners whose time ends in the period, in one query."""
    return [
        Upcoming(
            on=lead.until,
            label=_("Fin du chef de file : %(name)s") % {"name": lead},
            reason=lead.subject.label,
            url=reverse("governance:lead_partner_sheet", args=[access.cooperation.slug, lead.pk]),
        )
        for lead in leads_ending(access, first, last)[:MOST]
        if lead.until
    ]


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


def polls_close(access: Access, first: date, last: date) -> list[Upcoming]:
    """The date polls whose answers are expected in the period, in one query."""
    return [
        Upcoming(
            on=one.closes_on,
            label=_("Réponses aux dates : %(name)s") % {"name": one},
            reason=_("Le dernier jour pour dire ses dates ; la séance se fixe ensuite."),
            url=reverse("governance:date_poll", args=[access.cooperation.slug, one.pk]),
        )
        for one in open_polls(access).filter(closes_on__range=(first, last))[:MOST]
    ]


def consultations_close(access: Access, first: date, last: date) -> list[Upcoming]:
    """The written consultations that close in the period, in one query."""
    return [
        Upcoming(
            on=one.closes_on,
            label=_("Consultation écrite : %(name)s") % {"name": one},
            reason=_("Dernier jour pour répondre ; elle se clôt d’elle-même le lendemain."),
            url=reverse("governance:consultation", args=[access.cooperation.slug, one.pk]),
        )
        for one in open_consultations(access, first).filter(closes_on__lte=last)[:MOST]
    ]


def decisions_are_reviewed(reader: Reader, first: date, last: date) -> Sequence[Upcoming]:
    """The decisions to be reviewed in the period, in one query."""
    access = as_access(reader)
    return [
        Upcoming(
            on=one.review_on,
            label=_("Décision à revoir : %(name)s") % {"name": one},
            reason=str(one.meeting or one.body or ""),
            url=reverse("governance:decision", args=[access.cooperation.slug, one.pk]),
        )
        for one in decisions_to_review(access, first, last)[:MOST]
        if one.review_on
    ]


def commitments_come(access: Access, first: date, last: date) -> list[Upcoming]:
    """The commitments due in the period that are still open, in one query."""
    slug = access.cooperation.slug
    due = open_commitments(access).filter(due_on__range=(first, last)).order_by("due_on", "pk")
    return [
        Upcoming(
            on=one.due_on,
            label=_("Engagement dû : %(name)s") % {"name": one},
            reason=str(one.organisation),
            url=reverse("governance:commitment", args=[slug, one.pk]),
        )
        for one in due[:MOST]
        if one.due_on
    ]
