"""What did the officer answer to the questions of a file, before it is read again?"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from maillage.foundation.exchange.cleaning.opinions import is_opinion
from maillage.foundation.exchange.targets.answer_keys import END_OF, remarks_key


@dataclass(frozen=True, slots=True)
class FileAnswers:
    """The places whose suggestion is not followed, and the ends of mandates given by place."""

    refused: frozenset[str] = frozenset()
    corrections: Mapping[str, str] = field(default_factory=dict)

    def keeps_remark(self, place: str, text: str) -> bool:
        """Whether this remark is to be kept on the sheet, which no opinion ever is."""
        return remarks_key(place) in self.refused and not is_opinion(text)

    def end_at(self, place: str) -> str | None:
        """The end of the mandate that this cell tells ended: empty when it goes on."""
        return self.corrections.get(f"{END_OF}{place}")
