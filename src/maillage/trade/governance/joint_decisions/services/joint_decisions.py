"""A joint decision is opened, put in words, and put to councils."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Max
from django.utils import timezone

from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.documents.services import attach
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.models import Change
from maillage.ground.actors.choices import SubjectKind
from maillage.ground.actors.subjects.services import name_subject, open_subject
from maillage.ground.directory.models import Member, Organisation
from maillage.ground.directory.records.models.periods import in_force
from maillage.trade.governance.bodies.queries.body_table import population_of
from maillage.trade.governance.council_kinds import first_council
from maillage.trade.governance.joint_decisions.models import (
    Deliberation,
    JointDecision,
    TextVersion,
)
from maillage.trade.governance.joint_decisions.queries.councils import councils_of, terms_of
from maillage.trade.governance.joint_decisions.rules import place_of
from maillage.trade.governance.joint_decisions.words.standing_words import reading_of
from maillage.trade.governance.joint_decisions.words.text_words import (
    fingerprint_of_file,
    fingerprint_of_words,
)


@dataclass(frozen=True)
class Typed:
    """A text as it was given: its words, or a file."""

    dated_on: date
    words: str = ""
    file: UploadedFile[bytes] | None = None


def open_decision(*, author: User, decision: JointDecision) -> JointDecision:
    """The decision with its subject, before any council is asked."""
    with write(author, decision):
        decision.subject = open_subject(
            cooperation=decision.cooperation, kind=SubjectKind.DECISION, label=decision.title
        )
        decision.save()
        keep_standing(decision)
    return decision


def edit_decision(*, author: User, decision: JointDecision, read: int) -> JointDecision:
    """The decision with its changes; StaleVersionError when version `read` is not the last."""
    with write(author, decision):
        claim_version(decision, read)
        decision.save()
        name_subject(subject=decision.subject, label=decision.title)
        keep_standing(decision)
    return decision


def add_text(*, access: Access, decision: JointDecision, typed: Typed) -> TextVersion:
    """The next version of the text, with its fingerprint; the former ones stay as they were.

    Raises DocumentRefusedError, and keeps nothing, when the file is refused.
    """
    with write(access.user, decision):
        last = decision.texts.aggregate(last=Max("number"))["last"] or 0
        text = TextVersion(
            decision=decision, number=last + 1, dated_on=typed.dated_on, words=typed.words
        )
        if typed.file is None:
            text.fingerprint = fingerprint_of_words(typed.words)
        else:
            text.fingerprint = fingerprint_of_file(typed.file.chunks())
            text.attachment = attach(
                access=access,
                file=typed.file,
                visibility=Visibility.MEMBERS,
                kind="jointdecision",
                number=decision.pk,
            )
            text.file_name = text.attachment.name
        text.save()
    return text


def ask_councils(
    *, author: User, decision: JointDecision, organisations: Iterable[Organisation]
) -> list[Deliberation]:
    """A path for each of these structures, with its contact, its council and its population."""
    rows = list(organisations)
    contacts = dict(
        Member.objects.filter(
            in_force(), cooperation=decision.cooperation_id, organisation__in=rows
        ).values_list("organisation", "contact")
    )
    populations = population_of(rows)
    with write(author, decision):
        made = [
            Deliberation.objects.create(
                decision=decision,
                organisation=organisation,
                council=first_council(organisation),
                contact_id=contacts.get(organisation.pk),
                population=populations.get(organisation.pk),
            )
            for organisation in rows
        ]
        keep_standing(decision)
    return made


def send_text(
    *,
    author: User,
    decision: JointDecision,
    text: TextVersion,
    deliberations: Iterable[Deliberation],
    on: date,
) -> int:
    """Says that this version left that day for these councils; returns how many."""
    sent = list(deliberations)
    with write(author, decision):
        for deliberation in sent:
            claim_version(deliberation, deliberation.version)
            deliberation.text, deliberation.sent_on = text, on
            deliberation.save()
        keep_standing(decision)
    return len(sent)


def write(
    author: User | None, decision: JointDecision, via: str = ""
) -> AbstractContextManager[Change]:
    """One gesture on a joint decision; `via` names who answered without account."""
    return journal.write_in(author, decision.cooperation, "joint_decisions", via)


def keep_standing(decision: JointDecision, today: date | None = None) -> None:
    """Keeps where the decision stands today; inside the write that may have moved it.

    A reading moves by itself when a silence speaks: it is no gesture, and the journal says nothing.
    """
    day = today or timezone.localdate()
    place = place_of(terms_of(decision), councils_of([decision])[decision.pk], day)
    JointDecision.objects.filter(pk=decision.pk).update(
        standing=place.standing, reading=reading_of(place)[:300], stands_until=place.until
    )


def keep_aged_standings(today: date) -> int:
    """Reads again the decisions of which a silence has spoken since; returns how many."""
    aged = JointDecision.objects.filter(stands_until__lte=today)
    for decision in aged:
        keep_standing(decision, today)
    return len(aged)
