"""How are the words of an agreement cut in articles, and which article is the same as before?"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from maillage.trade.governance.agreements.models import AgreementText, Article
from maillage.trade.governance.joint_decisions.words.text_words import fingerprint_of_words

HEAD = re.compile(r"^\s*(article\s+(?:1\s*er|premier|\d+))\s*[.:)–—-]*\s*(.*)$", re.IGNORECASE)
LONGEST_HEADING = 120
TITLE_LINES = 2
# How a preamble begins, however short: its words are part of the text.
OPENING = re.compile(
    r"(?:entre|et|vu|considérant|préambule|la présente|le présent|il est|par|pour|ci-après)\b",
    re.IGNORECASE,
)
ALIKE = 0.6
WORDS = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Cut:
    """An article as it is cut from a text."""

    label: str
    heading: str
    words: str


def cut_articles(words: str) -> list[Cut]:
    """The articles of a text, and what precedes the first one but its title.

    A text without any is one article.
    The line that begins an article names it when it is short and no sentence; else it is its words.
    """
    heads: list[tuple[str, str, list[str]]] = [(_("Préambule"), "", [])]
    for line in words.replace("\r\n", "\n").split("\n"):
        head = HEAD.match(line)
        if head is None:
            heads[-1][2].append(line)
            continue
        label, rest = " ".join(head[1].split()).capitalize(), head[2].strip()
        is_heading = bool(rest) and len(rest) <= LONGEST_HEADING and rest[-1] not in ".;:"
        heads.append((label, rest if is_heading else "", [] if is_heading else [rest]))
    if len(heads) == 1:
        return [Cut(_("Texte entier"), "", words.strip())]
    if _is_title(heads[0][2]) or not "".join(heads[0][2]).strip():
        heads = heads[1:]
    return [Cut(label, heading, "\n".join(lines).strip()) for label, heading, lines in heads]


def _is_title(lines: Sequence[str]) -> bool:
    """Whether what precedes the first article only names the text: a line or two, no sentence."""
    rows = [line.strip() for line in lines if line.strip()]
    is_short = 0 < len(rows) <= TITLE_LINES
    return is_short and all(
        len(row) <= LONGEST_HEADING and row[-1] not in ".;:," and not OPENING.match(row)
        for row in rows
    )


def whole_words(articles: Iterable[Article | Cut]) -> str:
    """The text as one reads it, and as its fingerprint is made."""
    parts = [(f"{one.label}. {one.heading}".rstrip(". "), one.words) for one in articles]
    return "\n\n".join(f"{head}\n{words}".strip() for head, words in parts)


def fingerprint_of(articles: Iterable[Article | Cut]) -> str:
    """The fingerprint of the words of these articles."""
    return fingerprint_of_words(whole_words(articles))


def likeness(one: str, other: str) -> float:
    """How much two articles say the same words, from 0 to 1."""
    mine, theirs = WORDS.findall(one.lower()), WORDS.findall(other.lower())
    return SequenceMatcher(None, mine, theirs, autojunk=False).ratio()


def keys_of(cuts: Sequence[Cut], before: Sequence[Article]) -> list[str]:
    """The key of each article: that of the one that it continues, by label, else by likeness."""
    keys: dict[int, str] = {}
    left = {one.key: one for one in before}
    for place, cut in enumerate(cuts):
        same = next((one for one in left.values() if one.label == cut.label), None)
        if same and (same.heading == cut.heading != "" or likeness(same.words, cut.words) >= ALIKE):
            keys[place] = left.pop(same.key).key
    for place, cut in enumerate(cuts):
        if place in keys:
            continue
        pairs = [(likeness(one.words, cut.words), one.key) for one in left.values()]
        best, key = max(pairs, default=(0.0, ""))
        if best >= ALIKE:
            keys[place] = left.pop(key).key
    taken = [int(one.key[1:]) for one in before]
    fresh = iter(range(max(taken, default=0) + 1, max(taken, default=0) + len(cuts) + 1))
    return [keys.get(place) or f"a{next(fresh)}" for place in range(len(cuts))]


def articles_of(
    text: AgreementText, cuts: Sequence[Cut], before: Sequence[Article]
) -> list[Article]:
    """The articles of a version, each with its key."""
    return [
        Article(
            text=text,
            place=place,
            label=cut.label[:40],
            heading=cut.heading[:200],
            words=cut.words,
            key=key,
        )
        for place, (cut, key) in enumerate(zip(cuts, keys_of(cuts, before), strict=True), start=1)
    ]
