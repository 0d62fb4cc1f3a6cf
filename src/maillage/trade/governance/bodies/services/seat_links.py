"""Each seat asked gets its link, by letter or to copy; asked again, one reminder a day at most."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from maillage.foundation.cooperations.links.services.letters import Absolute
from maillage.foundation.cooperations.links.services.links import make_answer_link
from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.foundation.cooperations.questions.points import path_of
from maillage.foundation.mail.choices import Kind
from maillage.foundation.mail.models import Letter
from maillage.foundation.mail.services import File, send_now, write_letter
from maillage.trade.governance.bodies.queries.seat_letters import reminded_on, reminder_key

LEEWAY = 7  # days that a link stays open after the last answer expected


@dataclass(frozen=True)
class Asking:
    """A question put by link: its purpose, its title, its last day, its letter and its files.

    `text` writes the letter of a link, given its address.
    """

    purpose: str
    about: str
    subject: str
    closes_on: date
    text: Callable[[AnswerLink, str], str]
    files: Sequence[File] = ()


@dataclass(frozen=True)
class Recipient:
    """Who is asked: the number of what they answer, their name, their address or nothing."""

    target: int
    name: str
    email: str


def ask_by_link(
    *,
    access: Access,
    asking: Asking,
    recipients: Sequence[Recipient],
    today: date,
    absolute: Absolute,
) -> int:
    """A link for each, and its letter when there is an address; how many letters were written.

    Who was asked before is not asked again on a day when a reminder left to them.
    """
    letters: list[Letter] = []
    held = held_links(asking.purpose, [one.target for one in recipients])
    told = reminded_on(today, [one.email for one in recipients])
    for one in recipients:
        if one.target in held and one.email.lower() in told:
            continue
        with transaction.atomic():
            former = held.get(one.target)
            link = former or _make_link(access, asking, one, today)
            first = f"{asking.purpose}:{link.pk}"
            key = reminder_key(access.cooperation_id, one.email, today) if former else first
            if one.email:
                letters.append(_letter(asking, link, (key, one.email), absolute))
    for letter in letters:
        send_now(letter)
    return len(letters)


def _letter(
    asking: Asking, link: AnswerLink, key_and_address: tuple[str, str], absolute: Absolute
) -> Letter:
    key, email = key_and_address
    return write_letter(
        key=key,
        kind=Kind.ANSWER,
        to=email,
        subject=asking.subject,
        text=asking.text(link, absolute(path_of(link))),
        workspace_id=link.cooperation.workspace_id,
        files=asking.files,
    )


def _make_link(access: Access, asking: Asking, one: Recipient, today: date) -> AnswerLink:
    return make_answer_link(
        author=access.user,
        cooperation=access.cooperation,
        purpose=asking.purpose,
        target=one.target,
        recipient=one.name,
        email=one.email,
        about=asking.about,
        days=max((asking.closes_on - today).days, 0) + LEEWAY,
    )


def link_held_by(email: str, purpose: str, target: int) -> AnswerLink | None:
    """The link by which this address may still answer this question, or None."""
    rows = AnswerLink.objects.filter(
        purpose=purpose,
        target=target,
        email=email,
        used_at__isnull=True,
        revoked_at__isnull=True,
        expires_at__gt=timezone.now(),
    )
    return rows.first()


def held_links(purpose: str, targets: Iterable[int]) -> dict[int, AnswerLink]:
    """The link that still opens for each of these, by its number; one query."""
    rows = AnswerLink.objects.filter(
        purpose=purpose,
        target__in=list(targets),
        used_at__isnull=True,
        revoked_at__isnull=True,
        expires_at__gt=timezone.now(),
    )
    return {link.target: link for link in rows.order_by("pk")}
