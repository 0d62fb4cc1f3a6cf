"""Two questions put to every council of a story: one acquired, one that an adjournment holds."""

from dataclasses import dataclass
from datetime import date

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Means
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation
from maillage.trade.governance.choices import DecisionRule, Vote
from maillage.trade.governance.joint_decisions.services import deliberations as councils
from maillage.trade.governance.joint_decisions.services.joint_decisions import (
    Typed,
    add_text,
    ask_councils,
    open_decision,
    send_text,
)
from maillage.trade.governance.models import Answer, Body, Deliberation, JointDecision, TextVersion

FIRST = (
    "Article 1. Les parties tiennent ensemble un service enfance-jeunesse.\n\n"
    "Article 2. Le service est ouvert toute l’année, hors août."
)
SECOND = (
    "Article 1. Les parties tiennent ensemble un service enfance-jeunesse.\n\n"
    "Article 2. Le service est ouvert toute l’année, août compris, dans une commune au moins."
)
CHARTER = (
    "Article 1. Les parties se donnent pour cap, jusqu’au 31 décembre 2030, que chaque habitant "
    "trouve à moins de vingt minutes un service d’enfance, un arrêt et une halle.\n\n"
    "Article 2. Une réserve est jointe à l’acte et mise à l’ordre du jour du comité suivant."
)


@dataclass(frozen=True)
class ToldAnswer:
    """What one structure answered, when its council met or will meet."""

    key: str
    session_on: date
    vote: str = ""
    reserves: str = ""
    told_by: str = ""


SERVICE = (
    ToldAnswer("agglo", date(2026, 9, 29), Vote.ADOPTED),
    ToldAnswer(
        "aubree", date(2026, 10, 1), Vote.RESERVED, "Revoir les horaires d’été avec les familles."
    ),
    ToldAnswer("etangs", date(2026, 10, 6), Vote.ADOPTED),
    ToldAnswer("ervelle", date(2026, 10, 8), Vote.ADOPTED),
)
CAP = (
    ToldAnswer("agglo", date(2026, 11, 17), Vote.ADOPTED),
    ToldAnswer("aubree", date(2026, 11, 12), Vote.ADOPTED),
    ToldAnswer(
        "ervelle",
        date(2026, 11, 19),
        Vote.DEFERRED,
        told_by="Maëlle Aubineau, directrice générale des services",
    ),
    ToldAnswer("etangs", date(2026, 12, 8)),
    ToldAnswer("dept", date(2026, 12, 18)),
    ToldAnswer(
        "chambre",
        date(2026, 11, 10),
        Vote.RESERVED,
        "Demande un siège au comité technique « foncier ».",
    ),
)


def tell_decisions(
    *, access: Access, body: Body | None, organisations: dict[str, Organisation]
) -> None:
    """The two decisions of the first story; the others have other structures."""
    if "ervelle" not in organisations:
        return
    _tell(
        access,
        JointDecision(
            cooperation=access.cooperation,
            title="Service unifié enfance-jeunesse",
            question="Créer et tenir ensemble un service unifié enfance-jeunesse ?",
            body=body,
            proposed_on=date(2026, 6, 30),
            rule=DecisionRule.UNANIMITY,
        ),
        ((date(2026, 6, 12), FIRST), (date(2026, 7, 2), SECOND)),
        {organisations[one.key]: one for one in SERVICE},
    )
    _tell(
        access,
        JointDecision(
            cooperation=access.cooperation,
            title="Charte de coopération et cap 2027-2030",
            question="Adopter la charte et le cap commun jusqu’en 2030 ?",
            body=body,
            proposed_on=date(2026, 10, 9),
            rule=DecisionRule.UNANIMITY,
            rule_source="article 6 de la charte",
        ),
        ((date(2026, 10, 9), CHARTER),),
        {organisations[one.key]: one for one in CAP},
    )


def _tell(
    access: Access,
    decision: JointDecision,
    texts: tuple[tuple[date, str], ...],
    told: dict[Organisation, ToldAnswer],
) -> None:
    open_decision(author=access.user, decision=decision)
    for day, words in texts:
        text = add_text(access=access, decision=decision, typed=Typed(day, words))
    asked = ask_councils(author=access.user, decision=decision, organisations=told)
    sent_on = texts[-1][0]
    send_text(author=access.user, decision=decision, text=text, deliberations=asked, on=sent_on)
    for deliberation in asked:
        _answer(access.user, deliberation, told[deliberation.organisation], text)


def _answer(author: User, deliberation: Deliberation, said: ToldAnswer, text: TextVersion) -> None:
    deliberation.session_on = said.session_on
    deliberation.agenda_on = deliberation.sent_on
    councils.edit_council(author=author, deliberation=deliberation, read=deliberation.version)
    if not said.vote:
        return
    councils.record_answer(
        author=author,
        deliberation=deliberation,
        read=deliberation.version,
        answer=Answer(
            vote=said.vote,
            voted_on=said.session_on,
            text=text,
            reserves=said.reserves,
            means=Means.PHONE if said.told_by else Means.ACT,
            told_by=said.told_by,
            told_on=said.session_on,
        ),
    )
