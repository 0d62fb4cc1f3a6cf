"""What share of councils, inhabitants or seats must a majority reach?"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from maillage.law.rule import Rule


@dataclass(frozen=True)
class Threshold:
    """A share of the total of one measure, to reach or, when strict, to exceed."""

    measure: str
    share: Fraction
    strict: bool

    def met(self, reached: int, total: int) -> bool:
        """Return whether the part reached is enough, in exact numbers."""
        share = self.share * total
        return reached > share if self.strict else reached >= share


def thresholds_of(rule: Rule) -> list[list[Threshold]]:
    """Return the majorities of a rule, any one of which is enough, each with its thresholds."""
    return [
        [_threshold(measure, entry) for measure, entry in alternative.items()]
        for alternative in rule.tables("alternatives")
    ]


def _threshold(measure: str, entry: object) -> Threshold:
    fields = entry if isinstance(entry, Mapping) else {}
    return Threshold(measure, Fraction(str(fields["share"])), fields.get("strict") is True)
