"""Which words of a note is a reading drawn from?"""

from collections.abc import Mapping
from dataclasses import dataclass

from maillage.core.numbers import read_number
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.sources.models import Source


@dataclass(frozen=True)
class Drawn:
    """A sentence, and the source that it is drawn from."""

    source: Source
    sentence: str


def can_read_source(access: Access, source: Source) -> bool:
    """Whether this reader may know where it comes from: a source may be narrower than its use."""
    if source.visibility == Visibility.ME:
        return source.author_id == access.user_id
    return source.visibility in access.levels_read


def drawn_from(access: Access, parameters: Mapping[str, str]) -> Drawn | None:
    """The sentence that `?note=&start=&end=` points at, in a source that this access reads.

    None when nothing is asked, or when the source is not theirs to read; characters beyond the
    words are left out.
    """
    number, start, end = (
        read_number(parameters.get(name, "")) for name in ("note", "start", "end")
    )
    if number is None:
        return None
    source = Source.objects.visible_to(access).filter(pk=number).first()
    if source is None:
        return None
    return Drawn(source, source.words[start or 0 : end].strip())
