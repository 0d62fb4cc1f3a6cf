"""Noting what several councils answered, and preparing the links of all that are waited for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction

from maillage.core.versions import StaleVersionError
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.links.services import make_answer_links, write_answer_link
from maillage.foundation.cooperations.models import AnswerLink
from maillage.foundation.cooperations.questions.points import path_of
from maillage.trade.governance.bodies.services.seat_links import open_links
from maillage.trade.governance.council_answers.queries import first_emails
from maillage.trade.governance.joint_decisions.models import Answer, Deliberation, JointDecision
from maillage.trade.governance.joint_decisions.queries.joint_decisions import Path
from maillage.trade.governance.joint_decisions.services.answers_by_link import PURPOSE, vote_link
from maillage.trade.governance.joint_decisions.services.deliberations import record_answer


@dataclass(frozen=True)
class CouncilAnswer:
    """What a council answered, and the version of its path that was on screen."""

    deliberation: Deliberation
    read: int
    answer: Answer


@dataclass(frozen=True, slots=True)
class CouncilLink:
    """A council that is waited for: who may answer for it, where, and the link already made."""

    deliberation: Deliberation
    recipient: str
    email: str
    link: AnswerLink | None


def record_answers(*, author: User, answers: Sequence[CouncilAnswer]) -> list[CouncilAnswer]:
    """Those that were left out, because somebody wrote on their council meanwhile."""
    return [one for one in answers if not _is_recorded(author, one)]


def _is_recorded(author: User, one: CouncilAnswer) -> bool:
    try:
        record_answer(
            author=author, deliberation=one.deliberation, read=one.read, answer=one.answer
        )
    except StaleVersionError:
        return False
    return True


def council_links(paths: list[Path]) -> list[CouncilLink]:
    """The same councils, with the address of their contact and their link; two queries."""
    emails = first_emails([one.deliberation.contact_id for one in paths])
    links = open_links(PURPOSE, [one.deliberation.pk for one in paths])
    return [
        CouncilLink(
            deliberation=one,
            recipient=str(one.contact or one.organisation),
            email=emails.get(one.contact_id or 0, ""),
            link=links.get(one.pk),
        )
        for one in (path.deliberation for path in paths)
    ]


def prepare_links(
    *, author: User, decision: JointDecision, councils: Sequence[CouncilLink]
) -> list[AnswerLink]:
    """A link for each of these councils that has none, made in one gesture."""
    drafts = [
        vote_link(one.deliberation, one.recipient, one.email)
        for one in councils
        if one.link is None
    ]
    return make_answer_links(author=author, cooperation=decision.cooperation, drafts=drafts)


def send_links(*, links: Sequence[AnswerLink], absolute: Callable[[str], str]) -> int:
    """The letters of these links, for those that have an address; returns how many are written."""
    with transaction.atomic():
        letters = [write_answer_link(link, path_of(link), absolute) for link in links]
    return sum(letter is not None for letter in letters)
