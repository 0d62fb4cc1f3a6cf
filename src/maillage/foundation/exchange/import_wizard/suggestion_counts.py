"""How many suggestions of a file are followed, how many wait, how many are only to be read?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from maillage.foundation.exchange.import_wizard.models import Import
from maillage.foundation.exchange.import_wizard.preview_parts import (
    Suggestion,
    gesture_of,
    is_followed,
    is_ticked,
)
from maillage.foundation.exchange.import_wizard.services.suggestions import DONE_IF_TICKED
from maillage.foundation.exchange.import_wizard.words import suggestions_in_words


@dataclass(frozen=True, slots=True)
class SuggestionCounts:
    """Of all the suggestions: those followed, those that nothing follows, those to answer or read.

    `enters_ticked` says that one of them is done once ticked and not otherwise, `follows_file` that
    one is done as it is told.
    """

    followed: int
    unanswered: int
    to_answer: int
    only_read: int
    enters_ticked: bool
    follows_file: bool

    def in_words(self, apart: Collection[str]) -> str:
        """« Deux suggestions suivies, une sans réponse, trois remarques à relire »."""
        return suggestions_in_words(self.followed, len(apart), self.unanswered, self.only_read)


def suggestion_counts(run: Import, suggestions: Sequence[Suggestion]) -> SuggestionCounts:
    """Return how the suggestions of an import stand, with the answers given so far."""
    followed = sum(is_followed(run, one) for one in suggestions)
    others = [one for one in suggestions if one.get("code") not in DONE_IF_TICKED]
    aside = sum(is_ticked(run, one) for one in others)
    asking = [one.get("code", "") for one in suggestions if gesture_of(one)]
    return SuggestionCounts(
        followed=followed,
        unanswered=len(asking) - followed - aside,
        to_answer=len(asking),
        only_read=len(suggestions) - len(asking),
        enters_ticked=not DONE_IF_TICKED.isdisjoint(asking),
        follows_file=not DONE_IF_TICKED.issuperset(asking),
    )
