"""Is this DOCX or ODT a template that can be trusted, and what does it become once filled?"""

import io
import zipfile
from collections.abc import Iterator, Sequence
from itertools import islice

from django.utils.translation import gettext as _

from maillage.core.archives import CLOSED, DAMAGED
from maillage.foundation.documents.files.rules import (
    MEDIA,
    DocumentRefusedError,
    active_document,
    damaged_document,
    locked_document,
    media_of,
    weight_fault,
)
from maillage.foundation.documents.writing.dialects import DOCX, ODT
from maillage.foundation.documents.writing.filling import TRIED, filled, unknown_names
from maillage.foundation.documents.writing.kinds import Field, Values
from maillage.foundation.documents.writing.markup import Element, read_tree
from maillage.foundation.documents.writing.program import (
    MOST_PROBLEMS,
    MOST_TAGS,
    TemplateProblemsError,
    build,
)
from maillage.foundation.documents.writing.reaching import refuse_reaching
from maillage.foundation.documents.writing.tags import Problem

DIALECTS = {"docx": DOCX, "odt": ODT}
MOST_UNPACKED = 40_000_000
MOST_RATIO = 100
MOST_PARTS = 500
EMBEDDED = ("object ", "word/embeddings/")


class Template:
    """A template, opened once: its parts with their repetitions in place, ready to be filled.

    DocumentRefusedError when the file cannot be trusted, TemplateProblemsError when its tags
    cannot be read.
    """

    def __init__(self, content: bytes, form: str) -> None:
        self.content, self.dialect = content, DIALECTS[form]
        self.parts: dict[str, Element] = {}
        _check_kind(content, form)
        room = MOST_TAGS
        with _opened(content) as archive:
            refuse_reaching((name, _read(archive, name)) for name in archive.namelist())
            for name in _written_parts(archive.namelist(), form):
                root = read_tree(_read(archive, name))
                room -= len(build(root, self.dialect, _part_words(name), room))
                self.parts[name] = root

    def problems(self, fields: Sequence[Field]) -> list[Problem]:
        """The first tags that name no field of this list."""
        unknown = (one for root in self.parts.values() for one in unknown_names(root, fields))
        return list(islice(unknown, MOST_PROBLEMS))

    def try_with(self, samples: Values) -> None:
        """Nothing when it can be filled; DocumentRefusedError when it grows too large."""
        for root in self.parts.values():
            filled(root, samples, self.dialect, TRIED)

    def filled(self, values: Values) -> bytes:
        """The document with these values."""
        written = io.BytesIO()
        with _opened(self.content) as archive, zipfile.ZipFile(written, "w") as made:
            for info in archive.infolist():
                stored = info.filename == "mimetype"
                kind = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
                made.writestr(info.filename, self._part(archive, info.filename, values), kind)
        return written.getvalue()

    def _part(self, archive: zipfile.ZipFile, name: str, values: Values) -> bytes:
        if name not in self.parts:
            return _read(archive, name)
        return filled(self.parts[name], values, self.dialect).encode()


def checked_template(content: bytes, form: str, fields: Sequence[Field], samples: Values) -> None:
    """Nothing when the template can be used; TemplateProblemsError, DocumentRefusedError else."""
    template = Template(content, form)
    problems = template.problems(fields)
    if problems:
        raise TemplateProblemsError(problems)
    template.try_with(samples)


def _check_kind(content: bytes, form: str) -> None:
    if why := weight_fault(len(content)):
        raise DocumentRefusedError(why)
    if media_of(f"x.{form}", io.BytesIO(content)) != MEDIA[form]:
        raise DocumentRefusedError(_("Ce fichier n’est ni un DOCX ni un ODT."))


def _opened(content: bytes) -> zipfile.ZipFile:
    """The archive, once its directory says that it is not out of proportion."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (*DAMAGED, *CLOSED) as error:
        raise damaged_document() from error
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    names = {part.filename for part in parts}
    is_bomb = unpacked > MOST_UNPACKED or any(
        part.file_size > MOST_RATIO * max(1, part.compress_size) for part in parts
    )
    if is_bomb or len(parts) > MOST_PARTS or len(names) < len(parts) or packed > len(content):
        raise DocumentRefusedError(
            _(
                "Ce document occupe une place démesurée une fois ouvert : copiez son texte dans un "
                "document neuf, puis renvoyez-le."
            )
        )
    if any(name.lower().startswith(EMBEDDED) for name in names):
        raise active_document()
    return archive


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        return archive.read(name)
    except DAMAGED as error:
        raise damaged_document() from error
    except CLOSED as error:
        raise locked_document() from error


def _written_parts(names: list[str], form: str) -> Iterator[str]:
    """The parts in which words stand: the body, the headers and the footers."""
    if form == "odt":
        yield from (name for name in ("content.xml", "styles.xml") if name in names)
        return
    yield "word/document.xml"
    for name in sorted(names):
        if name.startswith(("word/header", "word/footer")) and name.endswith(".xml"):
            yield name


def _part_words(name: str) -> str:
    if "header" in name:
        return _("de l’en-tête")
    if "footer" in name:
        return _("du pied de page")
    return _("de l’en-tête ou du pied de page") if name == "styles.xml" else ""
