"""Each seat asked gets its link, by letter or to copy; asked again, one reminder a day at most."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from maillage.foundation.cooperations.links.services import (
    Absolute,
    LinkDraft,
    link_key,
    make_answer_links,
)
from maillage.foundation.cooperations.models import Access, AnswerLink, Cooperation
from maillage.foundation.cooperations.questions.points import path_of
from maillage.foundation.mail.choices import Kind, State
from maillage.foundation.mail.services import Draft, File, write_letters
from maillage.trade.governance.bodies.queries.seat_letters import (
    link_letters,
    reminder_key,
    reminders_on,
)

Links = Mapping["Recipient", AnswerLink]
Question = tuple[str, int, str]  # the purpose of a link, the number of what it opens, its address
OPEN = Q(used_at__isnull=True, revoked_at__isnull=True)
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
    """A link for each, and its letter when there is an address; how many letters will leave.

    Nobody is asked again while their letter waits, nor on a day when a reminder was written to
    them; of two who ask at once, the second sees what the first wrote.
    """
    with transaction.atomic():
        Cooperation.objects.select_for_update().get(pk=access.cooperation_id)
        link_by_recipient = own_links(asking.purpose, recipients)
        requested_recipients = _without_letter(link_by_recipient, recipients, today)
        new = [one for one in requested_recipients if one not in link_by_recipient]
        made = make_answer_links(
            author=access.user,
            cooperation=access.cooperation,
            drafts=[_link(asking, one, today) for one in new],
        )
        links = link_by_recipient | dict(zip(new, made, strict=True))
        letters = [
            _letter(
                asking,
                links[one],
                (_key(one, link_by_recipient, links[one], today), one.email),
                absolute,
            )
            for one in requested_recipients
            if one.email
        ]
        return len(write_letters(letters))


def _without_letter(
    link_by_recipient: Links, recipients: Iterable[Recipient], today: date
) -> list[Recipient]:
    """Those who have no link yet, or about whose link no letter waits nor was written today."""
    letters = link_letters(list(link_by_recipient.values()), today)
    reminded = reminders_on(today, [one.email for one in link_by_recipient])
    return [
        one
        for one in recipients
        if one not in link_by_recipient
        or (
            one.email.lower() not in reminded
            and letters.get(link_by_recipient[one].pk) != State.WAITING
        )
    ]


def _key(one: Recipient, link_by_recipient: Links, link: AnswerLink, today: date) -> str:
    """The key of a reminder to whoever had the link already, or of the letter that brings it."""
    return (
        reminder_key(link.cooperation_id, one.email, today)
        if one in link_by_recipient
        else link_key(link)
    )


def _letter(
    asking: Asking, link: AnswerLink, key_and_address: tuple[str, str], absolute: Absolute
) -> Draft:
    key, email = key_and_address
    return Draft(
        key=key,
        kind=Kind.ANSWER,
        to=email,
        subject=asking.subject,
        text=asking.text(link, absolute(path_of(link))),
        workspace_id=link.cooperation.workspace_id,
        files=asking.files,
    )


def _link(asking: Asking, one: Recipient, today: date) -> LinkDraft:
    return LinkDraft(
        purpose=asking.purpose,
        target=one.target,
        recipient=one.name,
        email=one.email,
        about=asking.about,
        days=max((asking.closes_on - today).days, 0) + LEEWAY,
    )


def links_of(access: Access, drafts: Sequence[LinkDraft]) -> dict[Question, AnswerLink]:
    """For each draft the link that its address still holds for its question, or else a new one."""
    rows = AnswerLink.objects.filter(
        OPEN,
        cooperation=access.cooperation,
        purpose__in={draft.purpose for draft in drafts},
        target__in=[draft.target for draft in drafts],
        email__in=[draft.email for draft in drafts],
        expires_at__gt=timezone.now(),
    )
    link_by_key = {_question(link): link for link in rows.order_by("pk")}
    made = make_answer_links(
        author=access.user,
        cooperation=access.cooperation,
        drafts=[draft for draft in drafts if _question(draft) not in link_by_key],
    )
    return link_by_key | {_question(link): link for link in made}


def _question(one: LinkDraft | AnswerLink) -> Question:
    return one.purpose, one.target, one.email


def own_links(purpose: str, recipients: Iterable[Recipient]) -> dict[Recipient, AnswerLink]:
    """The link that still opens for each of these, made to their name or sent to their address."""
    by_target: dict[int, list[AnswerLink]] = {}
    for link in _open_links(purpose, [one.target for one in recipients]):
        by_target.setdefault(link.target, []).append(link)
    return {
        one: link
        for one in recipients
        for link in by_target.get(one.target, [])
        if link.recipient == one.name or (one.email and link.email == one.email)
    }


def open_links(purpose: str, targets: Iterable[int]) -> dict[int, AnswerLink]:
    """The link that still opens for each of these, by its number; one query."""
    return {link.target: link for link in _open_links(purpose, targets)}


def _open_links(purpose: str, targets: Iterable[int]) -> QuerySet[AnswerLink]:
    """The links that still open about these, the last made at the end."""
    rows = AnswerLink.objects.filter(
        OPEN, purpose=purpose, target__in=list(targets), expires_at__gt=timezone.now()
    )
    return rows.select_related("cooperation", "author").order_by("pk")
