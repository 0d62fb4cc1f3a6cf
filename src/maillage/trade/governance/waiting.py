"""What of governance waits for this reader?"""

from collections.abc import Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.agenda import Waiting, waiting
from maillage.core.points import Reader
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.readers import as_access
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.trade.governance import permissions
from maillage.trade.governance.at_hand import SOON, waiting_at_hand
from maillage.trade.governance.bodies.queries.bodies import vacant_seats
from maillage.trade.governance.choices import CommitmentState
from maillage.trade.governance.commitments.queries.commitments import (
    commitments_to_tell,
    late_commitments,
)
from maillage.trade.governance.consultations.queries import meetings_asked_for, waiting_seats
from maillage.trade.governance.date_polls.queries import open_polls, waiting_invitees
from maillage.trade.governance.joint_decisions.queries.joint_decisions import (
    Path,
    paths_to_answer,
    pressing_paths,
)
from maillage.trade.governance.joint_decisions.words.steps import due
from maillage.trade.governance.lead_partner.models import LeadPartner
from maillage.trade.governance.lead_partner.queries import leads_to_keep
from maillage.trade.governance.meetings.queries.meetings import unfinished
from maillage.trade.governance.minutes.queries.minutes import decisions_to_review
from maillage.trade.governance.nominations.queries import open_calls

MOST = 3
MOST_MEETINGS = 3
RECENT = timedelta(days=30)


@waiting.answer
def governance_waits(reader: Reader, today: date) -> Sequence[Waiting]:
    """What councils, meetings and empty seats call for; one query when nothing waits."""
    access = as_access(reader)
    if not permissions.can_answer_decisions(access):
        return ()
    held = waiting_at_hand(access, today)
    found = councils_wait(access, today) if held.decisions else []
    if held.meetings:
        found = [*found, *meetings_wait(access, today)]
    if held.bodies and permissions.can_keep_bodies(access):
        found = [*found, *bodies_wait(access)]
    if held.reviews:
        found = [*found, *reviews_wait(access, today)]
    if held.polls:
        found = [*found, *polls_wait(access, today)]
    if held.commitments:
        found = [*found, *commitments_wait(access, today)]
    if held.calls:
        found = [*found, *names_wait(access)]
    if held.leads and permissions.can_keep_lead_partner(access):
        found = [*found, *leads_wait(access)]
    if held.consultations:
        found = [*found, *consultations_wait(access, today)]
    return found


def names_wait(access: Access) -> list[Waiting]:
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
            for one in mine.order_by("pk")[:MOST]
        ]
    return [
        Waiting(
            _("Accepter les noms de %(name)s") % {"name": one.seat},
            one.nomination.title,
            reverse("governance:nomination_accept", args=[slug, one.pk]),
            minutes=2,
            verb=_("Relire"),
        )
        for one in calls.filter(told_on__isnull=False).order_by("told_on", "pk")[:MOST]
    ]


def leads_wait(access: Access) -> list[Waiting]:
    """The subjects that nobody carries now, the lead partners that no act names; one query."""
    return [_lead_waits(access, one) for one in leads_to_keep(access.cooperation_id)[:MOST]]


def _lead_waits(access: Access, lead: LeadPartner) -> Waiting:
    slug, told = access.cooperation.slug, {"name": lead, "about": lead.subject.label}
    if lead.is_in_force:
        return Waiting(
            _("Noter l’acte qui désigne le chef de file"),
            _("%(name)s, pour « %(about)s ».") % told,
            reverse("governance:lead_partner_edit", args=[slug, lead.pk]),
            minutes=3,
            verb=_("Noter"),
        )
    return Waiting(
        _("Dire qui prend la suite du chef de file"),
        _("%(name)s ne porte plus « %(about)s ».") % told,
        reverse("governance:lead_partner_add", args=[slug]),
        verb=_("Nommer"),
    )


def bodies_wait(access: Access) -> list[Waiting]:
    """The seats that nobody holds, in one gesture; one query."""
    bodies = list(vacant_seats(access.cooperation_id).values_list("body", flat=True))
    if not bodies:
        return []
    fullest = max(set(bodies), key=bodies.count)
    return [
        Waiting(
            ngettext("Nommer qui tient un siège", "Nommer qui tient %(n)s sièges", len(bodies))
            % {"n": french.in_words(len(bodies))},
            _("Sans titulaire, une structure n’est ni convoquée ni comptée au quorum."),
            reverse("governance:body", args=[access.cooperation.slug, fullest]),
            minutes=5,
            verb=_("Nommer"),
        )
    ]


def councils_wait(access: Access, today: date) -> list[Waiting]:
    """Urgent gestures for officers, a vote to say for spokespersons."""
    slug = access.cooperation.slug
    if access.is_officer:
        return _urgent(pressing_paths(access, today), slug, today)
    numbers = sorted(spoken_for(access))
    paths = paths_to_answer(access, numbers, today) if numbers else []
    return [
        Waiting(
            _("Dire le vote de votre conseil"),
            path.deliberation.decision.title,
            reverse("governance:joint_decision_answer", args=[slug, path.deliberation.pk]),
            minutes=3,
            verb=_("Répondre"),
        )
        for path in paths
        if path.answer is None
    ][:MOST]


def _urgent(paths: Sequence[Path], slug: str, today: date) -> list[Waiting]:
    """The gestures that cannot wait, three at most."""
    found = [one for path in paths if (one := due(path, today)) and one.is_urgent]
    return [
        Waiting(
            one.label,
            one.reason,
            reverse("governance:joint_decision", args=[slug, one.path.deliberation.decision_id]),
            minutes=5,
            verb=_("Voir"),
        )
        for one in found[:MOST]
    ]


def meetings_wait(access: Access, today: date) -> list[Waiting]:
    """The meetings to convene, and those of which one must say if they were held; one query."""
    if not permissions.can_keep_meetings(access):
        return []
    slug = access.cooperation.slug
    return [
        Waiting(
            _("Dire si la séance s’est tenue") if one.held_on < today else _("Convoquer la séance"),
            str(one),
            reverse("governance:meeting", args=[slug, one.pk]),
            minutes=2 if one.held_on < today else 10,
            verb=_("Ouvrir"),
        )
        for one in unfinished(access, today, today + SOON)[:MOST_MEETINGS]
    ]


def polls_wait(access: Access, today: date) -> list[Waiting]:
    """The dates to choose for who keeps meetings, to answer for spokespersons; two queries."""
    slug = access.cooperation.slug
    if permissions.can_keep_meetings(access):
        return [
            Waiting(
                _("Choisir la date d’une séance"),
                str(one),
                reverse("governance:date_poll", args=[slug, one.pk]),
                minutes=3,
                verb=_("Choisir"),
            )
            for one in open_polls(access).filter(closes_on__lt=today)[:MOST_MEETINGS]
        ]
    return [
        Waiting(
            _("Dire quelles dates vous conviennent"),
            _("%(poll)s, pour %(name)s") % {"poll": one.poll, "name": one},
            reverse("governance:date_poll_answer", args=[slug, one.pk]),
            minutes=2,
            verb=_("Répondre"),
        )
        for one in waiting_invitees(access, today)[:MOST_MEETINGS]
    ]


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
                minutes=5,
                verb=_("Ouvrir"),
            )
            for one in meetings_asked_for(access, today - RECENT)[:MOST_MEETINGS]
        ]
    return [
        Waiting(
            _("Répondre à une consultation écrite"),
            _("%(question)s, pour %(name)s") % {"question": one.consultation, "name": one},
            reverse("governance:consultation_answer", args=[slug, one.pk]),
            minutes=3,
            verb=_("Répondre"),
        )
        for one in waiting_seats(access, today)[:MOST_MEETINGS]
    ]


def reviews_wait(reader: Reader, today: date) -> Sequence[Waiting]:
    """The decisions whose day of review has come, for a month; one query."""
    access = as_access(reader)
    if not permissions.can_keep_meetings(access):
        return ()
    slug = access.cooperation.slug
    return [
        Waiting(
            _("Revoir une décision"),
            str(one),
            reverse("governance:decision", args=[slug, one.pk]),
            minutes=10,
            verb=_("Revoir"),
        )
        for one in decisions_to_review(access, today - RECENT, today)[:MOST_MEETINGS]
    ]


def commitments_wait(access: Access, today: date) -> list[Waiting]:
    """Late ones to follow for officers; for spokespersons, what is asked and what is due."""
    slug = access.cooperation.slug
    if access.is_officer:
        late = list(late_commitments(access, today)[:MOST])
        return [
            Waiting(
                _("Relancer un engagement en retard"),
                f"{one.organisation} : {one.label}",
                reverse("governance:commitment", args=[slug, one.pk]),
                minutes=5,
                verb=_("Ouvrir"),
            )
            for one in late
        ]
    numbers = sorted(spoken_for(access))
    rows = commitments_to_tell(access, numbers, today + SOON)[:MOST] if numbers else ()
    return [
        Waiting(
            _("Dire si vous le promettez")
            if one.state == CommitmentState.ASKED
            else _("Dire ce qui est tenu"),
            one.label,
            reverse("governance:commitment_step", args=[slug, one.pk]),
            minutes=3,
            verb=_("Répondre"),
        )
        for one in rows
    ]
