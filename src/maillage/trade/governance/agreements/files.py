"""What do the files of an agreement say: a text that came in, a signed file that came back?"""

import re
import zipfile
from collections.abc import Iterator
from typing import IO

from django.utils.translation import gettext as _

from maillage.core.archives import CLOSED, DAMAGED
from maillage.foundation.documents.files.rules import (
    DocumentRefusedError,
    damaged_document,
    extension_of,
    locked_document,
    media_of,
)
from maillage.foundation.documents.writing.markup import Element, Node, elements, read_tree

PARTS = {"docx": "word/document.xml", "odt": "content.xml"}
PARAGRAPHS = frozenset({"w:p", "text:p", "text:h"})
BREAKS = frozenset({"w:br", "w:cr", "text:line-break"})
SPACES = frozenset({"w:tab", "text:tab", "text:s"})
SILENT = frozenset(
    {"w:del", "w:instrText", "text:tracked-changes", "office:annotation", "text:note"}
)
LARGEST = 20_000_000
BLOCK = 1 << 20


def words_of_file(name: str, content: IO[bytes]) -> str:
    """The words of a DOCX or of an ODT, a line for each paragraph; deletions are left out.

    DocumentRefusedError for any other file, and for one that cannot be trusted.
    """
    form = extension_of(name)
    media_of(name, content)
    if form not in PARTS:
        raise DocumentRefusedError(
            _("Maillage lit les articles d’un DOCX ou d’un ODT : enregistrez le texte ainsi.")
        )
    content.seek(0)
    try:
        with zipfile.ZipFile(content) as archive:
            if archive.getinfo(PARTS[form]).file_size > LARGEST:
                raise damaged_document()
            root = read_tree(archive.read(PARTS[form]))
    except (*DAMAGED, KeyError) as error:
        raise damaged_document() from error
    except CLOSED as error:
        raise locked_document() from error
    content.seek(0)
    lines = ["".join(_words(one)).strip() for one in _paragraphs(root)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _paragraphs(root: Element) -> Iterator[Element]:
    return (one for one in elements(root) if one.name in PARAGRAPHS)


def _words(node: Node) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, Element) and node.name not in SILENT:
        if node.name in BREAKS:
            yield "\n"
        elif node.name in SPACES:
            yield " "
        for child in node.children:
            yield from _words(child)


def begins_with(signed: IO[bytes], frozen: IO[bytes]) -> bool:
    """Whether the bytes of the frozen file are the beginning of the signed one.

    A signature of a PDF is written after its end (PDF 32000-1, 7.5.6): nothing before it moves.
    """
    signed.seek(0)
    frozen.seek(0)
    while block := frozen.read(BLOCK):
        if signed.read(len(block)) != block:
            return False
    signed.seek(0)
    return True
