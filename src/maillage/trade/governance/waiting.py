"""What of governance waits for this reader?"""

from collections.abc import Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core.agenda import Waiting, waiting
from maillage.core.points import Reader
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.readers import as_access
from maillage.ground.directory.queries.organisations import spoken_for
from maillage.trade.governance import permissions
from maillage.trade.governance.council_steps import due
from maillage.trade.governance.queries.at_hand import waiting_at_hand
from maillage.trade.governance.queries.bodies import vacant_seats
from maillage.trade.governance.queries.joint_decisions import Path, paths_to_answer, pressing_paths
from maillage.trade.governance.queries.meetings import unfinished
from maillage.trade.governance.queries.minutes import decisions_to_review

SOON = timedelta(days=15)
MOST = 3
MOST_MEETINGS = 3
RECENT = timedelta(days=30)


@waiting.answer
def governance_waits(reader: Reader, today: date) -> Sequence[Waiting]:
    """What councils, meetings and empty seats call for; one query when nothing waits."""
    access = as_access(reader)
    if not permissions.can_answer_decisions(access):
        return ()
    held = waiting_at_hand(access.cooperation_id, today + SOON)
    found = councils_wait(access, today) if held.decisions else []
    if held.meetings:
        found = [*found, *meetings_wait(access, today)]
    if held.bodies and permissions.can_keep_bodies(access):
        found = [*found, *bodies_wait(access)]
    if held.reviews:
        found = [*found, *reviews_wait(access, today)]
    return found


def bodies_wait(access: Access) -> list[Waiting]:
    """The seats that nobody holds, in one gesture; one query."""
    bodies = list(vacant_seats(access.cooperation_id).values_list("body", flat=True))
    if not bodies:
        return []
    fullest = max(set(bodies), key=bodies.count)
    return [
        Waiting(
            ngettext("Nommer qui tient un siège", "Nommer qui tient %(n)s sièges", len(bodies))
            % {"n": len(bodies)},
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
            reverse("governance:meeting_decision_edit", args=[slug, one.pk]),
            minutes=10,
            verb=_("Revoir"),
        )
        for one in decisions_to_review(access, today - RECENT, today)[:MOST_MEETINGS]
    ]
