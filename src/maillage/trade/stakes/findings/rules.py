"""What do the judgements of those concerned, and its source, make of a finding?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from maillage.trade.stakes.choices import FindingLabel, Judgement

ENOUGH_JUDGED = (2, 3)


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a label rests on: each judgement of those concerned, None for a silence, the source."""

    verdicts: Sequence[str | None]
    source: str
    source_on: date | None
    valid_months: int
    today: date

    def count(self, verdict: str | None) -> int:
        """How many of those concerned say so; None counts the silences."""
        return self.verdicts.count(verdict)

    @property
    def is_old(self) -> bool:
        """Whether the source is older than it may be."""
        if self.source_on is None:
            return False
        read, months = self.today, self.source_on.year * 12 + self.source_on.month
        last = months + self.valid_months, self.source_on.day
        return (read.year * 12 + read.month, read.day) > last

    @property
    def has_recent_source(self) -> bool:
        """Whether a source is named, with a day that still counts."""
        return bool(self.source) and self.source_on is not None and not self.is_old

    @property
    def is_shared_by_most(self) -> bool:
        """Whether more than half of those concerned agree."""
        return 2 * self.count(Judgement.AGREED) > len(self.verdicts)


def label_of(grounds: Grounds) -> FindingLabel:
    """The first label that holds: discussed, to be looked into, shared."""
    if grounds.count(Judgement.CONTESTED):
        return FindingLabel.DISCUSSED
    if not grounds.has_recent_source or not grounds.is_shared_by_most:
        return FindingLabel.OPEN
    return FindingLabel.SHARED


def is_to_hear(judged: int, concerned: int) -> bool:
    """Whether a structure has judged less than two thirds of what concerns it."""
    least, of = ENOUGH_JUDGED
    return of * judged < least * concerned
