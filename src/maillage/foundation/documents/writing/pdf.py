"""How does a paper become a PDF that everybody can read, with or without their eyes?"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from maillage.foundation.documents.files import store
from maillage.foundation.documents.writing.blocks import (
    Block,
    Span,
    Table,
    blocks_of,
    is_dense,
    is_landscape,
    read_model,
    text_of,
)
from maillage.foundation.documents.writing.dialects import MODEL
from maillage.foundation.documents.writing.filling import filled
from maillage.foundation.documents.writing.kinds import Values
from maillage.foundation.documents.writing.markup import read_tree
from maillage.foundation.documents.writing.program import build

if TYPE_CHECKING:
    import typst

LAYOUT = Path(__file__).with_name("letter.typ")
MOST_BLOCKS = 2_000_000


@dataclass(frozen=True)
class Head:
    """What surrounds a paper: whose it is, what stands beneath, from where, under which logo."""

    title: str
    sender: str
    beneath: str
    address: str
    mention: str
    running: str
    logo: str = ""


def pdf_of(model: Path, values: Values, head: Head) -> bytes:
    """The paper as a tagged PDF (PDF/UA-1), in French, with its title.

    Without its logo when that one can no longer be drawn.
    """
    import typst

    try:
        return _compiled(model, values, head)
    except typst.TypstError:
        if not head.logo:
            raise
        return _compiled(model, values, replace(head, logo=""))


def _compiled(model: Path, values: Values, head: Head) -> bytes:
    import typst

    written = typst.Compiler(
        LAYOUT.read_bytes(),
        root=store.folder() if head.logo else LAYOUT.parent,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(_layout_input(model, values, head))},
    ).compile(format="pdf", pdf_standards="ua-1")
    if not isinstance(written, bytes):
        raise TypeError("typst")
    return written


@cache
def _fonts() -> "typst.Fonts":
    """The letters of the papers, read once: that takes as long as a page."""
    import typst

    return typst.Fonts(include_system_fonts=False)


def _layout_input(model: Path, values: Values, head: Head) -> dict[str, object]:
    """The paper as the layout reads it: plain values, nothing that could run."""
    root = read_model(model)
    build(root, MODEL)
    paper = read_tree(filled(root, values, MODEL).encode(), MOST_BLOCKS)
    return {
        "title": head.title,
        "sender": head.sender,
        "beneath": head.beneath,
        "address": head.address,
        "mention": head.mention,
        "running": head.running,
        "logo": f"/{head.logo}" if head.logo else "",
        "logo_words": f"Logo, {head.sender}",
        "landscape": is_landscape(paper),
        "dense": is_dense(paper),
        "blocks": list(_grouped(blocks_of(paper))),
    }


def _grouped(blocks: Iterator[Block | Table]) -> Iterator[dict[str, object]]:
    """The blocks; the items that follow each other are one list, what says nothing is left out."""
    for is_item, group in groupby(blocks, key=_is_item):
        if is_item:
            items = [_spans(one.spans) for one in group if isinstance(one, Block)]
            yield {"kind": "items", "items": items}
            continue
        for one in group:
            if isinstance(one, Table):
                yield _table(one)
            elif text_of(one.spans).strip():
                yield {"kind": one.kind, "spans": _spans(one.spans)}


def _is_item(block: Block | Table) -> bool:
    return isinstance(block, Block) and block.kind == "item"


def _table(table: Table) -> dict[str, object]:
    return {
        "kind": "table",
        "widths": table.widths,
        "tall": table.tall,
        "whole": table.whole,
        "joined": table.joined,
        "head": [_spans(cell.spans) for cell in table.head],
        "rows": [[{"spans": _spans(cell.spans)} for cell in row] for row in table.rows],
    }


def _spans(spans: Sequence[Span]) -> list[dict[str, object]]:
    return [{"words": span.words, "strong": span.strong} for span in spans]
