"""A text is frozen once, put to councils with the same words, signed by each party."""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.core.files.base import File
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.versions import claim_version
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.documents.services import attach
from maillage.foundation.documents.files import store
from maillage.foundation.documents.files.pdf_words import pdf_words
from maillage.foundation.documents.files.rules import DocumentRefusedError, extension_of
from maillage.foundation.documents.writing.letters import write_values
from maillage.trade.governance.agreements.choices import Reading, SentBy
from maillage.trade.governance.agreements.comparing import (
    NO_FEET,
    Feet,
    compared,
    feet_of,
    without_feet,
)
from maillage.trade.governance.agreements.files import begins_with, words_of_file
from maillage.trade.governance.agreements.models import (
    UNPROVED,
    Agreement,
    AgreementParty,
    AgreementText,
)
from maillage.trade.governance.agreements.papers import agreement_paper, agreement_values
from maillage.trade.governance.agreements.queries import accepted_outside, councils_needed
from maillage.trade.governance.agreements.rules import signatories
from maillage.trade.governance.agreements.services import keep_dates, write
from maillage.trade.governance.agreements.texts import whole_words
from maillage.trade.governance.agreements.usual import unwritten
from maillage.trade.governance.choices import DecisionRule
from maillage.trade.governance.joint_decisions.models import JointDecision
from maillage.trade.governance.joint_decisions.services.joint_decisions import (
    Typed,
    add_text,
    ask_councils,
    open_decision,
)


class NotFrozenError(ValueError):
    """The text cannot be frozen, or opened again: says why."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a signed file is beside the frozen text, and where it first says other words."""

    reading: Reading
    note: str = ""


def freeze_fault(agreement: Agreement) -> str:
    """Why the last version of this agreement cannot be frozen; nothing when it can."""
    if agreement.frozen_on:
        return _("Ce texte est déjà figé.")
    text = agreement.texts.order_by("number").last()
    if text is None:
        return _("Il n’y a pas encore de texte à figer : écrivez-en une version.")
    if count := unwritten(list(text.articles.values_list("words", flat=True))):
        return ngettext(
            "Un article reste à écrire : complétez-le, ou retirez-le, avant de figer le texte.",
            "%(n)s articles restent à écrire : complétez-les, ou retirez-les, avant de figer le "
            "texte.",
            count,
        ) % {"n": french.in_words(count).capitalize()}
    if not signatories(list(agreement.parties.all())):
        return _("Personne ne signerait ce texte. Ajoutez les parties.")
    if count := len(accepted_outside(agreement)):
        return ngettext(
            "Un amendement accepté n’est pas dans la dernière version : consolidez le texte avant "
            "de le figer.",
            "%(n)s amendements acceptés ne sont pas dans la dernière version : consolidez le "
            "texte avant de le figer.",
            count,
        ) % {"n": french.in_words(count).capitalize()}
    return ""


def freeze(
    *, access: Access, agreement: Agreement, read: int, reason: str = "", on: date | None = None
) -> Agreement:
    """The agreement, its last version frozen in a file with both fingerprints; all read it now.

    Raises NotFrozenError, StaleVersionError when version `read` is not the last, and
    DocumentRefusedError when its file finds no room.
    """
    if why := freeze_fault(agreement):
        raise NotFrozenError(why)
    text = agreement.texts.order_by("number").last()
    with write(access.user, access.cooperation):
        claim_version(agreement, read)
        agreement.frozen_on, agreement.frozen_by = on or timezone.localdate(), access.user
        agreement.frozen_text, agreement.unsettled_reason = text, reason
        values = agreement_values(agreement, list(text.articles.all()) if text else [])
        paper = write_values(access, agreement_paper(), "pdf", values)
        content = paper.content if paper else b""
        agreement.frozen_hash = hashlib.sha256(content).hexdigest()
        agreement.frozen_file = attach(
            access=access,
            file=SimpleUploadedFile(paper.name if paper else "", content),
            visibility=Visibility.MEMBERS,
            kind="agreement",
            number=agreement.pk,
        )
        agreement.visibility = Visibility.MEMBERS
        agreement.save()
        keep_dates(agreement, access.user)
    return agreement


def reopen_fault(agreement: Agreement) -> str:
    """Why a frozen text is not opened again; nothing when nobody received it yet."""
    if agreement.frozen_text_id is None:
        return _("Ce texte n’est pas figé.")
    decision = agreement.joint_decision
    if decision and decision.deliberations.filter(sent_on__isnull=False).exists():
        return _("Un conseil a déjà reçu ce texte : écrivez un avenant.")
    parties = list(agreement.parties.all())
    if any(one.asked_on for one in parties):
        return _("Une signature est déjà demandée sur ce texte : écrivez un avenant.")
    if any(one.signed_on for one in parties):
        return _(
            "Une signature est déjà notée sur ce texte : retirez-la si elle est notée par erreur, "
            "ou écrivez un avenant."
        )
    return ""


def reopen(*, access: Access, agreement: Agreement, read: int) -> Agreement:
    """The agreement, a draft again; NotFrozenError once a council or a party received its text."""
    if why := reopen_fault(agreement):
        raise NotFrozenError(why)
    with write(access.user, access.cooperation):
        claim_version(agreement, read)
        agreement.frozen_on = agreement.frozen_by = agreement.frozen_text = None
        agreement.frozen_file, agreement.frozen_hash = None, ""
        agreement.joint_decision = None
        agreement.visibility = Visibility.TEAM
        agreement.save()
        keep_dates(agreement, access.user)
    return agreement


def put_to_councils(*, access: Access, agreement: Agreement, read: int) -> JointDecision:
    """The joint decision of those whose council votes, on the very words that were frozen."""
    parties = list(agreement.parties.select_related("organisation"))
    voters = councils_needed(parties)
    text = agreement.frozen_text
    if text is None or not voters or agreement.joint_decision_id:
        raise NotFrozenError(_("Figez d’abord le texte, avec des parties qui délibèrent."))
    all_required = all(one.is_required for one in voters)
    with write(access.user, access.cooperation):
        claim_version(agreement, read)
        decision = open_decision(
            author=access.user,
            decision=JointDecision(
                cooperation=access.cooperation,
                title=agreement.title,
                question=_("Approuver la convention et autoriser sa signature ?"),
                rule=DecisionRule.UNANIMITY if all_required else DecisionRule.EACH_FOR_ITSELF,
            ),
        )
        add_text(
            access=access,
            decision=decision,
            typed=Typed(text.dated_on, whole_words(text.articles.all())),
        )
        ask_councils(
            author=access.user,
            decision=decision,
            organisations=[one.organisation for one in voters],
        )
        agreement.joint_decision = decision
        agreement.save()
    return decision


def ask_signatures(
    *, access: Access, parties: list[AgreementParty], on: date, by: str = SentBy.MAIL
) -> int:
    """Says that the frozen text left for the signature of these parties; returns how many."""
    with write(access.user, access.cooperation):
        for party in parties:
            claim_version(party, party.version)
            if party.asked_on:
                party.reminded_on = on
            else:
                party.asked_on, party.asked_by = on, by
            party.save()
    return len(parties)


def sign(
    *,
    access: Access,
    party: AgreementParty,
    read: int,
    file: UploadedFile[bytes] | None,
    is_copy: bool = False,
) -> AgreementParty:
    """The signature of a party, with what its file is beside the frozen text.

    A file that is there already becomes a copy once it is read, without being sent again.

    DocumentRefusedError, and nothing kept, when the file is refused.
    """
    seen = read_signed(party.agreement, file) if file is not None else None
    with write(access.user, access.cooperation):
        claim_version(party, read)
        if file is not None and seen is not None:
            keep_reading(party, seen, is_copy=is_copy)
            party.attachment = attach(
                access=access,
                file=file,
                visibility=Visibility.TEAM,
                kind="agreement",
                number=party.agreement_id,
            )
        elif is_copy and party.attachment_id and party.reading in UNPROVED:
            party.reading, party.reading_note = Reading.COPY, ""
        party.save()
    return party


def keep_reading(party: AgreementParty, seen: Seen, *, is_copy: bool = False) -> None:
    """What the file of a party is beside the frozen text; a copy that was read by eye counts."""
    is_by_eye = is_copy and seen.reading in UNPROVED
    party.reading = Reading.COPY if is_by_eye else seen.reading
    party.reading_note = "" if is_by_eye else seen.note


def reread_fault(party: AgreementParty) -> str:
    """Why its file is not read again; nothing when it may be."""
    if party.attachment is None or party.reading not in UNPROVED:
        return _("Seul un fichier qui n’a pas été reconnu se relit.")
    if not store.path_of(party.attachment.stored).is_file():
        return _("Ce fichier n’est plus là : déposez-le de nouveau.")
    return ""


def reread(*, access: Access, party: AgreementParty, read: int) -> AgreementParty:
    """The party with what its file, read again, is beside the frozen text; its days stay.

    StaleVersionError when version `read` is not the last.
    """
    if party.attachment is None:
        return party
    with store.path_of(party.attachment.stored).open("rb") as content:
        seen = read_signed(party.agreement, File(content, party.attachment.name))
    with write(access.user, access.cooperation):
        claim_version(party, read)
        keep_reading(party, seen)
        party.save()
    return party


def take_back(*, access: Access, party: AgreementParty, read: int) -> AgreementParty:
    """The party without its signature: the history says when it went, its file stays a document.

    StaleVersionError when version `read` is not the last.
    """
    with write(access.user, access.cooperation):
        claim_version(party, read)
        party.signed_on, party.attachment, party.reading = None, None, Reading.NONE
        party.means = party.early_reason = party.reading_note = ""
        party.save()
    return party


def read_signed(agreement: Agreement, file: File[bytes]) -> Seen:
    """What a signed file is beside the frozen text: its words, then its bytes.

    What is added after the bytes of the frozen file may replace its pages: words decide.
    """
    text = agreement.frozen_text
    frozen = agreement.frozen_file
    path = store.path_of(frozen.stored) if frozen else None
    if path is None or not path.is_file():
        return _compared(text, words_of_signed(file))
    with path.open("rb") as original:
        seen = _compared(text, words_of_signed(file, feet_of(pdf_words(original).pages)))
        is_longer = seen.reading == Reading.WORDS and begins_with(file, original)
    return Seen(Reading.CONTAINS) if is_longer else seen


def _compared(text: AgreementText | None, words: str) -> Seen:
    if text is None or not words.strip():
        return Seen(Reading.SCAN)
    result = compared(list(text.articles.all()), words)
    return Seen(Reading.WORDS) if result.is_same else Seen(Reading.DIFFERENT, result.sentence)


def words_of_signed(file: File[bytes], feet: Feet = NO_FEET) -> str:
    """The words of a signed file, whoever made it; nothing for an image or a file unread.

    `feet` are those of the frozen file, which are no words of the text.
    """
    if extension_of(file.name or "") == "pdf":
        words = pdf_words(file)
        return "" if words.is_blank else without_feet(words.pages, feet)
    try:
        return words_of_file(file.name or "", file)
    except DocumentRefusedError:
        return ""
