"""A point of contact is reminded once a day at most, for all that is waited from them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.core.letters import letter_text
from maillage.foundation.cooperations.links.services import Absolute, LinkDraft
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.questions.points import path_of
from maillage.foundation.mail.choices import Kind
from maillage.foundation.mail.services import Draft, write_letters
from maillage.trade.governance.bodies.queries.seat_letters import reminder_key
from maillage.trade.governance.bodies.services.seat_links import Question, links_of
from maillage.trade.governance.commitments.services import PURPOSE as COMMITMENT
from maillage.trade.governance.commitments.services import commitment_link
from maillage.trade.governance.joint_decisions.services.answers_by_link import PURPOSE as VOTE
from maillage.trade.governance.joint_decisions.services.answers_by_link import vote_link
from maillage.trade.governance.reminders.queries import Reminded


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """One question in a reminder: its title, its structure, and the link that answers it.

    `due_on` is the day by which a commitment is to be kept.
    """

    title: str
    organisation: str
    url: str
    due_on: date | None = None


def remind_contacts(
    *, access: Access, reminded: Iterable[Reminded], today: date, absolute: Absolute
) -> int:
    """Writes to those who may be written to, one letter each; how many will leave."""
    written = [one for one in reminded if one.may_be_written]
    with transaction.atomic():
        links = links_of(access, [draft for one in written for draft in _drafts(one)])
        urls = {question: absolute(path_of(link)) for question, link in links.items()}
        return len(write_letters([_letter(access, one, today, urls) for one in written]))


def letter_to_read(access: Access, one: Reminded, today: date) -> Draft:
    """The letter to this contact as it would leave, its links said and not made."""
    links: Mapping[Question, str] = defaultdict(lambda: _("(un lien propre à cette lettre)"))
    return _letter(access, one, today, links)


def _drafts(one: Reminded) -> list[LinkDraft]:
    """The links of a letter: one for each question, one for each commitment."""
    name, email = str(one.person), one.email
    votes = [vote_link(path.deliberation, name, email) for path in one.paths]
    return votes + [commitment_link(each, name, email) for each in one.commitments]


def _letter(access: Access, one: Reminded, today: date, urls: Mapping[Question, str]) -> Draft:
    lines = [
        ReminderLine(
            path.deliberation.decision.title,
            path.name,
            urls[VOTE, path.deliberation.pk, one.email],
        )
        for path in one.paths
    ]
    owed = [
        ReminderLine(
            each.label,
            str(each.organisation),
            urls[COMMITMENT, each.pk, one.email],
            each.due_on,
        )
        for each in one.commitments
    ]
    return Draft(
        key=reminder_key(access.cooperation_id, one.email, today),
        kind=Kind.ANSWER,
        to=one.email,
        subject=_subject(access, one),
        text=letter_text(
            "governance/letters/council_reminder.txt",
            {
                "cooperation": access.cooperation.name,
                "author": access.user.name,
                "asked": lines,
                "owed": owed,
            },
        ),
        workspace_id=access.cooperation.workspace_id,
    )


def _subject(access: Access, one: Reminded) -> str:
    values = {"cooperation": access.cooperation.name}
    if one.paths:
        return _("%(cooperation)s : votre conseil est attendu") % values
    return _("%(cooperation)s : votre réponse est attendue") % values
