"""A structure is asked by link to take its part; it answers, gives news, and dates its steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.versions import RivalAnswerError, claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Means
from maillage.foundation.cooperations.links.queries import waiting_links
from maillage.foundation.cooperations.links.services import (
    LinkDraft,
    make_answer_link,
    make_answer_links,
)
from maillage.foundation.cooperations.models import AnswerLink, Cooperation
from maillage.foundation.cooperations.questions.answering import answering
from maillage.foundation.journal import services as journal
from maillage.ground.directory.records.queries.recipients import points_of_contact
from maillage.trade.plan.actions.models import ProgressNote, Share
from maillage.trade.plan.actions.services import (
    ShareReply,
    record_answer_inside,
    record_share_progress,
)
from maillage.trade.plan.choices import ShareAnswerKind
from maillage.trade.plan.share_asks.queries import PURPOSE, share_ask
from maillage.trade.plan.steps.models import ActionStep
from maillage.trade.plan.steps.services import date_step
from maillage.trade.plan.writing import SHARES

DAYS = 60


@dataclass(frozen=True)
class LinkReply:
    """What a structure sends: its answer, its days, its news, its own steps with their days.

    `mark` is that of what was on screen.
    """

    answer: ShareReply
    days: Decimal | None
    news: str
    steps: Sequence[ActionStep]
    mark: int


def make_share_link(*, author: User, share: Share, recipient: str, email: str) -> AnswerLink:
    """A link by which the structure answers for this part alone, which is asked from today."""
    action = share.action
    with journal.write_in(author, action.cooperation, SHARES):
        if share.asked_on is None:
            claim_version(share, share.version)
            share.asked_on = timezone.localdate()
            share.save()
        return make_answer_link(
            author=author,
            cooperation=action.cooperation,
            draft=LinkDraft(
                purpose=PURPOSE,
                target=share.pk,
                recipient=recipient,
                email=email,
                about=_about(share),
                days=DAYS,
            ),
        )


def make_share_links(
    *, author: User, cooperation: Cooperation, shares: Sequence[Share]
) -> list[AnswerLink]:
    """A link for each of these parts that has none waiting, in a constant number of queries.

    Each bears the name of the person of the part, else of the point of contact, else that of the
    structure; whoever prepares the letters sends them.
    """
    waiting = set(waiting_links(cooperation.pk, PURPOSE).values_list("target", flat=True))
    contacts = points_of_contact(cooperation.pk)
    drafts = [
        LinkDraft(
            purpose=PURPOSE,
            target=one.pk,
            recipient=str(one.person or contacts.get(one.organisation_id) or one.organisation),
            about=_about(one),
            days=DAYS,
        )
        for one in shares
        if one.pk not in waiting
    ]
    return make_answer_links(author=author, cooperation=cooperation, drafts=drafts)


def _about(share: Share) -> str:
    return _("Votre part dans « %(title)s »") % {"title": french.inner_quotes(share.action.title)}


def answer_by_link(*, link: AnswerLink, share: Share, reply: LinkReply) -> None:
    """The answer of the structure, with what it says of its days and steps; the link closes.

    A part that is refused is not dated. Raises LinkClosedError when another answer came first,
    RivalAnswerError when what was on screen has changed; nothing is kept then.
    """
    with answering(link, reply.answer.informant, SHARES) as via:
        if share_ask(share).mark != reply.mark:
            raise RivalAnswerError(share)
        if reply.answer.answer != ShareAnswerKind.REFUSED:
            _progress(share, reply, via)
        record_answer_inside(share, reply.answer, None, via)


def _progress(share: Share, reply: LinkReply, via: str) -> None:
    if reply.days != share.days_needed or reply.news:
        share.days_needed = reply.days
        note = ProgressNote(
            on=timezone.localdate(),
            words=reply.news,
            means=Means.LINK,
            told_by=reply.answer.informant,
        )
        record_share_progress(author=None, share=share, read=share.version, note=note, via=via)
    for step in reply.steps:
        date_step(author=None, step=step, read=step.version, via=via)
