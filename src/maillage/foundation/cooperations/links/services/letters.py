"""The letters that carry signed links; a link can always be copied on screen instead."""

from collections.abc import Callable

from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.links.models import AnswerLink, Invitation
from maillage.foundation.cooperations.links.rules import Claim, make_first_token, make_token
from maillage.foundation.cooperations.links.services.links import Link, invite, revoke_link
from maillage.foundation.cooperations.spaces.models import Cooperation
from maillage.foundation.mail import queries as mail_queries
from maillage.foundation.mail.choices import Kind
from maillage.foundation.mail.models import Letter
from maillage.foundation.mail.services import Draft, withdraw_letter, write_letter

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
            text=render_to_string(
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
            text=render_to_string(
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
