"""How are the words of several headings written, one row for each that says something?"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any


def write_texts(rows: Iterable[Any], texts: Mapping[str, str], make: Callable[[str], Any]) -> None:
    """Writes what was typed by key: a row is made, changed, or goes when its words do."""
    former = {one.key: one for one in rows}
    for key, words in texts.items():
        one = former.get(key) or make(key)
        if words.strip() and words != one.words:
            one.words = words
            one.save()
        elif not words.strip() and one.pk:
            one.delete()
