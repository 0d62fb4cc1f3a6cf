"""What do two people's changes to one text give together?"""

from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, order=True)
class LineChange:
    """The lines from `start` to `end` of a text, and what stands there now."""

    start: int
    end: int
    lines: tuple[str, ...]

    @property
    def is_added(self) -> bool:
        """Whether it only adds lines."""
        return self.start == self.end


def merged(base: str, mine: str, theirs: str) -> str | None:
    """The text with both changes made to `base`, line by line; None when they are on one line.

    Lines that both add at the same place are kept one after the other, theirs first.

    >>> merged("a", "a\\nmine", "a\\ntheirs")
    'a\\ntheirs\\nmine'
    >>> merged("a", "b", "c") is None
    True
    """
    own, other = _changes(base, mine), _changes(base, theirs)
    together = [*other, *(change for change in own if change not in other)]
    together.sort(key=lambda one: (one.start, one.end))
    if any(_clash(one, two) for one in own for two in other if one != two):
        return None
    lines = base.splitlines()
    for change in reversed(together):
        lines[change.start : change.end] = change.lines
    return "\n".join(lines)


def _changes(base: str, text: str) -> list[LineChange]:
    before, after = base.splitlines(), text.splitlines()
    return [
        LineChange(start, end, tuple(after[begun:ended]))
        for same, start, end, begun, ended in SequenceMatcher(
            None, before, after, autojunk=False
        ).get_opcodes()
        if same != "equal"
    ]


def _clash(one: LineChange, two: LineChange) -> bool:
    if one.is_added and two.is_added:
        return False
    return one.start < two.end and two.start < one.end
