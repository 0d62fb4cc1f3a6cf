"""The letters that carry signed links; a link can always be copied on screen instead."""

from collections.abc import Callable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.foundation.cooperations.models import AnswerLink, Invitation
from maillage.foundation.cooperations.tokens import Claim, make_first_token, make_token
from maillage.foundation.mail.services import post_letter

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


def send_invitation(invitation: Invitation, absolute: Absolute) -> bool:
    """Whether the letter left; the invitation remembers when."""
    sent = post_letter(
        to=invitation.email,
        subject=_("%(author)s vous invite dans %(cooperation)s")
        % {"author": invitation.author.name, "cooperation": invitation.cooperation.name},
        template="cooperations/letters/invitation.txt",
        context={"invitation": invitation, "url": absolute(invitation_path(invitation))},
    )
    if sent:
        Invitation.objects.filter(pk=invitation.pk).update(mailed_at=timezone.now())
    return sent


def send_answer_link(link: AnswerLink, path: str, absolute: Absolute) -> bool:
    """Whether the letter left; without an address there is none, and the link is copied."""
    if not link.email:
        return False
    sent = post_letter(
        to=link.email,
        subject=_("Une question de %(cooperation)s : %(about)s")
        % {"cooperation": link.cooperation.name, "about": link.about},
        template="cooperations/letters/answer.txt",
        context={"link": link, "url": absolute(path)},
    )
    if sent:
        AnswerLink.objects.filter(pk=link.pk).update(mailed_at=timezone.now())
    return sent
