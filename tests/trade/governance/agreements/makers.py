"""Makes agreements, their parties, their texts and their acts for tests."""

from datetime import date

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Organisation
from maillage.trade.governance.agreements.texts import articles_of, cut_articles, fingerprint_of
from maillage.trade.governance.amendments.comparing import ranges_between
from maillage.trade.governance.models import (
    Agreement,
    AgreementAct,
    AgreementParty,
    AgreementRemark,
    AgreementText,
    Article,
    ArticleAmendment,
)
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_cooperation
from tests.ground.directory.makers import make_organisation
from tests.records import create_record, marked
from tests.registry import Argument

WORDS = (
    "Article 1. Objet\nLes parties tiennent ensemble la maison.\n\n"
    "Article 2. Les charges\nLes charges sont réparties au prorata de leur population."
)


def make_agreement(
    *,
    cooperation: Cooperation | None = None,
    author: User | None = None,
    title: str = "Convention de la maison",
    visibility: str = "members",
    **other: object,
) -> Agreement:
    """An agreement that every access reads, without party nor text."""
    return Agreement.objects.create(
        cooperation=cooperation or make_cooperation(),
        author=author or make_user(),
        title=title,
        visibility=visibility,
        **other,
    )


def make_agreement_party(
    *,
    agreement: Agreement | None = None,
    organisation: Organisation | None = None,
    needs: str = "direct",
    **other: object,
) -> AgreementParty:
    """A signatory that signs directly; its agreement is frozen, its words are nowhere."""
    agreement = agreement or make_agreement(frozen_on=date(2026, 9, 15))
    workspace = agreement.cooperation.workspace
    return AgreementParty.objects.create(
        agreement=agreement,
        organisation=organisation or make_organisation(workspace=workspace),
        needs=needs,
        **other,
    )


def make_agreement_text(*, words: str = WORDS, number: int = 1, **values: object) -> AgreementText:
    """A version of the text, with its articles."""
    cuts = cut_articles(words)
    text = create_record(
        AgreementText,
        values,
        agreement=make_agreement,
        number=number,
        dated_on=date(2026, 9, 1),
        words_fingerprint=fingerprint_of(cuts),
    )
    before = Article.objects.filter(text__agreement=text.agreement, text__number=number - 1)
    for one in articles_of(text, cuts, list(before)):
        one.save()
    return text


def make_article(*, text: AgreementText | None = None) -> Article:
    """The first article of a version."""
    article = (text or make_agreement_text()).articles.first()
    assert article is not None
    return article


def make_agreement_act(*, agreement: Agreement | None = None) -> AgreementAct:
    """An act that the legal form asks."""
    return AgreementAct.objects.create(
        agreement=agreement or make_agreement(), place=1, label="Délibération de chaque membre"
    )


def make_agreement_remark(
    *,
    agreement: Agreement | None = None,
    organisation: Organisation | None = None,
    words: str = "Précisez le loyer.",
    **other: object,
) -> AgreementRemark:
    """A remark on the whole text, to which nobody answered."""
    agreement = agreement or make_agreement()
    return AgreementRemark.objects.create(
        agreement=agreement,
        organisation=organisation or make_organisation(workspace=agreement.cooperation.workspace),
        words=words,
        told_on=date(2026, 10, 1),
        **other,
    )


def make_article_amendment(
    *,
    agreement: Agreement | None = None,
    article: Article | None = None,
    organisation: Organisation | None = None,
    wording: str = "Les parties gardent ensemble la maison.",
    **other: object,
) -> ArticleAmendment:
    """An amendment to the first article, to settle."""
    if article is None:
        article = make_agreement_text(agreement=agreement).articles.all()[0]
    place = article.text.agreement
    return ArticleAmendment.objects.create(
        agreement=place,
        text=article.text,
        article=article,
        organisation=organisation or make_organisation(workspace=place.cooperation.workspace),
        wording=wording,
        ranges=[list(one) for one in ranges_between(article.words, wording)],
        told_on=date(2026, 10, 1),
        **other,
    )


def _with_text(place: Cooperation) -> int:
    agreement = make_agreement(cooperation=place)
    make_agreement_party(agreement=agreement)
    make_agreement_text(agreement=agreement)
    return agreement.pk


def _party_number(place: Cooperation) -> int:
    return make_agreement_party(
        agreement=make_agreement(cooperation=place, frozen_on=date(2026, 9, 15))
    ).pk


def _article_number(place: Cooperation) -> int:
    return make_article(text=make_agreement_text(agreement=make_agreement(cooperation=place))).pk


MARKED = {Agreement: marked(make_agreement, "title")}
URL_ARGUMENTS = {
    "agreement": Argument(_with_text),
    "agreement_party": Argument(_party_number),
    "agreement_act": Argument(
        lambda place: make_agreement_act(agreement=make_agreement(cooperation=place)).pk
    ),
    "article": Argument(
        lambda place: (
            make_article(text=make_agreement_text(agreement=make_agreement(cooperation=place))).pk
        )
    ),
    "article_amendment": Argument(
        lambda place: make_article_amendment(agreement=make_agreement(cooperation=place)).pk
    ),
    "agreement_remark": Argument(
        lambda place: make_agreement_remark(agreement=make_agreement(cooperation=place)).pk
    ),
}
FILLED = {
    "governance:agreement_remarks_open": {
        "remarks_from": "01/10/2026",
        "remarks_until": "01/12/2026",
    },
    "governance:remark_answer": {"state": "taken", "answer": "Le loyer est à l’article 5."},
    "governance:amendment_settle": {"state": "withdrawn", "settled_by": "COPIL"},
    "governance:agreement_add": {"title": "Charte du pays", "kind": "charter"},
    "governance:agreement_end": {"ended_on": "01/10/2026", "end_reason": "Le service a fermé."},
    "governance:agreement_sign": {"signed_on": "01/10/2026", "means": "paper"},
    "governance:agreement_refuse": {"refused_on": "01/10/2026", "refused_reason": "Trop cher."},
}
CORRECTED = {"governance:agreement_act_edit": {"done_on": "01/10/2026"}}
