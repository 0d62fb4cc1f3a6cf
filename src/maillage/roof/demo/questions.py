"""The questions of a story: settled between options, or routed towards who decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.governance.choices import BodyKind, DecisionRule, Nature, Outcome, RouteStep
from maillage.trade.governance.decisions.services import add_option, record_decision
from maillage.trade.governance.models import Body, Decision, DecisionOption


@dataclass(frozen=True)
class Question:
    """A question of the story, what was settled, its options, where it goes."""

    text: str
    nature: str = ""
    why: str = ""
    next_step: str = ""
    goes_up: str = ""
    stays: str = ""
    outcome: str = ""
    wording: str = ""
    options: tuple[tuple[str, str, str, str], ...] = ()


POLITICAL, TECHNICAL = Nature.POLITICAL, Nature.TECHNICAL
QUESTIONS = (
    Question(
        "Qui porte l’ingénierie partagée ?",
        POLITICAL,
        "Elle engage les budgets de chacun.",
        outcome=Outcome.PRINCIPLE,
        wording="L’ingénierie est portée à plusieurs, par convention, pour trois ans.",
        options=(
            (
                "Une structure la porte pour toutes",
                "Un seul employeur",
                "Un seul payeur",
                "54 000 €",
            ),
            ("La porter à plusieurs", "Chacun décide", "Une convention à tenir", "57 000 €"),
            ("Faire appel à un bureau d’études", "Prêt en un mois", "Rien ne reste", "72 000 €"),
        ),
    ),
    Question(
        "Faut-il une charte commune d’accueil des familles ?",
        POLITICAL,
        "Elle dit ce que l’on veut ensemble.",
        next_step=RouteStep.COUNCILS,
        goes_up="Les conseils adoptent-ils la charte, et pour combien d’années ?",
        stays="La liste des lieux d’accueil et leurs horaires.",
        outcome=Outcome.TO_DELIBERATE,
        wording="Le projet de charte est soumis aux conseils.",
    ),
    Question(
        "Quel format pour échanger les données des écoles ?",
        TECHNICAL,
        "Le but est déjà fixé : reste la façon de faire.",
        next_step=RouteStep.TECHNICAL,
        stays="Format, rythme des envois, personne qui reçoit.",
    ),
    Question(
        "Jusqu’où aller dans la gratuité des ateliers ?",
        POLITICAL,
        "Elle choisit qui paie.",
        next_step=RouteStep.POLITICAL,
        goes_up="Gratuité pour tous, ou selon le quotient ?",
        stays="Le calcul du coût de chaque formule.",
    ),
    Question("Qui remplace l’animatrice pendant son congé ?"),
)


def make_questions(
    *, author: User, cooperation: Cooperation, bodies: Mapping[str, Body], today: date
) -> list[Decision]:
    """The five questions: two settled two months ago, two routed, one that nobody routed."""
    by_kind = {body.kind: body for body in bodies.values()}
    return [_make_question(author, cooperation, by_kind, question, today) for question in QUESTIONS]


def _make_question(
    author: User,
    cooperation: Cooperation,
    by_kind: Mapping[str, Body],
    question: Question,
    today: date,
) -> Decision:
    kind = BodyKind.TECHNICAL if question.nature == TECHNICAL else BodyKind.POLITICAL
    decision = record_decision(
        author=author,
        decision=Decision(
            cooperation=cooperation,
            question=question.text,
            nature=question.nature,
            nature_why=question.why,
            next_step=question.next_step,
            goes_up=question.goes_up,
            stays=question.stays,
            outcome=question.outcome,
            wording=question.wording,
            body=by_kind.get(kind) if question.nature else None,
            rule=DecisionRule.CONSENSUS if question.outcome else "",
            decided_on=today - timedelta(days=60) if question.outcome else None,
            review_on=today + timedelta(days=300) if question.options else None,
        ),
    )
    for rank, (label, plus, minus, cost) in enumerate(question.options):
        add_option(
            author=author,
            option=DecisionOption(
                decision=decision,
                label=label,
                plus=plus,
                minus=minus,
                cost=f"{cost} par an",
                is_chosen=rank == 1,
            ),
        )
    return decision
