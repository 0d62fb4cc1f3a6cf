"""What does a template say once its fields have their values? And does it name fields at all?"""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

from maillage.foundation.documents.files.rules import DocumentRefusedError
from maillage.foundation.documents.writing.dialects import Dialect
from maillage.foundation.documents.writing.kinds import Field, Value, Values
from maillage.foundation.documents.writing.markup import (
    DECLARATION,
    Element,
    Node,
    escaped,
    opening,
)
from maillage.foundation.documents.writing.program import DRAWN, MOST_PROBLEMS
from maillage.foundation.documents.writing.tags import Choice, Loop, Problem, Tag

SIGNS = "• \n\t\N{NO-BREAK SPACE}"  # a bullet alone says nothing
KEPT = DRAWN | {"w:sectPr"}
Fields = Mapping[str, Field]


@dataclass(frozen=True)
class Room:
    """How much may be written: letters, and elements, words, tags and turns of repetitions."""

    letters: int
    nodes: int


WRITTEN = Room(letters=40_000_000, nodes=1_000_000)
TRIED = Room(letters=20_000_000, nodes=400_000)  # with the examples, while somebody waits


def unknown_names(root: Element, fields: Sequence[Field]) -> list[Problem]:
    """The first tags that name no field of this list, or not as they may: what to write instead."""
    unknown = _unknown(root.children, {field.name: field for field in fields})
    return list(islice(unknown, MOST_PROBLEMS))


def _unknown(nodes: Sequence[Node], field_by_name: Fields) -> Iterator[Problem]:
    for node in nodes:
        if isinstance(node, Element):
            yield from _unknown(node.children, field_by_name)
        elif isinstance(node, Tag):
            yield from _misnamed(node, field_by_name)
        elif isinstance(node, Loop):
            yield from _misnamed(node.tag, field_by_name)
            yield from _unknown(
                node.body, {**field_by_name, **_row_fields(node.tag, field_by_name)}
            )
        elif isinstance(node, Choice):
            yield from _misnamed(node.tag, field_by_name)
            yield from _unknown([*node.body, *node.otherwise], field_by_name)


def _row_fields(tag: Tag, field_by_name: Fields) -> dict[str, Field]:
    """The fields of one row of a list, under the name that the repetition gives it."""
    field = _field(tag.path, field_by_name)
    return {tag.name: Field(tag.name, "", "", field.fields)} if field else {}


def _field(path: Sequence[str], field_by_name: Fields) -> Field | None:
    result = field_by_name.get(path[0])
    if result is None or len(path) == 1:
        return result
    inside = {field.name: field for field in result.fields}
    return inside.get(path[1]) if result.sample == "" else None


def _misnamed(tag: Tag, field_by_name: Fields) -> list[Problem]:
    field = _field(tag.path, field_by_name)
    if field is None:
        return [Problem(tag.place, tag.text, _unknown_words(tag, field_by_name))]
    if tag.kind == "for" and not field.is_list:
        return [Problem(tag.place, tag.text, _("répète un champ qui n’est pas une liste."))]
    if tag.kind == "field" and field.is_list and field.sample == "":
        sentence = _(
            "nomme toute une ligne : choisissez « {{ %(name)s.%(field)s }} », par exemple."
        )
        sentence %= {"name": field.name, "field": field.fields[0].name}
        return [Problem(tag.place, tag.text, sentence)]
    if tag.kind == "field" and field.is_list:
        sentence = _("nomme une liste : répétez-la avec « {%% pour x dans %(name)s %%} ».")
        return [Problem(tag.place, tag.text, sentence % {"name": field.name})]
    return []


def _unknown_words(tag: Tag, field_by_name: Fields) -> str:
    requested = ".".join(tag.path)
    names = [name for name in _names(field_by_name) if name != requested]
    close = difflib.get_close_matches(requested, names, 1, 0.6)
    if close:
        return _("ne nomme aucun champ connu ici. Vouliez-vous écrire « %(name)s » ?") % {
            "name": close[0]
        }
    return _("ne nomme aucun champ connu ici : choisissez-en un dans la liste.")


def _names(field_by_name: Fields) -> Iterator[str]:
    for name, field in field_by_name.items():
        yield name
        if field.sample == "":
            yield from (f"{name}.{one.name}" for one in field.fields)


def filled(root: Element, values: Values, dialect: Dialect, room: Room = WRITTEN) -> str:
    """The XML of the template with these values; DocumentRefusedError when it grows too large."""
    writing = _Writing(dialect, room)
    writing.write(root, values)
    return DECLARATION + "".join(writing.pieces)


class _Writing:
    """Writes the tree, and stops when too much is written."""

    def __init__(self, dialect: Dialect, room: Room) -> None:
        self.dialect, self.room = dialect, room
        self.pieces: list[str] = []
        self.letters = 0
        self.nodes = 0
        self.words_written = 0
        self.choices = 0
        self.drawn = 0

    def write(self, node: Node, values: Values) -> None:
        """Writes one node with these values."""
        self._count()
        if isinstance(node, str):
            self.words_written += bool(node.strip(SIGNS))
            self._say(escaped(node))
        elif isinstance(node, Element):
            self._write_element(node, values)
        elif isinstance(node, Tag):
            words = self._words(_value_at(node.path, values))
            self.words_written += bool(words.strip())
            self._say(words)
        elif isinstance(node, Loop):
            self._repeat(node, values)
        elif isinstance(node, Choice):
            self.choices += 1
            chosen = bool(_value_at(node.tag.path, values)) is not node.tag.is_negated
            for child in node.body if chosen else node.otherwise:
                self.write(child, values)

    def _write_element(self, element: Element, values: Values) -> None:
        start = len(self.pieces)
        words_written, choices, drawn = self.words_written, self.choices, self.drawn
        self.drawn += element.name in KEPT
        self._say(opening(element))
        before = len(self.pieces)
        for child in element.children:
            self.write(child, values)
        if element.name == self.dialect.cell and not self._ends_with_paragraph(before):
            self._say(self.dialect.empty_cell)
        self._say(f"</{element.name}>")
        is_paragraph = element.name in self.dialect.paragraphs - self.dialect.stay
        says_nothing = self.words_written == words_written and self.drawn == drawn
        # A paragraph that says nothing is left out when it only held what is said or not.
        if is_paragraph and says_nothing and self.choices > choices:
            del self.pieces[start:]

    def _ends_with_paragraph(self, before: int) -> bool:
        last = self.pieces[-1] if len(self.pieces) > before else ""
        return last in {f"</{name}>" for name in self.dialect.paragraphs}

    def _repeat(self, loop: Loop, values: Values) -> None:
        rows = _value_at(loop.tag.path, values)
        for row in rows if not isinstance(rows, str) else ():
            self._count()
            within = {**values, loop.tag.name: [row]}
            for child in loop.body:
                self.write(child, within)

    def _words(self, value: Value) -> str:
        """The words of a field, a new line being written as the format does."""
        words = value if isinstance(value, str) else ""
        return self.dialect.line_break.join(map(escaped, words.split("\n")))

    def _count(self) -> None:
        self.nodes += 1
        if self.nodes > self.room.nodes:
            raise _too_large()

    def _say(self, words: str) -> None:
        self.letters += len(words)
        if self.letters > self.room.letters:
            raise _too_large()
        self.pieces.append(words)


def _value_at(path: Sequence[str], values: Values) -> Value:
    """The value that a tag names; in a repetition, a row is held alone in a list."""
    value = values.get(path[0], "")
    if len(path) == 1:
        return value
    return "" if isinstance(value, str) else value[0].get(path[1], "")


def _too_large() -> DocumentRefusedError:
    return DocumentRefusedError(
        _(
            "Ce modèle écrit un document démesuré : une répétition dans une autre, sans doute. "
            "Répétez une seule liste à la fois."
        )
    )
