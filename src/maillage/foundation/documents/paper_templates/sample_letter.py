"""How does a letter read with its tags in place, and which tags has it, subject by subject?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.documents.files.words import about_word, sample_words
from maillage.foundation.documents.writing.blocks import Block, Span, Table, blocks_of, read_model
from maillage.foundation.documents.writing.dialects import MODEL
from maillage.foundation.documents.writing.filling import filled
from maillage.foundation.documents.writing.kinds import Field, Paper, Value, Values, field_tag
from maillage.foundation.documents.writing.letters import fields_of
from maillage.foundation.documents.writing.markup import read_tree
from maillage.foundation.documents.writing.program import build

# What a value is written between, so as to be match again in the letter: nobody types these.
OPENS, NAMES, CLOSES = "\ue000", "\ue001", "\ue002"
WRITTEN = re.compile(f"{OPENS}([^{NAMES}]*){NAMES}([^{CLOSES}]*){CLOSES}")
MOST_BLOCKS = 100_000
SIGNING = frozenset(
    ("lieu", "signataire", "signature", "place_de_signer", "agent", "agent_courriel", "aujourdhui")
)
LETTERHEAD = frozenset(
    ("titre", "cooperation", "expediteur", "sous_expediteur", "adresse", "mention")
)


@dataclass(frozen=True)
class Piece:
    """Some words of the letter; those that a tag writes bear it, in the middle of the others."""

    words: str
    tag: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Line:
    """A paragraph of the letter, or a row of one of its tables."""

    kind: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class ShownField:
    """A tag as the page tells it: an example of what it writes, what it is, the tag to copy."""

    tag: str
    explanation: str
    sample: str


@dataclass(frozen=True)
class FieldGroup:
    """The tags of one subject."""

    title: str
    fields: tuple[ShownField, ...]


def sample_letter(paper: Paper) -> list[Line]:
    """Our own wording of the paper with the examples, each under its tag."""
    root = read_model(paper.model)
    build(root, MODEL)
    values = _tagged({field.name: field.sample for field in fields_of(paper)}, fields_of(paper))
    written = read_tree(filled(root, values, MODEL).encode(), MOST_BLOCKS)
    lines = (line for block in blocks_of(written) for line in _lines(block))
    return [line for line in lines if any(piece.words.strip() for piece in line.pieces)]


def _tagged(values: Values, fields: Sequence[Field], under: str = "") -> Values:
    """The examples, each with the name under which a template writes it; nothing stays nothing."""
    tagged: dict[str, Value] = {}
    for field in fields:
        value, name = values.get(field.name, ""), f"{under}{field.name}"
        if not isinstance(value, str):
            under_row = f"{row_name(field)}."
            tagged[field.name] = [_tagged(row, field.fields, under_row) for row in value]
        else:
            tagged[field.name] = f"{OPENS}{name}{NAMES}{value}{CLOSES}" if value else ""
    return tagged


def _lines(block: Block | Table) -> Iterator[Line]:
    if isinstance(block, Block):
        yield Line(block.kind, tuple(_pieces(block.spans)))
        return
    for row in (block.head, *block.rows):
        yield Line("row" if row is not block.head else "head", tuple(_cells(row)))


def _cells(row: Sequence[Block]) -> Iterator[Piece]:
    for number, cell in enumerate(row):
        if number:
            yield Piece(" · ")
        yield from _pieces(cell.spans)


def _pieces(spans: Sequence[Span]) -> Iterator[Piece]:
    for span in spans:
        end = 0
        for match in WRITTEN.finditer(span.words):
            if before := span.words[end : match.start()]:
                yield Piece(before, strong=span.strong)
            yield Piece(match[2], field_tag(match[1]), strong=span.strong)
            end = match.end()
        if rest := span.words[end:]:
            yield Piece(rest, strong=span.strong)


def field_groups(paper: Paper) -> list[FieldGroup]:
    """The tags of a paper by subject: what it is about, each of its lists, who signs, the head."""
    plain = [field for field in fields_of(paper) if not field.is_list]
    about = [one for one in plain if one.name not in SIGNING | LETTERHEAD]
    groups = [FieldGroup(french.capital(about_word(paper.about)), _shown(about))]
    groups += [
        FieldGroup(field.explanation, _shown_list(field)) for field in paper.fields if field.is_list
    ]
    groups.append(FieldGroup(_("Signer"), _shown([one for one in plain if one.name in SIGNING])))
    head = [one for one in plain if one.name in LETTERHEAD]
    return [*groups, FieldGroup(_("L’en-tête et le pied"), _shown(head))]


def _shown(fields: Sequence[Field]) -> tuple[ShownField, ...]:
    return tuple(
        ShownField(field_tag(field.name), field.explanation, sample_words(field.sample))
        for field in fields
    )


def _shown_list(field: Field, under: str = "") -> tuple[ShownField, ...]:
    """The tags that repeat a list, then those of one of its rows, and of the lists that it has."""
    first = {} if isinstance(field.sample, str) else field.sample[0]
    rows = (
        ShownField(
            field_tag(f"{row_name(field)}.{one.name}"),
            one.explanation,
            sample_words(first.get(one.name, "")),
        )
        for one in field.fields
        if not one.is_list
    )
    lists = (_shown_list(one, f"{row_name(field)}.") for one in field.fields if one.is_list)
    head = ShownField(repeating(field, under), _("Répète ce qui suit pour chacun"), "")
    return head, *rows, *chain.from_iterable(lists)


def row_name(field: Field) -> str:
    """The name that a repetition gives to one row: a point of the points."""
    return field.name.removesuffix("s")


def repeating(field: Field, under: str = "") -> str:
    """The tags that repeat a list, one of the row of another where it stands under its name."""
    return f"{{% pour {row_name(field)} dans {under}{field.name} %}} … {{% fin %}}"
