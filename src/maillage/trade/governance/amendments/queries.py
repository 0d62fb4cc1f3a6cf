"""Which remarks and amendments may this reader see, and how do they stand on each article?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation
from maillage.trade.governance.agreements.choices import AmendmentState
from maillage.trade.governance.agreements.models import Agreement, AgreementText, Article
from maillage.trade.governance.agreements.readable import readable_amendments, readable_texts
from maillage.trade.governance.agreements.remarks import ArticleAmendment
from maillage.trade.governance.amendments.comparing import (
    Change,
    Range,
    applied,
    clashes,
    pieces_of,
)
from maillage.trade.governance.joint_decisions.words.text_words import Piece

IN_TEXT = frozenset({AmendmentState.ACCEPTED})


def change_of(amendment: ArticleAmendment) -> Change:
    """The words that an amendment changes, as they were computed."""
    ranges: list[Range] = [(one[0], one[1], one[2]) for one in amendment.ranges]
    return Change(amendment.pk, ranges)


@dataclass(frozen=True, slots=True)
class Proposal:
    """An amendment beside its article: what it takes, what it puts."""

    amendment: ArticleAmendment
    pieces: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class OnArticle:
    """What is proposed on one article, which clash, and what those accepted make of it."""

    article: Article
    proposals: Sequence[Proposal]
    clashing: Sequence[tuple[ArticleAmendment, ArticleAmendment]]
    consolidated: Sequence[Piece]

    @property
    def waiting(self) -> int:
        """How many are to settle."""
        return sum(1 for one in self.proposals if one.amendment.state == AmendmentState.WAITING)


@dataclass(frozen=True)
class AmendmentSheet:
    """The amendments on a version, article by article, and those on words since changed.

    `others` are the other versions that the reader may read, `decided` all that was settled since
    remarks opened, `voices` who proposed something since.
    """

    agreement: Agreement
    text: AgreementText | None
    articles: Sequence[OnArticle]
    left: Sequence[Proposal]
    today: date
    others: Sequence[AgreementText] = ()
    is_last: bool = True
    decided: Sequence[Proposal] = ()
    voices: frozenset[int] = frozenset()

    @property
    def every(self) -> list[Proposal]:
        """All the amendments on this version."""
        return [one for article in self.articles for one in article.proposals]

    @property
    def settled(self) -> list[Proposal]:
        """Those that somebody settled."""
        return [one for one in self.every if one.amendment.state != AmendmentState.WAITING]

    @property
    def structures(self) -> list[Organisation]:
        """The structures that proposed one."""
        by_number = {
            one.amendment.organisation_id: one.amendment.organisation
            for one in self.every
            if one.amendment.organisation
        }
        return list(by_number.values())


def is_on(amendment: ArticleAmendment, article: Article) -> bool:
    """Whether an amendment is about this article: the same one, in the same words."""
    base = amendment.article
    return (base.key, base.words) == (article.key, article.words)


def amendment_sheet(access: Access, agreement: Agreement, number: str = "") -> AmendmentSheet:
    """All that is proposed on a version, by default the last that is read, in three queries."""
    texts = readable_texts(access, agreement)
    last = agreement.frozen_text or (texts[-1] if texts else None)
    text = next((one for one in texts if str(one.number) == number), last)
    articles = list(text.articles.all()) if text else []
    rows, is_last = list(readable_amendments(access, agreement)), text == last

    def is_about(one: ArticleAmendment, article: Article) -> bool:
        """On an earlier version, those made to it alone: the others came on the same words."""
        return is_on(one, article) if is_last else one.article_id == article.pk

    on_articles = [
        on_article(one, [each for each in rows if is_about(each, one)]) for one in articles
    ]
    settled = [one for one in rows if one.state != AmendmentState.WAITING]
    return AmendmentSheet(
        agreement=agreement,
        text=text,
        articles=on_articles,
        left=[
            _proposal(one.article, one)
            for one in rows
            if is_last
            and one.state == AmendmentState.WAITING
            and not any(is_on(one, article) for article in articles)
        ],
        today=timezone.localdate(),
        others=[one for one in texts if text and one.pk != text.pk],
        is_last=is_last,
        decided=[_proposal(one.article, one) for one in settled]
        if is_last
        else [
            each
            for one in on_articles
            for each in one.proposals
            if each.amendment.state != AmendmentState.WAITING
        ],
        voices=frozenset(one.organisation_id for one in rows if one.organisation_id),
    )


def on_article(article: Article, rows: Sequence[ArticleAmendment]) -> OnArticle:
    """The proposals on one article, side by side."""
    live = [one for one in rows if one.state in {AmendmentState.WAITING, AmendmentState.ACCEPTED}]
    by_number = {one.pk: one for one in live}
    pairs = clashes([change_of(one) for one in live])
    entering = [change_of(one) for one in rows if one.state in IN_TEXT]
    whole = Change(0, sorted(each for one in entering for each in one.ranges))
    return OnArticle(
        article=article,
        proposals=[_proposal(article, one) for one in rows],
        clashing=[(by_number[one], by_number[other]) for one, other in pairs],
        consolidated=pieces_of(article.words, whole) if entering else (),
    )


def _proposal(article: Article, one: ArticleAmendment) -> Proposal:
    return Proposal(one, pieces_of(article.words, change_of(one)))


def consolidated_words(article: Article, rows: Sequence[ArticleAmendment]) -> str:
    """The words of an article once the amendments accepted on it have entered."""
    changes = [change_of(one) for one in rows if one.state in IN_TEXT]
    return applied(article.words, changes) if changes else article.words
