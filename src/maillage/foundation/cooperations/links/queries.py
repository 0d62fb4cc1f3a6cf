"""Which signed links were sent, and which do these tokens open?"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from maillage.foundation.cooperations.links.models import AnswerLink, Invitation
from maillage.foundation.cooperations.links.rules import read_token
from maillage.foundation.cooperations.spaces.models import Access


def invitations(access: Access) -> QuerySet[Invitation]:
    """The invitations of the reader's cooperation that wait for an answer."""
    return Invitation.objects.filter(
        cooperation=access.cooperation_id, used_at__isnull=True, revoked_at__isnull=True
    ).select_related("author")


def invitation_of_token(token: str) -> Invitation | None:
    """The invitation that this token opens, still open or not; None when it is not one of ours."""
    claim = read_token("invitation", token)
    if claim is None:
        return None
    return (
        Invitation.objects.filter(pk=claim.number, nonce=claim.nonce)
        .select_related("cooperation__workspace", "author")
        .first()
    )


def answer_links(access: Access) -> QuerySet[AnswerLink]:
    """The links for answers sent in the reader's cooperation, latest first."""
    return AnswerLink.objects.filter(cooperation=access.cooperation_id).select_related("author")


@dataclass(frozen=True, slots=True)
class LinkEnds:
    """How many links there are, were used, still wait, or open nothing any more unused.

    Those of which what they asked about is `gone` do not wait.
    """

    count: int
    used: int
    waiting: int
    over: int
    gone: int = 0


def links_by_end(links: QuerySet[AnswerLink], now: datetime) -> LinkEnds:
    """What became of these links; one query."""
    used = Q(used_at__isnull=False)
    over = ~used & (Q(revoked_at__isnull=False) | Q(expires_at__lte=now))
    counts = links.aggregate(
        count=Count("pk"), used=Count("pk", filter=used), over=Count("pk", filter=over)
    )
    return LinkEnds(waiting=counts["count"] - counts["used"] - counts["over"], **counts)


def answer_link_of_token(purpose: str, token: str) -> AnswerLink | None:
    """The link that this token opens for this purpose, still open or not; None for a forged one.

    The token of a link withdrawn since is signed by us: it opens the page that says so.
    """
    claim = read_token(purpose, token)
    if claim is None:
        return None
    is_ours = Q(nonce=claim.nonce) | Q(revoked_at__isnull=False)
    return (
        AnswerLink.objects.filter(is_ours, pk=claim.number, purpose=purpose)
        .select_related("cooperation__workspace", "author")
        .first()
    )


def newer_link(link: AnswerLink) -> AnswerLink | None:
    """The latest link made since for the same question, or None."""
    rows = AnswerLink.objects.filter(
        cooperation=link.cooperation_id, purpose=link.purpose, target=link.target, pk__gt=link.pk
    )
    return rows.filter(revoked_at__isnull=True).order_by("-pk").first()


def put_links(cooperation_id: int, purpose: str) -> QuerySet[AnswerLink]:
    """The questions of this purpose that an account may answer, or correct its answer to.

    What was withdrawn, or is over without an answer, is not asked.
    """
    is_requested = Q(used_at__isnull=False) | Q(expires_at__gt=timezone.now())
    return AnswerLink.objects.filter(
        is_requested, purpose=purpose, cooperation=cooperation_id, revoked_at__isnull=True
    )


def waiting_links(cooperation_id: int, purpose: str) -> QuerySet[AnswerLink]:
    """Those that nobody has answered."""
    return put_links(cooperation_id, purpose).filter(used_at__isnull=True)
