"""A point of contact is reminded once a day at most, for all that is waited from them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from maillage.foundation.cooperations.links.services.letters import Absolute
from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.foundation.cooperations.questions.points import path_of
from maillage.foundation.mail.choices import Kind
from maillage.foundation.mail.models import Letter
from maillage.foundation.mail.services import send_now, write_letter
from maillage.trade.governance.bodies.queries.seat_letters import reminder_key
from maillage.trade.governance.bodies.services.seat_links import link_held_by
from maillage.trade.governance.commitments.models import Commitment
from maillage.trade.governance.commitments.services import commitments_by_link
from maillage.trade.governance.joint_decisions.queries.joint_decisions import Path
from maillage.trade.governance.joint_decisions.services.answers_by_link import (
    PURPOSE,
    make_vote_link,
)
from maillage.trade.governance.reminders.queries import Reminded


@dataclass(frozen=True, slots=True)
class Asked:
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
    """Writes to those who may be written to, one letter each; returns how many letters."""
    letters = [_remind(access, one, today, absolute) for one in reminded if one.may_be_written]
    for letter in letters:
        send_now(letter)
    return len(letters)


def _remind(access: Access, one: Reminded, today: date, absolute: Absolute) -> Letter:
    with transaction.atomic():
        asked = [
            Asked(
                path.deliberation.decision.title,
                path.name,
                absolute(path_of(_vote_link(access, one, path))),
            )
            for path in one.paths
        ]
        owed = [
            Asked(
                each.label,
                str(each.organisation),
                absolute(path_of(_commitment_link(access, one, each))),
                each.due_on,
            )
            for each in one.commitments
        ]
        return write_letter(
            key=reminder_key(access.cooperation_id, one.email, today),
            kind=Kind.ANSWER,
            to=one.email,
            subject=_subject(access, one),
            text=render_to_string(
                "governance/letters/council_reminder.txt",
                {
                    "cooperation": access.cooperation.name,
                    "author": access.user.name,
                    "asked": asked,
                    "owed": owed,
                },
            ),
            workspace_id=access.cooperation.workspace_id,
        )


def _subject(access: Access, one: Reminded) -> str:
    told = {"cooperation": access.cooperation.name}
    if one.paths:
        return _("%(cooperation)s : votre conseil est attendu") % told
    return _("%(cooperation)s : votre réponse est attendue") % told


def _vote_link(access: Access, one: Reminded, path: Path) -> AnswerLink:
    """The link that they hold already for this question, or a new one."""
    held = link_held_by(one.email, PURPOSE, path.deliberation.pk)
    return held or make_vote_link(
        author=access.user,
        deliberation=path.deliberation,
        recipient=str(one.person),
        email=one.email,
    )


def _commitment_link(access: Access, one: Reminded, commitment: Commitment) -> AnswerLink:
    held = link_held_by(one.email, commitments_by_link.PURPOSE, commitment.pk)
    return held or commitments_by_link.make_commitment_link(
        author=access.user, commitment=commitment, recipient=str(one.person), email=one.email
    )
