"""How is the XML of a document read, so that nothing it points to is followed?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias
from xml.parsers import expat

from django.utils.translation import gettext as _

from maillage.foundation.documents.files.rules import DocumentRefusedError, damaged_document

DEEPEST = 150
MOST_ELEMENTS = 100_000
CHUNK = 1 << 18
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b-\x1f]")
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(slots=True, eq=False)
class Element:
    """An element, its name with its prefix, and what it holds in order."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)

    def like(self, children: list["Node"]) -> "Element":
        """An element of the same name and attributes that holds these."""
        return Element(self.name, dict(self.attributes), children)


class Mark:
    """What a template puts among elements and words."""


Node: TypeAlias = Element | Mark | str


class Reader(Protocol):
    """What is told of each element and of each run of words, in the order of the document."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """It ends."""

    def text(self, words: str) -> None:
        """It holds these words."""


class _TreeReader:
    """Builds the tree while expat reads."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.root = Element("")
        self.open = [self.root]
        self.count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if len(self.open) > DEEPEST or self.count > self.most:
            raise too_large()
        element = Element(name, attributes)
        self.open[-1].children.append(element)
        self.open.append(element)

    def end(self, name: str) -> None:
        self.open.pop()

    def text(self, words: str) -> None:
        self.open[-1].children.append(words)


def read_tree(content: bytes, most: int = MOST_ELEMENTS) -> Element:
    """The root of this XML; DocumentRefusedError for a DTD, or for what is broken or too large."""
    reader = _TreeReader(most)
    read_xml(content, reader)
    return next(one for one in reader.root.children if isinstance(one, Element))


def read_xml(content: bytes, reader: Reader, *, with_namespaces: bool = False) -> None:
    """Tells the reader all that this XML holds; DocumentRefusedError for a DTD, or when broken.

    With namespaces, a name is its namespace, a space, and the name without its prefix.
    """
    # Expat never loads external entities by itself; any declaration of one is refused here.
    parser = expat.ParserCreate(namespace_separator=" " if with_namespaces else None)
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        for start in range(0, len(content), CHUNK):
            parser.Parse(content[start : start + CHUNK], False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:  # no such encoding
        raise damaged_document() from error


def too_large() -> DocumentRefusedError:
    """The refusal of a document that holds more than a template does."""
    return DocumentRefusedError(
        _(
            "Ce document est trop grand, ou trop imbriqué : copiez son texte dans un document "
            "neuf, ou partagez-le en plusieurs."
        )
    )


def _refuse_doctype(
    _name: str, _system: str | None, _public: str | None, _has_subset: bool
) -> None:
    raise DocumentRefusedError(
        _(
            "Ce document contient des déclarations (DTD) qu’aucun traitement de texte n’écrit : "
            "il est refusé par prudence."
        )
    )


def words_of(node: Node) -> str:
    """All the words that a node holds."""
    if isinstance(node, str):
        return node
    return "".join(map(words_of, node.children)) if isinstance(node, Element) else ""


def elements(root: Element) -> Iterator[Element]:
    """The element and all those that it holds, in the order of the document."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        waiting += [one for one in reversed(element.children) if isinstance(one, Element)]


def escaped(words: str) -> str:
    """The words as XML writes them, without the letters that it cannot hold."""
    text = NOT_IN_XML.sub("", words)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def opening(element: Element) -> str:
    """The tag that begins the element."""
    words = "".join(f' {name}="{_quoted(value)}"' for name, value in element.attributes.items())
    return f"<{element.name}{words}>"


def _quoted(value: str) -> str:
    quoted = escaped(value).replace('"', "&quot;")
    return quoted.replace("\n", "&#10;").replace("\t", "&#9;")
