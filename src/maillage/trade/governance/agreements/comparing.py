"""Does a file say the frozen words, and where does it first say others?"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import dropwhile, takewhile

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.trade.governance.agreements.models import Article

AROUND = 7
HALF = 0.5
EDGE = 5
PAGE_ALONE = r"(?:[-–—]\s)?(?:page\s)?%d(?:\s[-–—])?"
# What tells two figures apart is read; any other mark is how a text is set.
IN_FIGURES = re.compile(r"(?<=\d)[.,/](?=\d)|(?<!\w)[-−](?=\d)|[%€+±=≠<>≤≥×÷⁄−]")
SOFT = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
# One blank is read once: a text may hold millions of them.
CUT = re.compile(r"(?<=[^\W\d])-[^\S\n]*\n\s*(?=[^\W\d])")
# A letter and its accents; the time to compose them grows as the square of their number.
COMPOSED = re.compile(r"\w+\W{0,30}|\W{1,30}")


def bare(text: str) -> str:
    """The letters and figures alone: no space, no hyphen, no ligature, no capital.

    >>> bare("La répar-\\ntition, l’ofﬁce : 1,5 %"), bare("15 %"), bare("≥ −20 %"), bare("10²")
    ('larépartitionloffice1,5%', '15%', '≥-20%', '10²')
    """
    parts = COMPOSED.findall(SOFT.sub("", text))
    plain = "".join(unicodedata.normalize("NFC", one) for one in parts)
    marks = {one.start() for one in IN_FIGURES.finditer(plain)}
    letters = (one for at, one in enumerate(plain) if one.isalnum() or at in marks)
    return "".join(letters).casefold().replace("−", "-")


@dataclass(frozen=True, slots=True)
class Feet:
    """The feet of a file: bare lines, and the bare words that stand before a number of page."""

    lines: frozenset[str] = frozenset({""})
    words: frozenset[str] = frozenset({"", "page"})

    def hold(self, line: str, page: int, count: int) -> bool:
        """Whether a line of this page, of `count`, is a foot, or the number of the page."""
        is_number = re.fullmatch(PAGE_ALONE % page, line.strip(), re.IGNORECASE)
        is_line = bare(line) in self.lines
        return bool(is_number) or is_line or _foot_words(line, page, count) in self.words


NO_FEET = Feet()


def without_feet(pages: Sequence[str], own: Feet = NO_FEET) -> str:
    """The text of the pages, without their numbers nor the feet that are `own`.

    Those are the feet of the frozen file: what a file repeats on its own pages is read as a text.
    """
    rows = _lines_of(pages)
    bodies = (_between_feet(one, at, len(rows), own) for at, one in enumerate(rows, start=1))
    return "\n".join("\n".join(lines) for lines in bodies)


def feet_of(pages: Sequence[str]) -> Feet:
    """The feet of these pages.

    A foot is a first or last line that ends with « 1 / 2 », or what stands above that number on
    every page but the first.
    """
    rows = _lines_of(pages)
    numbered = {
        bare(line): words
        for at, lines in enumerate(rows, start=1)
        for line in (*lines[:1], *lines[-1:])
        if (words := _foot_words(line, at, len(rows)))
    }
    lines = NO_FEET.lines | numbered.keys() | _above_numbers(rows[1:])
    return Feet(lines, NO_FEET.words | {*numbered.values()})


def _above_numbers(rows: Sequence[Sequence[str]]) -> set[str]:
    """The bare lines that end all these pages, above their last line; none of one page alone."""
    ends = [[bare(line) for line in lines[-1 - EDGE : -1]][::-1] for lines in rows]
    same = takewhile(lambda lines: len({*lines}) == 1, zip(*ends, strict=False))
    return {lines[0] for lines in same} if len(rows) > 1 else set()


def _lines_of(pages: Sequence[str]) -> list[list[str]]:
    return [[line for line in page.split("\n") if line.strip()] for page in pages]


def _between_feet(lines: Sequence[str], page: int, count: int, feet: Feet) -> list[str]:
    rest = list(dropwhile(lambda line: feet.hold(line, page, count), lines))
    return list(dropwhile(lambda line: feet.hold(line, page, count), reversed(rest)))[::-1]


def _foot_words(line: str, page: int, count: int) -> str | None:
    """The bare words before « 1 / 2 » at the end of a line; None when it does not end so."""
    numbered = rf"(.*)(?<!\S){page}\s*(?:/|sur)\s*{count}\s*"
    match = re.fullmatch(numbered, line, re.IGNORECASE)
    return bare(match[1]) if match else None


@dataclass(frozen=True)
class Spelt:
    """A text as its bare letters, and the words that they come from."""

    text: str

    @cached_property
    def words(self) -> list[str]:
        """The words as they are written, those that a line end cuts in one."""
        return CUT.sub("-", SOFT.sub("", self.text)).split()

    @cached_property
    def starts(self) -> list[int]:
        """At which bare letter each word begins."""
        at, starts = 0, []
        for word in self.words:
            starts.append(at)
            at += len(bare(word))
        return starts

    @cached_property
    def letters(self) -> str:
        """The bare letters, word after word."""
        return "".join(map(bare, self.words))

    def around(self, at: int) -> str:
        """The words around a letter."""
        word = max(bisect_right(self.starts, at) - 1, 0)
        first, last = max(word - AROUND, 0), word + AROUND
        parts = " ".join(self.words[first:last])
        return f"{'… ' if first else ''}{parts}{' …' if last < len(self.words) else ''}"


@dataclass(frozen=True, slots=True)
class Compared:
    """Whether a text says the frozen words; else the article where it first says others.

    `is_other` says that it is another text altogether. `frozen` and `written` are the words there.
    """

    is_same: bool
    article: str = ""
    frozen: str = ""
    written: str = ""
    is_other: bool = False

    @property
    def sentence(self) -> str:
        """Where the file first says other words; nothing when it says the same."""
        if self.is_same:
            return ""
        if self.is_other:
            return _("Ce fichier est un autre texte.")
        where = {"article": self.article, "frozen": french.inner_quotes(self.frozen)}
        if not self.written:
            return _("%(article)s : le fichier ne le dit pas (« %(frozen)s »).") % where
        words = _("%(article)s : le texte figé dit « %(frozen)s », le fichier « %(written)s ».")
        return words % (where | {"written": french.inner_quotes(self.written)})


def compared(articles: Sequence[Article], text: str) -> Compared:
    """The frozen articles beside a text, in their order, with nothing between two of them.

    What stands before the first and after the last is not read: a title, parties, signatures.
    """
    written = Spelt(text)
    at = 0
    for number, article in enumerate(articles):
        frozen = Spelt(f"{article.label}\n{article.heading}\n{article.words}")
        opening = bare(f"{article.label}{article.heading}")
        if number == 0:
            at = max(_opening(written.letters, frozen.letters, opening), 0)
        if written.letters.startswith(frozen.letters, at):
            at += len(frozen.letters)
            continue
        return _different(articles, article, frozen, written, at)
    return Compared(is_same=True)


def _opening(letters: str, whole: str, opening: str) -> int:
    """Where the first article begins: whole if it can be, else at what opens it."""
    at = letters.find(whole)
    return at if at >= 0 else letters.find(opening)


def _different(
    articles: Sequence[Article], article: Article, frozen: Spelt, written: Spelt, at: int
) -> Compared:
    if not _is_near(articles, written):
        return Compared(is_same=False, is_other=True)
    same = _common(frozen.letters, written.letters[at : at + len(frozen.letters) + 1])
    is_missing = at + same >= len(written.letters)
    return Compared(
        is_same=False,
        article=article.label,
        frozen=frozen.around(same),
        written="" if is_missing else written.around(at + same),
    )


def _common(one: str, other: str) -> int:
    """How many letters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (mine, its) in pairs if mine != its), min(len(one), len(other)))


def _is_near(articles: Sequence[Article], written: Spelt) -> bool:
    """Whether half of the words of the articles are in the text."""
    words = [bare(word) for one in articles for word in one.words.split()]
    own = {word for word in words if word}
    theirs = set(map(bare, written.words))
    return len(own & theirs) >= HALF * len(own) if own else False
