"""Structures say what they would read; each proposal is settled, and enters the next version."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.versions import check_is_open, claim_version
from maillage.foundation.cooperations.models import Access
from maillage.trade.governance.agreements.choices import AmendmentState
from maillage.trade.governance.agreements.models import Agreement, AgreementText, Article
from maillage.trade.governance.agreements.remarks import AgreementRemark, ArticleAmendment
from maillage.trade.governance.agreements.rules import are_remarks_open
from maillage.trade.governance.agreements.services import Written, add_version, write
from maillage.trade.governance.agreements.texts import Cut
from maillage.trade.governance.amendments.comparing import clash, ranges_between
from maillage.trade.governance.amendments.queries import change_of, consolidated_words, is_on


class SameWordsError(ValueError):
    """The wording that is proposed is that of the version."""


class ClashError(ValueError):
    """Another amendment, accepted already, touches the same words."""


def open_remarks(*, access: Access, agreement: Agreement, read: int) -> Agreement:
    """The agreement, whose draft its parties read and amend until its day.

    The version that they read is the last one, and stays the same until remarks are closed.
    """
    with write(access.user, access.cooperation):
        check_is_open(agreement)
        former = Agreement.objects.get(pk=agreement.pk)
        if not are_remarks_open(former, timezone.localdate()):
            agreement.opened_text = agreement.texts.order_by("number").last()
        claim_version(agreement, read)
        agreement.save()
    return agreement


def add_remark(*, access: Access | None, remark: AgreementRemark, via: str = "") -> AgreementRemark:
    """The remark, as it was said."""
    author = access.user if access else None
    with write(author, remark.agreement.cooperation, via):
        check_is_open(remark.agreement)
        remark.recorded_by = author
        remark.save()
    return remark


def answer_remark(*, access: Access, remark: AgreementRemark, read: int) -> AgreementRemark:
    """The remark with its answer; StaleVersionError when version `read` is not the last."""
    with write(access.user, access.cooperation):
        claim_version(remark, read)
        remark.save()
    return remark


def same_words(article: Article, number: int) -> SameWordsError:
    """The refusal of a wording that changes nothing."""
    return SameWordsError(
        _("Cette phrase est celle de la version %(n)s. Changez-la, ou écrivez une remarque.")
        % {"n": number}
    )


def propose(
    *, access: Access | None, amendment: ArticleAmendment, via: str = ""
) -> ArticleAmendment:
    """The amendment, with the words that it changes; SameWordsError when it changes none."""
    author = access.user if access else None
    article = amendment.article
    ranges = ranges_between(article.words, amendment.wording)
    if not ranges:
        raise same_words(article, amendment.text.number)
    with write(author, amendment.agreement.cooperation, via):
        check_is_open(amendment.agreement)
        amendment.recorded_by, amendment.ranges = author, [list(one) for one in ranges]
        amendment.save()
    return amendment


def settle(*, access: Access, amendment: ArticleAmendment, read: int) -> ArticleAmendment:
    """The amendment, accepted or refused; ClashError beside one that is accepted already.

    StaleVersionError when version `read` is not the last.
    """
    with write(access.user, access.cooperation):
        check_is_open(amendment.agreement)
        if amendment.state == AmendmentState.ACCEPTED:
            _check_no_clash(amendment)
        claim_version(amendment, read)
        amendment.save()
    return amendment


def _check_no_clash(amendment: ArticleAmendment) -> None:
    rows = ArticleAmendment.objects.filter(
        agreement=amendment.agreement_id, state=AmendmentState.ACCEPTED
    )
    for other in rows.exclude(pk=amendment.pk).select_related("organisation", "article"):
        if is_on(other, amendment.article) and clash(change_of(amendment), change_of(other)):
            raise ClashError(
                _(
                    "%(one)s et %(other)s touchent aux mêmes mots. Acceptez l’un, ou composez une "
                    "phrase commune."
                )
                % {"one": amendment.proposer, "other": other.proposer}
            )


def reword(
    *, access: Access, common: ArticleAmendment, taken: Iterable[ArticleAmendment]
) -> ArticleAmendment:
    """A common wording, which those it takes up point to; it is still to be accepted.

    SameWordsError when it changes nothing.
    """
    with write(access.user, access.cooperation):
        made = propose(access=access, amendment=common)
        for one in taken:
            claim_version(one, one.version)
            one.state, one.reworded_as = AmendmentState.REWORDED, made
            one.settled_on, one.settled_by = made.told_on, str(access.user)
            one.save()
    return made


def consolidate(*, access: Access, agreement: Agreement) -> AgreementText:
    """The next version: each article with the amendments accepted on it.

    SameTextError when none is. Those that wait follow their article when its words stay the same;
    the others stay on theirs.
    """
    last = agreement.texts.order_by("number").last()
    articles = list(last.articles.all()) if last else []
    every = ArticleAmendment.objects.filter(agreement=agreement, state=AmendmentState.ACCEPTED)
    rows = list(every.select_related("article").order_by("pk"))
    accepted = sum(1 for one in rows if any(is_on(one, each) for each in articles))
    cuts = [
        Cut(
            one.label,
            one.heading,
            consolidated_words(one, [each for each in rows if is_on(each, one)]),
        )
        for one in articles
    ]
    note = ngettext("un amendement accepté", "%(n)s amendements acceptés", accepted) % {
        "n": french.in_words(accepted)
    }
    written = Written(timezone.localdate(), cuts, french.capital(note))
    return add_version(access=access, agreement=agreement, written=written)
