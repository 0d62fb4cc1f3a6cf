"""An agreement is written, put in versions, given its parties; it ends, and never disappears."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Max
from django.utils.translation import gettext as _

from maillage.core.versions import check_is_open, claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.documents.documents.services import attach
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.models import Change
from maillage.ground.directory.choices import OrganisationKind
from maillage.ground.directory.models import Organisation
from maillage.law.legal_forms import table_of_forms
from maillage.trade.context.choices import DutyKind
from maillage.trade.context.duties.services import Origin, keep_origin
from maillage.trade.governance.agreements.choices import (
    AmendmentState,
    Needs,
    PartyRole,
    TextOrigin,
)
from maillage.trade.governance.agreements.models import (
    Agreement,
    AgreementAct,
    AgreementParty,
    AgreementText,
    Article,
)
from maillage.trade.governance.agreements.remarks import ArticleAmendment
from maillage.trade.governance.agreements.rules import notice_day
from maillage.trade.governance.agreements.texts import Cut, articles_of, fingerprint_of
from maillage.trade.governance.agreements.usual import alert_day, is_required

TOPIC = "agreements"
VOTE = frozenset(
    {
        *(OrganisationKind.COMMUNE, OrganisationKind.EPCI, OrganisationKind.SYNDICATE),
        *(OrganisationKind.DEPARTEMENT, OrganisationKind.REGION),
    }
)
File = UploadedFile[bytes]


def usual_needs(organisation: Organisation) -> Needs:
    """What a structure of this kind needs before it signs, until somebody says otherwise."""
    kind = OrganisationKind(organisation.kind)
    if kind in VOTE:
        return Needs.COUNCIL
    return Needs.DIRECT if kind == OrganisationKind.STATE else Needs.BOARD


def open_agreement(
    *, access: Access, agreement: Agreement, parties: Iterable[Organisation], signed_on: date | None
) -> Agreement:
    """The agreement with its parties; signed by all of them on that day when it already was."""
    with write(access.user, access.cooperation):
        return keep_agreement(access, agreement, parties, signed_on)


def keep_agreement(
    access: Access,
    agreement: Agreement,
    parties: Iterable[Organisation],
    signed_on: date | None = None,
) -> Agreement:
    """The agreement, written with its parties, acts and dates; inside journal.write only."""
    agreement.cooperation, agreement.author = access.cooperation, access.user
    agreement.visibility = Visibility.TEAM
    if signed_on:
        agreement.frozen_on, agreement.visibility = signed_on, Visibility.MEMBERS
    agreement.save()
    for organisation in parties:
        AgreementParty.objects.create(
            agreement=agreement,
            organisation=organisation,
            needs=usual_needs(organisation),
            is_required=is_required(agreement.kind, organisation),
            signed_on=signed_on,
        )
    _keep_acts(agreement)
    keep_dates(agreement, access.user)
    return agreement


def edit_agreement(*, access: Access, agreement: Agreement, read: int) -> Agreement:
    """The agreement with its changes; StaleVersionError when version `read` is not the last.

    Raises ClosedError once its text is frozen.
    """
    with write(access.user, access.cooperation):
        check_is_open(agreement)
        claim_version(agreement, read)
        agreement.save()
        _keep_acts(agreement)
        keep_dates(agreement, access.user)
    return agreement


def _keep_acts(agreement: Agreement) -> None:
    """The acts that the legal form of its study asks, the first time."""
    form = agreement.study.chosen if agreement.study else ""
    if not form or agreement.acts.exists():
        return
    row = next((one for one in table_of_forms() if one.form == form), None)
    for place, label in enumerate(row.acts if row else (), start=1):
        AgreementAct.objects.create(
            agreement=agreement, place=place, label=label, source=row.source if row else ""
        )


def keep_dates(agreement: Agreement, author: User) -> None:
    """What is due because of it: its end, and the last day to say whether it goes on."""
    lives = agreement.frozen_on is not None and agreement.ended_on is None
    title, alert = agreement.title, alert_day(agreement)
    for kind, label, day in (
        (DutyKind.END, _("Fin : %(title)s"), agreement.ends_on),
        (DutyKind.RENEWAL, _("Dire si l’on renouvelle : %(title)s"), notice_day(agreement)),
    ):
        origin = Origin(
            key=agreement.sheet_key,
            kind=kind,
            label=label % {"title": title},
            due_on=day if lives else None,
            scheme=agreement.scheme_id,
            reminder=(day - alert).days if day and alert and day > alert else None,
        )
        keep_origin(agreement.cooperation, author, origin)


@dataclass(frozen=True)
class Written:
    """A version as it was given: its articles, and the file in which they were read."""

    dated_on: date
    cuts: Sequence[Cut]
    note: str = ""
    file: File | None = None


class SameTextError(ValueError):
    """The words that are given for a version are those of the last one."""


def _check_is_other(agreement: Agreement, number: int, fingerprint: str) -> None:
    same = agreement.texts.filter(number=number, words_fingerprint=fingerprint)
    if same.exists():
        words = _(
            "Ces mots sont ceux de la version %(n)s. Changez le texte avant de l’enregistrer."
        )
        raise SameTextError(words % {"n": number})


def add_version(*, access: Access, agreement: Agreement, written: Written) -> AgreementText:
    """The next version of the text; the former ones stay as they were.

    Raises ClosedError once a text is frozen, SameTextError when it changes no word, and
    DocumentRefusedError, and keeps nothing, when the file is refused.
    """
    with write(access.user, access.cooperation):
        check_is_open(agreement)
        last = agreement.texts.aggregate(last=Max("number"))["last"] or 0
        mark = fingerprint_of(written.cuts)
        _check_is_other(agreement, last, mark)
        before = Article.objects.filter(text__agreement=agreement, text__number=last)
        text = AgreementText(
            agreement=agreement,
            number=last + 1,
            dated_on=written.dated_on,
            note=written.note,
            words_fingerprint=mark,
        )
        if written.file is not None:
            text.origin = TextOrigin.FILE
            text.attachment = attach(
                access=access,
                file=written.file,
                visibility=Visibility.TEAM,
                kind="agreement",
                number=agreement.pk,
            )
        text.save()
        former = list(before)
        for article in articles_of(text, written.cuts, former):
            article.save()
        _carry(text, former)
    return text


def _carry(text: AgreementText, before: Sequence[Article]) -> None:
    """The amendments that wait follow their article, when the version says the same words."""
    current = {(one.key, one.words): one for one in text.articles.all()}
    waiting = ArticleAmendment.objects.filter(article__in=before, state=AmendmentState.WAITING)
    for one in waiting.select_related("article"):
        article = current.get((one.article.key, one.article.words))
        if article is not None:
            claim_version(one, one.version)
            one.text, one.article = text, article
            one.save()


def add_parties(
    *, access: Access, agreement: Agreement, organisations: Iterable[Organisation], role: str
) -> None:
    """These structures, with what each needs before it signs; ClosedError once it is frozen."""
    with write(access.user, access.cooperation):
        check_is_open(agreement)
        for organisation in organisations:
            AgreementParty.objects.get_or_create(
                agreement=agreement,
                organisation=organisation,
                defaults={
                    "needs": usual_needs(organisation),
                    "role": role,
                    "is_required": role == PartyRole.SIGNATORY
                    and is_required(agreement.kind, organisation),
                },
            )


def edit_party(*, access: Access, party: AgreementParty, read: int) -> AgreementParty:
    """The party with its changes; StaleVersionError when version `read` is not the last."""
    with write(access.user, access.cooperation):
        claim_version(party, read)
        party.save()
    return party


def edit_act(*, access: Access, act: AgreementAct, read: int) -> AgreementAct:
    """The act, with its day; StaleVersionError when version `read` is not the last."""
    with write(access.user, access.cooperation):
        claim_version(act, read)
        act.save()
    return act


def drop_party(*, access: Access, party: AgreementParty) -> None:
    """The structure is no party any more; ClosedError once the text that names it is frozen."""
    with write(access.user, access.cooperation):
        check_is_open(party.agreement)
        party.delete()


def end_agreement(*, access: Access, agreement: Agreement, read: int) -> Agreement:
    """The agreement, over from its day for its reason; nothing is due because of it any more."""
    with write(access.user, access.cooperation):
        claim_version(agreement, read)
        agreement.save()
        keep_dates(agreement, access.user)
    return agreement


def open_avenant(*, access: Access, agreement: Agreement, title: str) -> Agreement:
    """The next *avenant* of a convention, with its parties; that of an *avenant* is its own too."""
    with write(access.user, access.cooperation):
        root = agreement.amends or agreement
        last = root.avenants.aggregate(last=Max("amendment_number"))["last"] or 0
        avenant = _copied(access, root, title)
        avenant.amends, avenant.amendment_number = root, last + 1
        avenant.save()
        _copy_parties(root, avenant)
    return avenant


def renew(*, access: Access, agreement: Agreement, title: str) -> Agreement:
    """The convention that follows this one, with its parties and the words of its text."""
    with write(access.user, access.cooperation):
        following = _copied(access, agreement, title)
        following.replaces, following.renewal = agreement, agreement.renewal
        following.notice_months = agreement.notice_months
        following.save()
        _copy_parties(agreement, following)
    return following


def _copied(access: Access, agreement: Agreement, title: str) -> Agreement:
    return Agreement(
        cooperation=access.cooperation,
        author=access.user,
        visibility=Visibility.TEAM,
        title=title,
        kind=agreement.kind,
        drafter=agreement.drafter,
        keeper=agreement.keeper,
        scheme=agreement.scheme,
    )


def _copy_parties(agreement: Agreement, into: Agreement) -> None:
    for one in agreement.parties.select_related("organisation"):
        AgreementParty.objects.create(
            agreement=into,
            organisation=one.organisation,
            role=one.role,
            is_required=one.is_required,
            needs=one.needs,
            signatory=one.signatory,
        )


def next_number(agreement: Agreement) -> int:
    """The number that the next *avenant* of this convention will bear."""
    root = agreement.amends or agreement
    return (root.avenants.aggregate(last=Max("amendment_number"))["last"] or 0) + 1


def write(
    author: User | None, cooperation: Cooperation, via: str = ""
) -> AbstractContextManager[Change]:
    """One gesture on an agreement; `via` names who answered without account."""
    return journal.write_in(author, cooperation, TOPIC, via)
