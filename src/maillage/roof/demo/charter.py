"""The charter of the first story, which partners discussed and the councils now vote."""

from dataclasses import dataclass
from datetime import date

from maillage.foundation.cooperations.choices import Means
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation
from maillage.roof.demo.joint_decisions import CHARTER
from maillage.trade.governance.agreements import freezing, services
from maillage.trade.governance.agreements.choices import RemarkKind, RemarkState
from maillage.trade.governance.agreements.texts import cut_articles
from maillage.trade.governance.amendments.services import add_remark
from maillage.trade.governance.models import (
    Agreement,
    AgreementRemark,
    AgreementText,
    JointDecision,
)


@dataclass(frozen=True)
class StoryRemark:
    """What a structure said of a draft, of which article, and what became of it."""

    key: str
    article: str
    kind: str
    words: str = ""
    state: str = RemarkState.OPEN
    answer: str = ""


CHARTER_TITLE = "Charte de coopération et cap 2027-2030"
CHARTER_ASKED = CHARTER.replace("vingt minutes", "trente minutes")
CHARTER_REMARKS = (
    StoryRemark(
        *("ervelle", "Article 1er", RemarkKind.OBSERVATION),
        "Trente minutes, c’est ce que nous avons déjà : visez vingt.",
        RemarkState.TAKEN,
        "C’est écrit à l’article 1er.",
    ),
    StoryRemark(
        *("dept", "Article 1er", RemarkKind.QUESTION),
        "Un arrêt de car départemental compte-t-il ?",
        RemarkState.TAKEN,
        "Oui : « un arrêt » vaut pour toutes les lignes.",
    ),
    StoryRemark(
        *("chambre", "", RemarkKind.RESERVATION),
        "Nous ne siégeons pas au comité technique « foncier ».",
        RemarkState.REFUSED,
        "La charte ne règle pas les comités : à porter à leur règlement.",
    ),
    StoryRemark("etangs", "", RemarkKind.NOTHING),
)


def make_charter(*, access: Access, organisations: dict[str, Organisation]) -> None:
    """The charter before the councils: two versions, what partners said of the first."""
    if "ervelle" not in organisations:
        return
    parties = ("agglo", "ervelle", "aubree", "etangs", "dept", "chambre")
    charter = services.open_agreement(
        access=access,
        agreement=Agreement(
            title="Charte 2027-2030",
            kind="charter",
            drafter=organisations["agglo"],
            keeper=organisations["agglo"],
            ends_on=date(2030, 12, 31),
            remarks_from=date(2026, 5, 18),
            remarks_until=date(2026, 6, 19),
        ),
        parties=[organisations[one] for one in parties],
        signed_on=None,
    )
    first = services.add_version(
        access=access,
        agreement=charter,
        written=services.Written(date(2026, 5, 11), cut_articles(CHARTER_ASKED)),
    )
    _say(access, organisations, first)
    services.add_version(
        access=access,
        agreement=charter,
        written=services.Written(date(2026, 6, 26), cut_articles(CHARTER)),
    )
    _put_to_vote(access, organisations, charter)


def _say(access: Access, organisations: dict[str, Organisation], text: AgreementText) -> None:
    """What partners said of the first version, and what was answered."""
    keys = {one.label: one.key for one in text.articles.all()}
    for one in CHARTER_REMARKS:
        add_remark(
            access=access,
            remark=AgreementRemark(
                agreement=text.agreement,
                article_key=keys.get(one.article, ""),
                organisation=organisations[one.key],
                kind=one.kind,
                words=one.words,
                state=one.state,
                answer=one.answer,
                answered_on=date(2026, 6, 23) if one.answer else None,
                means=Means.MAIL,
                told_on=date(2026, 6, 9),
            ),
        )


def _put_to_vote(
    access: Access, organisations: dict[str, Organisation], charter: Agreement
) -> None:
    """The text frozen, the councils that vote it, the chamber that approved it."""
    charter.refresh_from_db()
    freezing.freeze(access=access, agreement=charter, read=charter.version, on=date(2026, 6, 26))
    charter.joint_decision = JointDecision.objects.get(
        cooperation=access.cooperation, title=CHARTER_TITLE
    )
    with services.write(access.user, access.cooperation):
        charter.save()
    chamber = charter.parties.get(organisation=organisations["chambre"])
    chamber.act_on = date(2026, 11, 10)
    services.edit_party(access=access, party=chamber, read=chamber.version)
