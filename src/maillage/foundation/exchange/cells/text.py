"""Are these two texts the same for a reader?"""

import re
import unicodedata
from functools import lru_cache
from itertools import filterfalse

_SPACES = re.compile(r"[\s\u00a0\u202f-]+")
_BLANKS = re.compile(r"[ \t\r\f\v\u00a0\u202f\u2007\u2009]+")
_RUNS = re.compile(r"\s{2,}")
_LINE_BREAKS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
MAX_TEXT = 20_000
LONGEST_NAME = 1_000  # of what names, reaches or dates: patterns never read more
_APOSTROPHES = str.maketrans(
    {"’": "'", "ʼ": "'", "`": "'", "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "‑": "-", "–": "-"}
)
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)


@lru_cache(maxsize=100_000)
def folded(text: str) -> str:
    """Case and accents removed, one space for any run of spaces or hyphens.

    >>> folded("Trémont-l’Étang")
    "tremont l'etang"
    """
    if text.isascii():
        return _SPACES.sub(" ", text.casefold()).strip()
    base = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).casefold()
    letters = "".join(filterfalse(unicodedata.combining, base))
    return _SPACES.sub(" ", letters.translate(_APOSTROPHES)).strip()


def same_length(text: str) -> str:
    """Lower case without accents, letter for letter: places found in it are those of the text."""
    if text.isascii():
        return text.lower()
    return "".join(unicodedata.normalize("NFD", letter.lower())[0] for letter in text)


def same_spelling(one: str, other: str) -> bool:
    """Same letters, accents and hyphens; only the case and the spaces may differ."""
    return _spelled(one) == _spelled(other)


def _spelled(text: str) -> str:
    return one_line(text).casefold().translate(_APOSTROPHES)


def one_line(text: str) -> str:
    """The text on one line with single ordinary spaces."""
    return " ".join(text.split())


def tidy(text: str) -> str:
    """The text with single spaces inside each line, its line breaks kept."""
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in text.strip().splitlines())


def without_runs(text: str) -> str:
    """The text with one space for each run of blanks, or with one or two of its line breaks.

    Patterns that look for blanks before a mark read a run in the square of its length.

    >>> without_runs("Eve  ROY \\r\\n Luc BON")
    'Eve ROY\\nLuc BON'
    """
    return _RUNS.sub(_short_run, text)


def _short_run(match: re.Match[str]) -> str:
    run = match[0].replace("\r\n", "\n")
    breaks = sum(letter in _LINE_BREAKS for letter in run)
    return "\n" * min(breaks, 2) or " "


def without_unseen(text: str) -> str:
    """The text without NUL, control, zero-width and direction characters."""
    if text.isprintable() or not _UNSEEN.search(text):
        return text
    return _UNSEEN.sub("", text)


def sentence_case(text: str) -> str:
    """A text in capitals brought back to a sentence; any other text unchanged.

    >>> sentence_case("COLLÈGE PUBLIC")
    'Collège public'
    """
    return text.capitalize() if text.isupper() else text
