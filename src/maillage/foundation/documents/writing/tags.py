"""Where does a paragraph name a field, or repeat what follows? The tags of templates.

A tag names, and does nothing else: no call, no sum, no attribute of anything but the fields of the
list. So nothing that a template says can run.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from maillage.foundation.documents.writing.markup import Mark, Node

PATH = re.compile(r"[^\W\d_]\w*(?:\.[^\W\d_]\w*)?")
ENDS = {"fin", "endfor", "endif", "end"}
ELSES = {"sinon", "else"}
OPENING = re.compile(r"{[{%]")
LONGEST_TAG = 200
LONGEST_EXCERPT = 400


@dataclass(frozen=True)
class Place:
    """Where a tag stands: in which part, in which paragraph, and how that paragraph begins."""

    part: str
    number: int
    text: str


@dataclass(frozen=True)
class Problem:
    """What is wrong in a template: where, in which tag, and what to write instead."""

    place: Place
    tag: str
    sentence: str

    def __str__(self) -> str:
        where = _("Paragraphe %(number)s%(part)s, « %(text)s »") % {
            "number": self.place.number,
            "part": f" {self.place.part}" if self.place.part else "",
            "text": shortened(self.place.text),
        }
        return _("%(where)s : la balise « %(tag)s » %(sentence)s") % {
            "where": where,
            "tag": shortened(self.tag),
            "sentence": self.sentence,
        }


@dataclass(slots=True, eq=False)
class Tag(Mark):
    """One tag: `kind` is field, for, if, else, end, or unknown."""

    kind: str
    text: str
    place: Place
    path: tuple[str, ...] = ()
    name: str = ""
    is_negated: bool = False


@dataclass(slots=True, eq=False)
class Loop(Mark):
    """What is repeated for each row of a list."""

    tag: Tag
    body: list[Node] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Choice(Mark):
    """What is written when a field says something, and what is written otherwise."""

    tag: Tag
    body: list[Node] = field(default_factory=list)
    otherwise: list[Node] = field(default_factory=list)


def shortened(text: str, most: int = 80) -> str:
    """The text on one line, cut when it is long."""
    plain = " ".join(text.split())
    return plain if len(plain) <= most else f"{plain[: most - 1]}…"


def place_of(part: str, number: int, text: str) -> Place:
    """The place of the paragraph of this number, which says this."""
    return Place(part, number, text[:LONGEST_EXCERPT])


def split_tags(text: str, place: Place) -> Iterator[tuple[int, int, Tag]]:
    """The tags of a paragraph one by one, with where each begins and ends in its words."""
    position = 0
    while opening := OPENING.search(text, position):
        start = opening.start()
        closing = "}}" if opening.group() == "{{" else "%}"
        end = text.find(closing, start + 2, start + LONGEST_TAG)
        if end < 0:
            position = start + 2
            yield start, position, Tag("open", text[start : start + 30], place)
        else:
            position = end + 2
            yield start, position, _read(text[start:position], place)


def _read(text: str, place: Place) -> Tag:
    inside = text[2:-2].split()
    if text.startswith("{{"):
        return _tag_with_path("field", text, place, inside)
    words = inside[1:] if inside[:1] in (["p"], ["tr"]) else inside
    if len(words) == 1 and words[0] in ENDS:
        return Tag("end", text, place)
    if len(words) == 1 and words[0] in ELSES:
        return Tag("else", text, place)
    if words[:1] in (["si"], ["if"]):
        negated = words[1:2] in (["pas"], ["not"])
        return _tag_with_path("if", text, place, words[2 if negated else 1 :], is_negated=negated)
    if len(words) == 4 and words[0] in {"pour", "for"} and words[2] in {"dans", "in"}:
        tag = _tag_with_path("for", text, place, words[3:])
        tag.name = words[1]
        return tag if tag.name.isidentifier() else Tag("unknown", text, place)
    return Tag("unknown", text, place)


def _tag_with_path(
    kind: str, text: str, place: Place, words: list[str], *, is_negated: bool = False
) -> Tag:
    if len(words) != 1 or not PATH.fullmatch(words[0]):
        return Tag("unknown", text, place)
    return Tag(kind, text, place, tuple(words[0].split(".")), is_negated=is_negated)
