"""What is this file really? Its content says it, and its extension has to agree.

The list is short and closed: what a cooperation exchanges, and nothing that a browser would run.
"""

import zipfile
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext as _

from maillage.foundation.documents.files.rules.names import extension_of
from maillage.foundation.documents.files.rules.problems import DocumentRefusedError

EDGE = 4096
MOST_ENTRIES = 20_000
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
    """Which office document an archive is; one with macros or with words around it is none."""
    try:
        with zipfile.ZipFile(content) as archive:
            names = archive.namelist()
            if archive.comment or len(names) > MOST_ENTRIES:
                return ""
            if names[0] == "mimetype" and archive.infolist()[0].file_size < EDGE:
                return _kind_of_odf(archive.read("mimetype"))
    except (zipfile.BadZipFile, OSError, ValueError, IndexError, RuntimeError, NotImplementedError):
        return ""
    held = {name.lower() for name in names}
    if "[content_types].xml" not in held or any(name.endswith("vbaproject.bin") for name in held):
        return ""
    found = [kind for kind, part in PARTS.items() if part in held]
    return found[0] if len(found) == 1 else ""


def _kind_of_odf(said: bytes) -> str:
    told = said.decode("ascii", errors="replace").strip()
    return next((kind for kind in ("odt", "ods", "odp") if MEDIA[kind] == told), "")


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
