"""What can a sentence of a note become?"""

from dataclasses import dataclass
from urllib.parse import urlencode

from maillage.core.points import Point, Reader


@dataclass(frozen=True)
class Excerpt:
    """What a room makes of a sentence: its verb, and the page of its form (a path)."""

    label: str
    url: str

    def url_of(self, source: int, start: int, end: int) -> str:
        """The form opened on these characters of the words of a source."""
        return f"{self.url}?{urlencode({'note': source, 'start': start, 'end': end})}"


excerpts: Point[[Reader], Excerpt] = Point("excerpts")
