"""What would this document fetch, or run, when somebody opens it? All its XML parts are read.

Names are read without their prefix, which anybody may choose: what counts is what they name.
"""

import re
from collections.abc import Iterable
from posixpath import basename, dirname, join, normpath
from urllib.parse import unquote

from django.utils.translation import gettext as _

from maillage.foundation.documents.files.rules import DocumentRefusedError
from maillage.foundation.documents.writing.markup import MOST_ELEMENTS, read_xml, too_large

MOST_LETTERS = 5_000_000
MOST_ATTRIBUTES = 200_000
XML = re.compile(rb"[\xef\xbb\xbf\xff\xfe\x00\s]*+<")  # after byte order marks and blanks
DIRECTORY = "META-INF/manifest.xml"  # of an ODT: it points to nothing, and old ones have a DTD
FIELDS = re.compile(
    r"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|LINK|IMPORT|DATABASE|MACROBUTTON|RD)\b"
    r"|\bHYPERLINK\s*+(?!\"?\s*(?:\\[A-Z]\b|HTTPS?://|MAILTO:|#))"
    r"|\bFILE:|(?:^|[\"\s])(?://|\\\\)"
)
ELEMENTS = frozenset(
    {
        "altChunk",
        "dde-connection",
        "dde-source",
        "event-listener",
        "execute-macro",
        "script",
        "section-source",
        "subDoc",
    }
)
FIELD_WORDS = frozenset({"instrText", "delInstrText"})
LINK = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
NO_PATH = re.compile(r"^(?://|[^/]*:|.*\\)")


def refuse_reaching(parts: Iterable[tuple[str, bytes]]) -> None:
    """DocumentRefusedError when a part, of this name, points outside the file or is too large.

    A link to a page or a mailbox, which waits for whoever reads to press it, is let through.
    """
    reader = _Reader()
    for name, content in parts:
        if name != DIRECTORY and XML.match(content):
            reader.open(name, len(content))
            read_xml(content, reader, with_namespaces=True)
            reader.close()


class _Reader:
    """Reads one part after the other."""

    def __init__(self) -> None:
        self.elements = self.attributes = self.letters = 0
        self.part = ""
        self.is_field = False
        self.field_words: list[str] = []

    def open(self, part: str, letters: int) -> None:
        """A part of this length begins."""
        self.part, self.field_words = part, []
        self.letters += letters
        if self.letters > MOST_LETTERS:
            raise too_large()

    def close(self) -> None:
        """The part is read: what do its fields do?"""
        if FIELDS.search("".join(self.field_words).upper()):
            raise _reaching()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        self.attributes += len(attributes)
        if self.elements > MOST_ELEMENTS or self.attributes > MOST_ATTRIBUTES:
            raise too_large()
        element = _local(name)
        self.is_field = element in FIELD_WORDS
        if element in ELEMENTS:
            raise _reaching()
        if element == "Relationship":
            self._judge_relation(attributes)
        elif element == "fldChar":
            self.field_words.append(" ")
        for attribute, value in attributes.items():
            self._judge(element, _local(attribute), value)

    def end(self, name: str) -> None:
        self.is_field = False

    def text(self, words: str) -> None:
        if self.is_field:
            self.field_words.append(words)

    def _judge(self, element: str, attribute: str, value: str) -> None:
        if attribute == "instr":
            self.field_words += [" ", value, " "]
        elif attribute in {"href", "src"}:
            is_link = element == "a" and LINK.match(value.strip())
            if not is_link and not _is_inside(dirname(self.part), value):
                raise _reaching()

    def _judge_relation(self, attributes: dict[str, str]) -> None:
        """Refuses what Word would fetch from outside: a template, an image, a frame."""
        target = attributes.get("Target", "")
        folder = dirname(self.part)
        if basename(folder).lower() == "_rels":
            folder = dirname(folder)
        is_link = attributes.get("Type", "").endswith("/hyperlink")
        is_outside = attributes.get("TargetMode", "").strip().lower() == "external"
        if is_link and (LINK.match(target.strip()) or target.startswith("#")):
            return
        if is_outside or not _is_inside(folder, target.removeprefix("/")):
            raise _reaching()


def _local(name: str) -> str:
    """The name without its namespace."""
    return name.rpartition(" ")[2]


def _is_inside(folder: str, target: str) -> bool:
    """Whether a target, read from this folder of the archive, is another part of it."""
    path = unquote(target).strip().partition("#")[0]
    if path.startswith("/") or NO_PATH.match(path):
        return False
    return not normpath(join(folder, path)).startswith("..")


def _reaching() -> DocumentRefusedError:
    return DocumentRefusedError(
        _(
            "Ce document va chercher autre chose à son ouverture (image, modèle ou champ lié) : "
            "incorporez-le, ou retirez le lien."
        )
    )
