"""A point of contact is reminded once a day at most, for all that is waited from them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.foundation.cooperations.answering import path_of
from maillage.foundation.cooperations.letters import Absolute
from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.foundation.mail.choices import Kind
from maillage.foundation.mail.models import Letter
from maillage.foundation.mail.services import send_now, write_letter
from maillage.trade.governance.queries.council_reminders import Reminded, reminder_key
from maillage.trade.governance.queries.joint_decisions import Path
from maillage.trade.governance.services.answers_by_link import PURPOSE, make_vote_link


@dataclass(frozen=True, slots=True)
class Asked:
    """One question in a reminder: its title, its structure, and the link that answers it."""

    title: str
    organisation: str
    url: str


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
                absolute(path_of(_link(access, one, path))),
            )
            for path in one.paths
        ]
        return write_letter(
            key=reminder_key(access.cooperation_id, one.email, today),
            kind=Kind.ANSWER,
            to=one.email,
            subject=_("%(cooperation)s : votre conseil est attendu")
            % {"cooperation": access.cooperation.name},
            text=render_to_string(
                "governance/letters/council_reminder.txt",
                {
                    "cooperation": access.cooperation.name,
                    "author": access.user.name,
                    "asked": asked,
                },
            ),
            workspace_id=access.cooperation.workspace_id,
        )


def _link(access: Access, one: Reminded, path: Path) -> AnswerLink:
    """The link that they hold already for this question, or a new one."""
    held = AnswerLink.objects.filter(
        cooperation=access.cooperation_id,
        purpose=PURPOSE,
        target=path.deliberation.pk,
        email=one.email,
        used_at__isnull=True,
        revoked_at__isnull=True,
        expires_at__gt=timezone.now(),
    ).first()
    return held or make_vote_link(
        author=access.user,
        deliberation=path.deliberation,
        recipient=str(one.person),
        email=one.email,
    )
