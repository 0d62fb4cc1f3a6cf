"""A structure says by link when its council meets, what it voted, and gives its deliberation."""

from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Means, Visibility
from maillage.foundation.cooperations.links.services import (
    LinkDraft,
    make_answer_link,
    mark_answered,
)
from maillage.foundation.cooperations.models import AnswerLink
from maillage.foundation.documents.documents.services import attach_by_link
from maillage.trade.governance.joint_decisions.models import Answer, Deliberation
from maillage.trade.governance.joint_decisions.services.deliberations import (
    check_is_pdf,
    record_answer,
)
from maillage.trade.governance.joint_decisions.services.joint_decisions import keep_standing, write

PURPOSE = "vote"
DAYS = 120


@dataclass(frozen=True)
class CouncilReply:
    """What a structure says of its council: the next session, or the vote with its act."""

    said_by: str
    session_on: date | None = None
    vote: str = ""
    voted_on: date | None = None
    reserves: str = ""
    act_number: str = ""
    file: UploadedFile[bytes] | None = None


def make_vote_link(
    *, author: User, deliberation: Deliberation, recipient: str, email: str
) -> AnswerLink:
    """A link by which the structure answers this question, and no other."""
    return make_answer_link(
        author=author,
        cooperation=deliberation.decision.cooperation,
        draft=vote_link(deliberation, recipient, email),
    )


def vote_link(deliberation: Deliberation, recipient: str, email: str) -> LinkDraft:
    """The link to make for this question."""
    return LinkDraft(
        purpose=PURPOSE,
        target=deliberation.pk,
        recipient=recipient,
        email=email,
        about=deliberation.decision.title,
        days=DAYS,
    )


def answer_by_link(
    *, link: AnswerLink, deliberation: Deliberation, read: int, reply: CouncilReply
) -> Deliberation:
    """The way of the council as its structure tells it; a vote closes the link, a date does not.

    What an officer had recorded on its behalf is replaced, and stays in the history. Raises
    LinkClosedError when another answer came first, StaleVersionError when version `read` is not
    the last, DocumentRefusedError, and keeps nothing, when the file is refused.
    """
    if reply.file is not None:
        check_is_pdf(reply.file)
    via = _("%(name)s, par lien") % {"name": reply.said_by}
    with write(None, deliberation.decision, via):
        if reply.vote:
            mark_answered(link=link)
            _vote(deliberation, read, reply, via)
        else:
            _record_session(deliberation, read, reply)
        if reply.file is not None:
            _keep_file(link, deliberation, reply.file, via)
    return deliberation


def _vote(deliberation: Deliberation, read: int, reply: CouncilReply, via: str) -> None:
    record_answer(
        author=None,
        deliberation=deliberation,
        read=read,
        answer=Answer(
            vote=reply.vote,
            voted_on=reply.voted_on or timezone.localdate(),
            text=deliberation.text or deliberation.decision.texts.last(),
            reserves=reply.reserves,
            means=Means.LINK,
            told_by=reply.said_by,
            told_on=timezone.localdate(),
        ),
        act_number=reply.act_number,
        via=via,
    )


def _record_session(deliberation: Deliberation, read: int, reply: CouncilReply) -> None:
    claim_version(deliberation, read)
    deliberation.session_on = reply.session_on
    deliberation.save()
    keep_standing(deliberation.decision)


def _keep_file(
    link: AnswerLink, deliberation: Deliberation, file: UploadedFile[bytes], via: str
) -> None:
    deliberation.act = attach_by_link(
        link=link,
        file=file,
        visibility=Visibility.MEMBERS,
        kind="jointdecision",
        number=deliberation.decision_id,
        via=via,
    )
    deliberation.save()
