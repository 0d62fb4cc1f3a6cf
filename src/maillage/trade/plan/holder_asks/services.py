"""A holder is asked by link what comes next; its answer is the next step, and an exchange."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.versions import RivalAnswerError, claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Means
from maillage.foundation.cooperations.links.services import LinkDraft, make_answer_link
from maillage.foundation.cooperations.models import AnswerLink
from maillage.foundation.cooperations.questions.answering import answering
from maillage.trade.plan.holder_asks.queries import PURPOSE, mark_of
from maillage.trade.plan.linked_projects.models import Exchange, Project
from maillage.trade.plan.linked_projects.services import PROJECTS, note_exchange_inside
from maillage.trade.plan.writing import write_plan

DAYS = 60


@dataclass(frozen=True)
class HolderReply:
    """The next step, for when, a word more; who says it, and the last answer that they read."""

    said_by: str
    step: str
    on: date | None
    words: str
    mark: int


def make_holder_link(*, author: User, project: Project, recipient: str, email: str) -> AnswerLink:
    """A link by which the holder says what comes next on this project alone."""
    about = _("La suite de « %(title)s »") % {"title": french.inner_quotes(project.title)}
    draft = LinkDraft(
        purpose=PURPOSE,
        target=project.pk,
        recipient=recipient,
        email=email,
        about=about,
        days=DAYS,
    )
    with write_plan(author, project.cooperation, PROJECTS):
        return make_answer_link(author=author, cooperation=project.cooperation, draft=draft)


def answer_by_link(*, link: AnswerLink, project: Project, reply: HolderReply) -> None:
    """The next step as the holder says it, and the exchange that keeps their words.

    Raises LinkClosedError when another answer came first, RivalAnswerError when another link of
    the project was answered since the page was opened; nothing is kept then.
    """
    with answering(link, reply.said_by, PROJECTS):
        if mark_of(project) != reply.mark:
            raise RivalAnswerError(project)
        claim_version(project, project.version)
        project.next_step, project.next_on, project.next_by = reply.step, reply.on, ""
        project.save()
        exchange = Exchange(
            project=project, on=timezone.localdate(), means=Means.LINK, words=_words(reply)
        )
        note_exchange_inside(link.author, exchange)


def _words(reply: HolderReply) -> str:
    """Who says it, their word, then the next step; each on its line, as erasing reads them."""
    word = f"{reply.said_by} : {reply.words}" if reply.words else reply.said_by
    step = _("Prochain pas : %(step)s") % {"step": reply.step}
    return "\n".join((word, f"{step}, {french.long_date(reply.on)}" if reply.on else step))
