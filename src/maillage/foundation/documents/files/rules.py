"""What is this file really? Its content says it, and its extension and name have to agree."""

import re
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

from django.utils.translation import gettext as _

from maillage.core.archives import CLOSED, DAMAGED

LONGEST = 120
FORBIDDEN = re.compile(r'[/\\:*?"<>|]+')
RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def extension_of(name: str) -> str:
    """The letters after the last dot, in lower case: pdf, jpeg, or nothing."""
    return PurePosixPath(_visible(name)).suffix.removeprefix(".").lower()


def safe_name(name: str) -> str:
    """The name without paths, invisible or bidirectional letters, and not too long.

    >>> safe_name("../../rapport\\x00 final\u202efdp.pdf")
    'rapport finalfdp.pdf'
    """
    plain = _visible(re.split(r"[/\\]", name)[-1])
    stem, _dot, extension = plain.rpartition(".")
    text = " ".join(FORBIDDEN.sub(" ", stem).split()).strip(". ")[:LONGEST].strip() or "document"
    if RESERVED.match(text):
        text = f"_{text}"
    return f"{text}.{extension.lower()}"


def _visible(name: str) -> str:
    """The name without control, format, private or unassigned letters."""
    normal = unicodedata.normalize("NFC", name)
    return "".join(letter for letter in normal if not unicodedata.category(letter).startswith("C"))


HEAVIEST = 5_000_000


class DocumentRefusedError(Exception):
    """The file is not kept; the message says why and what to do."""


def room_fault(weight: int, most: int) -> str:
    """Why a cooperation keeps no more files; nothing while their weight is within its room."""
    if weight <= most:
        return ""
    return _("La coopération n’a plus de place pour ce fichier : retirez d’abord un document.")


def weight_fault(size: int) -> str:
    """Why a template is too heavy; nothing when it is not."""
    return _("Ce modèle pèse plus de 5 Mo : allégez ses images.") if size > HEAVIEST else ""


def damaged_document() -> DocumentRefusedError:
    """The refusal of a file that cannot be opened."""
    return DocumentRefusedError(
        _("Ce document est abîmé : ouvrez-le, enregistrez-le de nouveau, puis renvoyez-le.")
    )


def locked_document() -> DocumentRefusedError:
    """The refusal of a file under a password."""
    return DocumentRefusedError(
        _("Ce document est protégé par un mot de passe : enregistrez-en une copie sans.")
    )


EDGE = 4096
MOST_ENTRIES = 20_000
ENTRY = b"PK\x01\x02"  # begins each line of the directory of an archive
BLOCK = 1 << 20
ODF = "application/vnd.oasis.opendocument."
OOXML = "application/vnd.openxmlformats-officedocument."
MEDIA = {
    "pdf": "application/pdf",
    "odt": f"{ODF}text",
    "ods": f"{ODF}spreadsheet",
    "odp": f"{ODF}presentation",
    "docx": f"{OOXML}wordprocessingml.document",
    "xlsx": f"{OOXML}spreadsheetml.sheet",
    "pptx": f"{OOXML}presentationml.presentation",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}
PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
SAME = {"jpeg": "jpg", "csv": "txt"}
ACTIVE = re.compile(
    r"(^|/)(basic|dialogs|scripts|activex|macrosheets)/|vbaproject\.bin$"
    r"|/embeddings/[^/]*\.bin$|^object \d+$",
    re.IGNORECASE,
)
ABOVE = re.compile(r"^/|\\|^[a-z]:|(^|/)\.\.(/|$)", re.IGNORECASE)
MARKUP = (b"<!doctype", b"<html", b"<svg", b"<script", b"<?xml", b"<?php", b"#!", b"{\\rtf")


@dataclass(frozen=True)
class Edges:
    """The first and the last bytes of a file."""

    head: bytes
    tail: bytes


def media_of(name: str, content: IO[bytes]) -> str:
    """The type of the file as it will be served; DocumentRefusedError when it is none of ours."""
    extension = extension_of(name)
    if extension not in MEDIA:
        raise DocumentRefusedError(
            _(
                "Ce genre de fichier n’est pas accepté. Envoyez un PDF, un document ODT, ODS, ODP, "
                "DOCX, XLSX ou PPTX, une image PNG ou JPEG, un texte TXT ou CSV."
            )
        )
    if _kind(content) != SAME.get(extension, extension):
        raise DocumentRefusedError(
            _(
                "Le contenu de ce fichier n’est pas celui d’un %(kind)s, ou il est abîmé : "
                "ouvrez-le, enregistrez-le de nouveau, puis renvoyez-le."
            )
            % {"kind": extension.upper()}
        )
    return MEDIA[extension]


def active_document() -> DocumentRefusedError:
    """The refusal of an office document that runs something, or holds something that does."""
    return DocumentRefusedError(
        _("Ce document contient des macros ou des objets incorporés : retirez-les d’abord.")
    )


def _kind(content: IO[bytes]) -> str:
    """The one kind that the content is, or nothing when it is none, or several at once."""
    edges = _edges(content)
    if edges.head.startswith(b"PK\x03\x04"):
        return _kind_of_archive(content)
    if zipfile.is_zipfile(content):
        return ""
    if edges.head.startswith(b"%PDF-"):
        return "pdf" if b"%%EOF" in edges.tail[-1100:] else ""
    if edges.head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png" if edges.tail.endswith(b"IEND\xaeB`\x82") else ""
    if edges.head.startswith(b"\xff\xd8\xff"):
        return "jpg" if edges.tail.rstrip(b"\x00").endswith(b"\xff\xd9") else ""
    return _kind_of_text(content, edges)


def _edges(content: IO[bytes]) -> Edges:
    size = content.seek(0, 2)
    content.seek(0)
    head = content.read(EDGE)
    content.seek(max(0, size - EDGE))
    return Edges(head, content.read(EDGE))


def _kind_of_archive(content: IO[bytes]) -> str:
    """Which office document an archive is; one with words around it or odd names is none.

    DocumentRefusedError for one with macros, or with an object that another program opens.
    """
    if _entries(content) > MOST_ENTRIES:
        return ""
    try:
        with zipfile.ZipFile(content) as archive:
            names = archive.namelist()
            if archive.comment or any(map(ABOVE.search, names)):
                return ""
            if any(map(ACTIVE.search, names)):
                raise active_document()
            if names[0] == "mimetype" and archive.infolist()[0].file_size < EDGE:
                return _kind_of_odf(archive.read("mimetype"))
    except (*DAMAGED, *CLOSED, IndexError):
        return ""
    rows = {name.lower() for name in names}
    if "[content_types].xml" not in rows:
        return ""
    kinds = [kind for kind, part in PARTS.items() if part in rows]
    return kinds[0] if len(kinds) == 1 else ""


def _entries(content: IO[bytes]) -> int:
    """How many entries an archive has at most, counted without reading any of them."""
    content.seek(0)
    count, edge = 0, b""
    while block := content.read(BLOCK):
        count += (edge + block).count(ENTRY)
        edge = block[1 - len(ENTRY) :]
    return count


def _kind_of_odf(content: bytes) -> str:
    text = content.decode("ascii", errors="replace").strip()
    return next((kind for kind in ("odt", "ods", "odp") if MEDIA[kind] == text), "")


def _kind_of_text(content: IO[bytes], edges: Edges) -> str:
    """Whether it is plain text: no control letters, and nothing that is markup or a program."""
    opening = edges.head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if opening.startswith(MARKUP):
        return ""
    content.seek(0)
    while block := content.read(1 << 16):
        if any(byte < 32 and byte not in b"\t\n\x0c\r" for byte in set(block)):
            return ""
    return "txt"
