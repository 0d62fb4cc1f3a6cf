"""Two questions put to every council of a story: one acquired, one that an adjournment holds."""

from dataclasses import dataclass
from datetime import date, timedelta

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Means
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation
from maillage.law.delays import previous_working_day
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
    "Article 1er. Les parties tiennent ensemble un service enfance-jeunesse.\n\n"
    "Article 2. Le service est ouvert toute l’année, hors août."
)
SECOND = (
    "Article 1er. Les parties tiennent ensemble un service enfance-jeunesse.\n\n"
    "Article 2. Le service est ouvert toute l’année, août compris, dans une commune au moins."
)
CHARTER = (
    "Article 1er\nLes parties se donnent pour cap, jusqu’au 31 décembre 2030, que chaque habitant "
    "trouve à moins de vingt minutes un service d’enfance, un arrêt et une halle.\n\n"
    "Article 2\nUne réserve est jointe à l’acte et mise à l’ordre du jour du comité suivant."
)
CONVENED_BEFORE = timedelta(days=8)


@dataclass(frozen=True)
class StoryAnswer:
    """What one structure answered, when its council met or will meet, since when it is to vote."""

    key: str
    session_on: date
    vote: str = ""
    reserves: str = ""
    told_by: str = ""
    agenda_on: date | None = None


SERVICE = (
    StoryAnswer("agglo", date(2026, 9, 29), Vote.ADOPTED),
    StoryAnswer(
        "aubree", date(2026, 10, 1), Vote.RESERVED, "Revoir les horaires d’été avec les familles."
    ),
    StoryAnswer("etangs", date(2026, 10, 6), Vote.ADOPTED),
    StoryAnswer("ervelle", date(2026, 10, 8), Vote.ADOPTED),
)
CAP = (
    StoryAnswer("agglo", date(2026, 11, 17), Vote.ADOPTED),
    StoryAnswer("aubree", date(2026, 11, 12), Vote.ADOPTED),
    StoryAnswer(
        "ervelle",
        date(2026, 11, 19),
        Vote.DEFERRED,
        told_by="Maëlle Aubineau, directrice générale des services",
    ),
    StoryAnswer("etangs", date(2026, 12, 8), agenda_on=date(2026, 11, 20)),
    StoryAnswer("dept", date(2026, 12, 18)),
    StoryAnswer(
        "chambre",
        date(2026, 11, 10),
        Vote.RESERVED,
        "Demande un siège au comité technique « foncier ».",
    ),
)


def make_decisions(
    *, access: Access, body: Body | None, organisations: dict[str, Organisation]
) -> None:
    """The two decisions of the first story; the others have other structures."""
    if "ervelle" not in organisations:
        return
    _make_decision(
        access,
        JointDecision(
            cooperation=access.cooperation,
            title="Service unifié enfance-jeunesse",
            question="Créer un service unifié enfance-jeunesse géré ensemble ?",
            body=body,
            proposed_on=_last_sitting(body, date(2026, 7, 10)),
            rule=DecisionRule.UNANIMITY,
        ),
        ((date(2026, 6, 12), FIRST), (date(2026, 7, 2), SECOND)),
        date(2026, 7, 10),
        {organisations[one.key]: one for one in SERVICE},
    )
    _make_decision(
        access,
        JointDecision(
            cooperation=access.cooperation,
            title="Charte de coopération et cap 2027-2030",
            question="Adopter la charte et le cap commun jusqu’en 2030 ?",
            body=body,
            proposed_on=_last_sitting(body, date(2026, 10, 9)),
            rule=DecisionRule.UNANIMITY,
            rule_source="article 6 de la charte de coopération du 12 mars 2021",
        ),
        ((date(2026, 6, 26), CHARTER),),
        date(2026, 10, 9),
        {organisations[one.key]: one for one in CAP},
    )


def _last_sitting(body: Body | None, before: date) -> date | None:
    """When the body last met before that day: where it proposed the text."""
    if body is None:
        return None
    sittings = body.meetings.filter(concluded_on__isnull=False, held_on__lt=before)
    return sittings.order_by("held_on").values_list("held_on", flat=True).last()


def _make_decision(
    access: Access,
    decision: JointDecision,
    texts: tuple[tuple[date, str], ...],
    sent_on: date,
    answer_by_organisation: dict[Organisation, StoryAnswer],
) -> None:
    open_decision(author=access.user, decision=decision)
    for day, words in texts:
        text = add_text(access=access, decision=decision, typed=Typed(day, words))
    deliberations = ask_councils(
        author=access.user, decision=decision, organisations=answer_by_organisation
    )
    send_text(
        author=access.user, decision=decision, text=text, deliberations=deliberations, on=sent_on
    )
    for deliberation in deliberations:
        _answer(access.user, deliberation, answer_by_organisation[deliberation.organisation], text)


def _answer(
    author: User, deliberation: Deliberation, answer: StoryAnswer, text: TextVersion
) -> None:
    deliberation.session_on = answer.session_on
    deliberation.agenda_on = answer.agenda_on or (
        previous_working_day(answer.session_on - CONVENED_BEFORE) if answer.vote else None
    )
    councils.edit_council(author=author, deliberation=deliberation, read=deliberation.version)
    if not answer.vote:
        return
    councils.record_answer(
        author=author,
        deliberation=deliberation,
        read=deliberation.version,
        answer=Answer(
            vote=answer.vote,
            voted_on=answer.session_on,
            text=text,
            reserves=answer.reserves,
            means=Means.PHONE if answer.told_by else Means.ACT,
            told_by=answer.told_by,
            told_on=answer.session_on,
        ),
    )
