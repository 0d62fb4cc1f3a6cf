"""Templates as somebody might send them, sound or hostile."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import docx

from maillage.foundation.documents.writing.kinds import Field, Paper, Value
from maillage.foundation.documents.writing.markup import DECLARATION, escaped
from maillage.foundation.documents.writing.odt_writer import SPACES, VERSION

FIELDS = (
    Field("instance", "Le nom de l’instance", "Comité"),
    Field("lieu", "Le lieu", ""),
    Field(
        "points",
        "Les points",
        ({"titre": "Clé", "duree": "30 min"}, {"titre": "Budget", "duree": ""}),
        (Field("titre", "Son titre", ""), Field("duree", "Sa durée", "")),
    ),
)
VALUES: dict[str, Value] = {field.name: field.sample for field in FIELDS}
PAPER = Paper("x", "X", "X", "meeting", lambda: FIELDS, Path(), lambda _access, _number: VALUES)


def docx_of(*paragraphs: str, row: tuple[str, ...] = ()) -> bytes:
    """A DOCX with these paragraphs, and a table of one row if one is given."""
    document = docx.Document()
    for words in paragraphs:
        document.add_paragraph(words)
    if row:
        table = document.add_table(rows=1, cols=len(row))
        for cell, words in zip(table.rows[0].cells, row, strict=True):
            cell.text = words
    return _bytes_of(document)


def docx_cut_in_runs(*runs: str) -> bytes:
    """A DOCX whose only paragraph is cut in runs, as Word does, every other one in bold."""
    document = docx.Document()
    paragraph = document.add_paragraph()
    for number, words in enumerate(runs):
        paragraph.add_run(words).bold = bool(number % 2)
    return _bytes_of(document)


def _bytes_of(document: object) -> bytes:
    written = io.BytesIO()
    document.save(written)  # type: ignore[attr-defined]  # python-docx hides its class
    return written.getvalue()


def odt_of(body: str) -> bytes:
    """An ODT whose text is this markup."""
    content = (
        f"{DECLARATION}<office:document-content {SPACES} {VERSION}><office:body><office:text>"
        f"{body}</office:text></office:body></office:document-content>"
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    return written.getvalue()


def odt_words(*paragraphs: str) -> bytes:
    """An ODT with these paragraphs."""
    return odt_of("".join(f"<text:p>{escaped(words)}</text:p>" for words in paragraphs))


def with_parts(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The same archive, these parts replaced or added."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as archive,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for info in archive.infolist():
            if info.filename not in parts:
                made.writestr(info, archive.read(info.filename))
        for name, part in parts.items():
            made.writestr(name, part)
    return written.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    """One part of an archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)
