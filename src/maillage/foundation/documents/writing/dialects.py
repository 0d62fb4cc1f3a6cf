"""What is a paragraph, a row, a line break, in each of the formats that a template may have?"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Dialect:
    """The names of one format. `words` are the elements that hold text; none: any of a paragraph.

    `units` are what a repetition may hold whole, `line_break` what a new line is written as,
    `copied` what a part of a split element keeps (the format of a run), `stay` the paragraphs that
    stay even when they say nothing, `lost` what is not repeated: marks of which there is one.
    """

    paragraphs: frozenset[str]
    rows: frozenset[str]
    units: frozenset[str]
    line_break: str
    words: frozenset[str] = frozenset()
    copied: frozenset[str] = frozenset()
    stay: frozenset[str] = frozenset()
    lost: frozenset[str] = frozenset()
    cell: str = ""
    empty_cell: str = ""


DOCX = Dialect(
    paragraphs=frozenset({"w:p"}),
    rows=frozenset({"w:tr"}),
    units=frozenset({"w:p", "w:tr"}),
    line_break='</w:t><w:br/><w:t xml:space="preserve">',
    words=frozenset({"w:t"}),
    copied=frozenset({"w:rPr"}),
    lost=frozenset({"w:bookmarkStart", "w:bookmarkEnd", "w14:paraId", "w14:textId"}),
    cell="w:tc",
    empty_cell="<w:p/>",
)
ODT = Dialect(
    paragraphs=frozenset({"text:p", "text:h"}),
    rows=frozenset({"table:table-row"}),
    units=frozenset({"text:p", "text:h", "table:table-row", "text:list-item", "text:list"}),
    line_break="<text:line-break/>",
    lost=frozenset({"text:bookmark", "text:bookmark-start", "text:bookmark-end", "xml:id"}),
)
MODEL = Dialect(
    paragraphs=frozenset(
        {
            *("overline", "title", "lead", "to", "date", "h", "annex", "point"),
            *("p", "article", "close", "small", "item", "entry", "c"),
        }
    ),
    rows=frozenset({"row"}),
    units=frozenset(
        {
            *("overline", "title", "lead", "to", "date", "h", "annex", "point"),
            *("p", "article", "close", "small", "item", "entry", "row"),
        }
    ),
    line_break="\n",
    stay=frozenset({"c"}),
)
