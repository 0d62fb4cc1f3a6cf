"""Makes joint decisions, their text, the councils asked and what they answer."""

from datetime import date, timedelta

from django.utils import timezone

from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Person
from maillage.trade.governance.choices import CouncilKind, DecisionRule, Vote
from maillage.trade.governance.joint_decisions.words.text_words import fingerprint_of_words
from maillage.trade.governance.models import Answer, Deliberation, JointDecision, TextVersion
from tests.foundation.cooperations.makers import make_cooperation
from tests.ground.actors.makers import make_subject
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import (
    make_mandate,
    make_member_person,
    make_organisation,
    make_person,
    make_spoken_member,
)
from tests.records import create_record
from tests.registry import Argument


def make_joint_decision(
    *,
    cooperation: Cooperation | None = None,
    title: str = "Charte de coopération",
    **values: object,
) -> JointDecision:
    """A question to several councils, which nobody has been asked yet."""
    cooperation = cooperation or make_cooperation()
    return create_record(
        JointDecision,
        values,
        cooperation=cooperation,
        subject=make_subject(cooperation=cooperation, label=title),
        title=title,
        rule=DecisionRule.UNANIMITY,
    )


def make_text_version(*, words: str = "Article 1. Le cap.", **values: object) -> TextVersion:
    """A version of the text of the decision."""
    return create_record(
        TextVersion,
        values,
        decision=make_joint_decision,
        number=1,
        dated_on=date(2026, 9, 1),
        words=words,
        fingerprint=fingerprint_of_words(words),
    )


def make_deliberation(*, decision: JointDecision | None = None, **values: object) -> Deliberation:
    """The way of the decision through the council of a structure."""
    decision = decision or make_joint_decision()
    workspace = decision.cooperation.workspace
    return create_record(
        Deliberation,
        values,
        decision=decision,
        organisation=lambda: make_organisation(workspace=workspace),
        council=CouncilKind.COMMUNE,
    )


def make_answer(*, voted_on: date = date(2026, 10, 6), **values: object) -> Answer:
    """What the council answered, known by telephone."""
    return create_record(
        Answer,
        values,
        deliberation=make_deliberation,
        vote=Vote.ADOPTED,
        voted_on=voted_on,
        told_on=voted_on,
    )


def make_prepared_deliberation(cooperation: Cooperation) -> Deliberation:
    """A commune asked with another one, its session known, a contact and a text."""
    decision = make_joint_decision(cooperation=cooperation)
    make_text_version(decision=decision, words="Article 1. Le cap.\nArticle 2. La clé.")
    place = cooperation.workspace
    one = make_deliberation(
        decision=decision,
        organisation=make_organisation(workspace=place, name="Machecoul"),
        session_on=date(2026, 12, 10),
    )
    one.contact = make_member_person(cooperation=cooperation)
    one.population = 1_200
    one.save()
    beside = make_deliberation(
        decision=decision, organisation=make_organisation(workspace=place, name="Pornic")
    )
    make_answer(deliberation=beside, vote="reserved", reserves="Un plafond.")
    make_executive(one)
    return one


def make_spoken_deliberation(*, cooperation: Cooperation) -> Deliberation:
    """A question to a member for which every open access of the cooperation speaks."""
    one = make_deliberation(
        decision=make_joint_decision(cooperation=cooperation),
        organisation=make_spoken_member(cooperation=cooperation),
    )
    make_executive(one)
    return one


def make_executive(one: Deliberation, civility: str = "Mme", function: str = "") -> Person:
    """Who executes in the structure: a letter is addressed to them by their name."""
    person = make_person(workspace=one.decision.cooperation.workspace, family_name="Gaborieau")
    person.civility = civility
    person.save()
    usual = "Maire" if one.council == CouncilKind.COMMUNE else "Présidente"
    make_mandate(person=person, organisation=one.organisation, function=function or usual)
    return person


URL_ARGUMENTS = {
    "whole": Argument(lambda place: make_spoken_deliberation(cooperation=place).decision_id),
    "shared_paper": Argument(lambda _place: "draft_deliberation", common=True),
    "joint_decision": Argument(lambda place: make_joint_decision(cooperation=place).pk),
    "deliberation": Argument(lambda place: make_spoken_deliberation(cooperation=place).pk),
}
SOON = f"{timezone.localdate() + timedelta(days=20):%d/%m/%Y}"
CORRECTED = {"governance:joint_decision_council_edit": {"session_on": SOON}}
FILLED = {
    "governance:joint_decision_answer": {
        "vote": "adopted",
        "voted_on": "06/10/2026",
        "means": "phone",
        "told_by": "L. Roux, secrétariat",
        "told_on": "07/10/2026",
    },
    "governance:joint_decision_leave": {"on": "01/10/2026", "why": "Elle quitte la démarche"},
}


def decision_put_to(cooperation: Cooperation, *names: str) -> JointDecision:
    """A decision put to members of these names."""
    decision = make_joint_decision(cooperation=cooperation)
    for name in names:
        make_deliberation(decision=decision, organisation=member_with_name(cooperation, name))
    return decision
