"""The votes of a decision are counted, and the rule is said in the words of the law."""

from datetime import date

from maillage.law.rules import built_in_rules
from maillage.law.silence import table_of_procedures
from maillage.law.words import BODY_KINDS
from maillage.trade.governance.choices import CouncilKind, Silence
from maillage.trade.governance.joint_decisions.rules import Terms, place_of
from maillage.trade.governance.joint_decisions.words.standing_words import tally_words
from tests.trade.governance.joint_decisions.test_standing import councils

TODAY = date(2026, 11, 25)


def test_tally_counts_each_answer() -> None:
    requested_councils = councils("adopted", "adopted", "reserved", "deferred", "refused", "")

    assert tally_words(place_of(Terms("unanimity"), requested_councils, TODAY)) == (
        "Cinq réponses sur six : deux adoptions, une avec réserves, un ajournement, un refus."
    )


def test_the_words_are_those_of_the_law() -> None:
    assert set(CouncilKind.values) == set(BODY_KINDS)
    assert set(Silence.values) - {"convention"} == set(
        table_of_procedures(rules=built_in_rules())
    ) - {"entente", "no_text"}
