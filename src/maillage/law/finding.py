"""What does the rule say of this case, in one sentence and with its source?"""

from dataclasses import dataclass
from typing import Generic, TypeVar

from maillage.law.rule import Rule
from maillage.law.rules import Rules
from maillage.law.words import LEVELS, Level

Figures = TypeVar("Figures")
Figures_co = TypeVar("Figures_co", covariant=True)


@dataclass(frozen=True)
class LegalFinding(Generic[Figures_co]):
    """What one rule says of one case; it informs and warns, it never blocks.

    `level` and `finding_id` are `None` when there is nothing to report; `sentence` always reads
    on the screen; `figures` are the results, dates and amounts that the sentence rests on.
    """

    level: Level | None
    finding_id: str | None
    sentence: str
    rule: Rule
    figures: Figures_co

    @property
    def source(self) -> str:
        """The text of law behind the sentence, to show as it is, and how sure it is."""
        return self.rule.source

    @property
    def level_label(self) -> str:
        """The level as the screen says it; empty when there is nothing to report."""
        return LEVELS[self.level] if self.level else ""


@dataclass(frozen=True)
class Remark:
    """The sentence chosen for a case, before its figures are put in place."""

    level: Level | None
    finding_id: str | None
    sentence_id: str


def statement(sentence_id: str) -> Remark:
    """Return a sentence that only states the reading: nothing to report."""
    return Remark(None, None, sentence_id)


def remark(level: Level, finding_id: str) -> Remark:
    """Return a sentence that reports something at this level."""
    return Remark(level, finding_id, finding_id)


def finding(
    rules: Rules, rule_id: str, chosen: Remark, figures: Figures, **value_by_name: str | int
) -> LegalFinding[Figures]:
    """Return the finding of a rule: its sentence with the figures said, its source."""
    group = rule_id.partition(".")[0]
    sentence = rules.sentence(f"{group}.{chosen.sentence_id}", **value_by_name)
    return LegalFinding(chosen.level, chosen.finding_id, sentence, rules[rule_id], figures)
