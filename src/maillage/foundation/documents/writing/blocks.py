"""What does a paper of ours hold, block by block, whatever it is then written in?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext

from maillage.core.french import with_french_spaces
from maillage.foundation.documents.writing.dialects import MODEL
from maillage.foundation.documents.writing.markup import Element, read_tree

TAG = re.compile(r"({{.*?}}|{%.*?%})")


@dataclass(frozen=True)
class Span:
    """Words in a row, said with weight or not."""

    words: str
    strong: bool = False


@dataclass(frozen=True)
class Block:
    """A paragraph and its kind: one of those of `dialects.MODEL`.

    A `close` stays on the page of what follows it: the formula with its signature, and so does an
    `article`, as close to the next as in the body; an `annex` heads a page of its own. The first
    `entry` names the first annex, the second the second: a PDF says on which page.
    """

    kind: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Table:
    """A table: the parts of its width, its head, its rows; `tall` leaves room to sign.

    A `whole` one is not cut, and stays on the page of what follows it; of a `joined` one, the last
    rows do: what a template repeats last. An ODT cannot say so of rows.
    """

    widths: tuple[int, ...]
    head: tuple[Block, ...]
    rows: tuple[tuple[Block, ...], ...]
    tall: bool = False
    whole: bool = False
    joined: bool = False


def read_model(path: Path) -> Element:
    """Our own wording of a paper, one line per paragraph, in the words of the profile."""
    root = read_tree(path.read_bytes())
    _squeeze(root)
    return root


def _squeeze(element: Element) -> None:
    inside = element.name in MODEL.paragraphs or element.name == "b"
    values = [one for one in element.children if inside or not isinstance(one, str)]
    last = len(values) - 1
    for place, child in enumerate(values):
        if isinstance(child, Element):
            _squeeze(child)
        elif isinstance(child, str):
            edge = element.name != "b"
            values[place] = _squeezed(
                child, is_first=edge and place == 0, is_last=edge and place == last
            )
    element.children = values


def _squeezed(words: str, *, is_first: bool, is_last: bool) -> str:
    plain = re.sub(r"[ \n\t]+", " ", words)
    plain = plain.lstrip(" ") if is_first else plain
    plain = plain.rstrip(" ") if is_last else plain
    return "".join(
        one if TAG.fullmatch(one) or not one else with_french_spaces(gettext(one))
        for one in TAG.split(plain)
    )


def blocks_of(paper: Element) -> Iterator[Block | Table]:
    """The blocks of a paper in their order."""
    for one in paper.children:
        if isinstance(one, Element):
            yield _table(one) if one.name == "table" else _block(one)


def _table(table: Element) -> Table:
    rows = [one for one in table.children if isinstance(one, Element)]
    return Table(
        widths=tuple(int(part) for part in table.attributes["widths"].split()),
        head=_cells(rows[0]),
        rows=tuple(_cells(row) for row in rows[1:]),
        tall="tall" in table.attributes,
        whole="whole" in table.attributes,
        joined="joined" in table.attributes,
    )


def _cells(row: Element) -> tuple[Block, ...]:
    return tuple(_block(one) for one in row.children if isinstance(one, Element))


def _block(element: Element) -> Block:
    return Block(element.name, tuple(_spans(element)))


def _spans(element: Element) -> Iterator[Span]:
    for child in element.children:
        if isinstance(child, str):
            yield Span(child)
        elif isinstance(child, Element):
            yield Span("".join(map(str, child.children)), strong=True)


def is_landscape(paper: Element) -> bool:
    """Whether the paper lies on its side."""
    return "landscape" in paper.attributes


def is_dense(paper: Element) -> bool:
    """Whether a paper says a lot on its page: smaller letters, closer lines."""
    return "dense" in paper.attributes


def text_of(spans: Sequence[Span]) -> str:
    """The words of these spans."""
    return "".join(span.words for span in spans)
