"""Sending signed links, and what their holders do with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from django.utils import timezone

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.links.models import AnswerLink, Invitation, fresh_nonce
from maillage.foundation.cooperations.links.queries import put_links
from maillage.foundation.cooperations.spaces.models import Access, Cooperation
from maillage.foundation.cooperations.spaces.services import give_access
from maillage.foundation.journal import services as journal

INVITATION_DAYS = 14
ANSWER_DAYS = 30

Link = TypeVar("Link", Invitation, AnswerLink)


class LinkClosedError(Exception):
    """The link expired, was withdrawn or has been used while its page was open."""


def invite(
    *, author: User, cooperation: Cooperation, email: str, role: str, name: str = ""
) -> Invitation:
    """A seat kept for fourteen days for the holder of this address, with this role."""
    with journal.write(
        author,
        workspace_id=cooperation.workspace_id,
        cooperation_id=cooperation.pk,
        topic="accesses",
    ):
        return Invitation.objects.create(
            cooperation=cooperation,
            author=author,
            email=email.strip().lower(),
            role=role,
            name=name,
            expires_at=timezone.now() + timedelta(days=INVITATION_DAYS),
        )


def accept_invitation(
    *, invitation: Invitation, name: str = "", password: str = "", user: User | None = None
) -> Access:
    """The access kept for the holder, whose account is made when they have none.

    Raises LinkClosedError when the invitation has been used or withdrawn meanwhile.
    """
    now = timezone.now()
    with journal.write(
        user,
        workspace_id=invitation.cooperation.workspace_id,
        cooperation_id=invitation.cooperation_id,
        topic="accesses",
    ):
        _use(invitation)
        if user is None:
            user = User.objects.create_user(invitation.email, password, name=name)
        invitation.used_at = now
        return give_access(
            author=user, cooperation=invitation.cooperation, user=user, role=invitation.role
        )


@dataclass(frozen=True, kw_only=True)
class LinkDraft:
    """A link to make: the question it opens, about what, for whom, for how many days."""

    purpose: str
    target: int
    recipient: str
    about: str
    email: str = ""
    days: int = ANSWER_DAYS


def make_answer_link(*, author: User, cooperation: Cooperation, draft: LinkDraft) -> AnswerLink:
    """A link that opens one question for one recipient."""
    (link,) = make_answer_links(author=author, cooperation=cooperation, drafts=[draft])
    return link


def make_answer_links(
    *, author: User, cooperation: Cooperation, drafts: Sequence[LinkDraft]
) -> list[AnswerLink]:
    """The links, in the order of their drafts, in as many queries for forty as for one."""
    if not drafts:
        return []
    now = timezone.now()
    with journal.write(
        author,
        workspace_id=cooperation.workspace_id,
        cooperation_id=cooperation.pk,
        topic="answer_links",
    ):
        return journal.bulk_create(
            AnswerLink,
            [
                AnswerLink(
                    cooperation=cooperation,
                    author=author,
                    purpose=draft.purpose,
                    target=draft.target,
                    recipient=draft.recipient,
                    about=draft.about,
                    email=draft.email,
                    expires_at=now + timedelta(days=draft.days),
                )
                for draft in drafts
            ],
        )


def mark_answered(*, link: AnswerLink) -> AnswerLink:
    """The link, closed by its answer; inside the transaction that writes the answer.

    Raises LinkClosedError when it was answered or withdrawn meanwhile.
    """
    _use(link)
    return link


def mark_answered_signed_in(*, cooperation_id: int, purpose: str, target: int) -> None:
    """Closes what puts this question, answered from an account; inside the write of the answer.

    Raises LinkClosedError when it was withdrawn or is over.
    """
    put = put_links(cooperation_id, purpose).filter(target=target)
    if not put.exists():
        raise LinkClosedError(purpose)
    put.filter(used_at__isnull=True).update(used_at=timezone.now())


def revoke_link(*, author: User, link: Link) -> Link:
    """The link, withdrawn: its page no longer opens, even with a copy of its address."""
    with journal.write(
        author,
        workspace_id=link.cooperation.workspace_id,
        cooperation_id=link.cooperation_id,
        topic="accesses" if isinstance(link, Invitation) else "answer_links",
    ):
        link.revoked_at = timezone.now()
        link.nonce = fresh_nonce()
        link.save(update_fields=["revoked_at", "nonce"])
    return link


def _use(link: Invitation | AnswerLink) -> None:
    """Closes an open link; two answers at once: the second finds it closed."""
    now = timezone.now()
    open_rows = type(link).objects.filter(
        pk=link.pk,
        nonce=link.nonce,
        used_at__isnull=True,
        revoked_at__isnull=True,
        expires_at__gt=now,
        cooperation__closed_at__isnull=True,
    )
    if not open_rows.update(used_at=now):
        raise LinkClosedError(str(link))
