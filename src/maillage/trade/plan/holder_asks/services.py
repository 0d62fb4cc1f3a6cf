"""A holder is asked by link what comes next; its answer is the next step, and an exchange."""

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.versions import RivalAnswerError, claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Means
from maillage.foundation.cooperations.links.services import (
    LinkClosedError,
    LinkDraft,
    make_answer_link,
)
from maillage.foundation.cooperations.models import AnswerLink
from maillage.foundation.cooperations.questions.answering import answering
from maillage.foundation.journal import services as journal
from maillage.trade.plan.holder_asks.queries import PURPOSE, mark_of
from maillage.trade.plan.linked_projects.models import Exchange, Project
from maillage.trade.plan.linked_projects.services import PROJECTS, NextStep, note_exchange_inside

DAYS = 60


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
    with journal.write_in(author, project.cooperation, PROJECTS):
        return make_answer_link(author=author, cooperation=project.cooperation, draft=draft)


def answer_by_link(
    *, link: AnswerLink, project: Project, by: str, after: NextStep, words: str, read: int
) -> None:
    """What comes next as the holder says it, and the exchange that keeps their words.

    Raises LinkClosedError when another answer came first, or the project was given up,
    RivalAnswerError when another link of the project was answered since `read`: nothing is kept.
    """
    with answering(link, by, PROJECTS):
        if mark_of(project) != read:
            raise RivalAnswerError(project)
        project.refresh_from_db()
        if not project.is_open:
            raise LinkClosedError(str(link))
        claim_version(project, project.version)
        project.next_step, project.next_on, project.next_by = after.words, after.on, after.by
        project.save()
        exchange = Exchange(project=project, on=timezone.localdate(), means=Means.LINK)
        exchange.words = _words(by, after, words)
        note_exchange_inside(link.author, exchange)


def _words(by: str, after: NextStep, words: str) -> str:
    """Who says it, their word, then the next step; each on its line, as erasing reads them."""
    step = _("Prochain pas : %(step)s") % {"step": after.words}
    day = french.long_date(after.on) if after.on else ""
    return "\n".join((" : ".join(filter(None, (by, words))), ", ".join(filter(None, (step, day)))))
