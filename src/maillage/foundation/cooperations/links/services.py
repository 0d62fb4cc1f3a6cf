"""Sending signed links, their letters, and what their holders do with them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.letters import letter_text
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.links.models import AnswerLink, Invitation, fresh_nonce
from maillage.foundation.cooperations.links.queries import put_links
from maillage.foundation.cooperations.links.rules import Claim, make_first_token, make_token
from maillage.foundation.cooperations.spaces.models import Access, Cooperation
from maillage.foundation.cooperations.spaces.services import give_access
from maillage.foundation.journal import services as journal
from maillage.foundation.mail import queries as mail_queries
from maillage.foundation.mail.choices import Kind
from maillage.foundation.mail.models import Letter
from maillage.foundation.mail.services import Draft, withdraw_letter, write_letter

INVITATION_DAYS = 14
ANSWER_DAYS = 30

Link = TypeVar("Link", Invitation, AnswerLink)


class LinkClosedError(Exception):
    """The link expired, was withdrawn or has been used while its page was open."""


def invite(
    *, author: User, cooperation: Cooperation, email: str, role: str, name: str = ""
) -> Invitation:
    """A seat kept for fourteen days for the holder of this address, with this role."""
    with journal.write_in(author, cooperation, "accesses"):
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
    with journal.write_in(user, invitation.cooperation, "accesses"):
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
    with journal.write_in(author, cooperation, "answer_links"):
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


Absolute = Callable[[str], str]


def invitation_path(invitation: Invitation) -> str:
    """The path that accepts this invitation."""
    token = make_token("invitation", Claim(invitation.pk, invitation.nonce))
    return reverse("cooperations:invitation", args=[token])


def first_path() -> str:
    """The path that opens an installation where nobody has an account yet; it holds a week."""
    return reverse("cooperations:first_access", args=[make_first_token()])


def answer_token(link: AnswerLink) -> str:
    """The token of this link, for the page of its purpose."""
    return make_token(link.purpose, Claim(link.pk, link.nonce))


def letter_with(link: Invitation | AnswerLink) -> Letter | None:
    """The letter that carries this link, or None when it was not written."""
    return mail_queries.letters_by_key([link_key(link)]).get(link_key(link))


def letters_with(links: Sequence[AnswerLink]) -> Mapping[int, Letter]:
    """The letters that a server took, by the number of the link that each brings; one query."""
    keys = {link_key(link): link.pk for link in links if link.email}
    rows = mail_queries.letters_by_key(list(keys)) if keys else {}
    return {keys[key]: letter for key, letter in rows.items() if letter.is_sent}


def link_key(link: Invitation | AnswerLink) -> str:
    """The key of the one letter that brings this link."""
    return f"{type(link).__name__.lower()}:{link.pk}"


def invite_by_letter(
    *, author: User, cooperation: Cooperation, absolute: Absolute, **typed: str
) -> Invitation:
    """The invitation, and its letter, written together."""
    with transaction.atomic():
        invitation = invite(author=author, cooperation=cooperation, **typed)
        write_invitation(invitation, absolute)
    return invitation


def write_invitation(invitation: Invitation, absolute: Absolute) -> Letter:
    """The letter of this invitation, in the transaction that makes it."""
    return write_letter(
        Draft(
            key=link_key(invitation),
            kind=Kind.INVITATION,
            to=invitation.email,
            subject=_("%(author)s vous invite dans %(cooperation)s")
            % {"author": invitation.author.name, "cooperation": invitation.cooperation.name},
            text=letter_text(
                "cooperations/letters/invitation.txt",
                {"invitation": invitation, "url": absolute(invitation_path(invitation))},
            ),
            workspace_id=invitation.cooperation.workspace_id,
        )
    )


def write_answer_link(link: AnswerLink, path: str, absolute: Absolute) -> Letter | None:
    """The letter of this link, in the transaction that makes it; None without an address."""
    if not link.email:
        return None
    return write_letter(
        Draft(
            key=link_key(link),
            kind=Kind.ANSWER,
            to=link.email,
            subject=_("Une question de %(cooperation)s : %(about)s")
            % {"cooperation": link.cooperation.name, "about": link.about},
            text=letter_text(
                "cooperations/letters/answer.txt", {"link": link, "url": absolute(path)}
            ),
            workspace_id=link.cooperation.workspace_id,
        )
    )


def revoke_with_letter(*, author: User, link: Link) -> None:
    """Withdraw the link; its letter, if it still waits, does not leave."""
    with transaction.atomic():
        revoke_link(author=author, link=link)
        withdraw_letter(link_key(link))
