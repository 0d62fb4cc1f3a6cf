"""Is this DOCX or ODT a template that can be trusted, and what does it become once filled?"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from maillage.foundation.documents.files.rules import (
    MEDIA,
    DocumentRefusedError,
    damaged_document,
    media_of,
    weight_fault,
)
from maillage.foundation.documents.writing.dialects import DOCX, ODT
from maillage.foundation.documents.writing.filling import filled, unknown_names
from maillage.foundation.documents.writing.kinds import Field, Values
from maillage.foundation.documents.writing.markup import Element, elements, read_tree, words_of
from maillage.foundation.documents.writing.program import TemplateProblemsError, build
from maillage.foundation.documents.writing.tags import Problem

DIALECTS = {"docx": DOCX, "odt": ODT}
MOST_UNPACKED = 40_000_000
MOST_RATIO = 200
MOST_PARTS = 500
REACHING = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|LINK|IMPORT|DATABASE|MACROBUTTON|RD)\b"
)
REACHING_ELEMENTS = frozenset(
    {
        "script:event-listener",
        "text:dde-connection",
        "w:altChunk",
        "w:subDoc",
        "text:section-source",
    }
)
ACTIVE = ("basic/", "scripts/", "object ", "word/embeddings/", "word/activex/", "word/vbaproject")


class Template:
    """A template, opened once: its parts with their repetitions in place, ready to be filled.

    DocumentRefusedError when the file cannot be trusted, TemplateProblemsError when its tags
    cannot be read.
    """

    def __init__(self, content: bytes, form: str) -> None:
        self.content, self.dialect = content, DIALECTS[form]
        self.parts: dict[str, Element] = {}
        _check_kind(content, form)
        with _opened(content) as archive:
            for name in _written_parts(archive.namelist(), form):
                root = read_tree(_read(archive, name))
                _refuse_reaching(root)
                build(root, self.dialect, _part_words(name))
                self.parts[name] = root
            _refuse_links(archive)

    def problems(self, fields: Sequence[Field]) -> list[Problem]:
        """The tags that name no field of this list."""
        return [one for root in self.parts.values() for one in unknown_names(root, fields)]

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
    template.filled(samples)


def _check_kind(content: bytes, form: str) -> None:
    if why := weight_fault(len(content)):
        raise DocumentRefusedError(why)
    if media_of(f"x.{form}", io.BytesIO(content)) != MEDIA[form]:
        raise DocumentRefusedError(_("Ce fichier n’est ni un DOCX ni un ODT."))


def _opened(content: bytes) -> zipfile.ZipFile:
    """The archive, once its directory says that it is not out of proportion."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise damaged_document() from error
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    names = {part.filename for part in parts}
    bomb = unpacked > MOST_UNPACKED or (unpacked > 2_000_000 and unpacked > MOST_RATIO * packed)
    if bomb or len(parts) > MOST_PARTS or len(names) < len(parts) or packed > len(content):
        raise DocumentRefusedError(
            _("Ce document occupe une place démesurée une fois ouvert : il est refusé.")
        )
    if any(name.lower().startswith(ACTIVE) for name in names):
        raise DocumentRefusedError(
            _("Ce document contient des macros ou des objets incorporés : retirez-les d’abord.")
        )
    return archive


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        return archive.read(name)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise damaged_document() from error
    except (RuntimeError, NotImplementedError) as error:
        raise DocumentRefusedError(
            _("Ce document est protégé par un mot de passe : enregistrez-en une copie sans.")
        ) from error


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


def _refuse_reaching(root: Element) -> None:
    """Refuses the fields by which a document fetches others when it is opened."""
    values = []
    for element in elements(root):
        values.append(element.attributes.get("w:instr", ""))
        if element.name == "w:instrText":
            values[-1] += words_of(element)
        linked = element.attributes.get("xlink:href", "")
        if element.name in REACHING_ELEMENTS or (element.name != "text:a" and "://" in linked):
            raise _reaching()
    if REACHING.search("".join(values).upper()):
        raise _reaching()


def _refuse_links(archive: zipfile.ZipFile) -> None:
    """Refuses what Word would fetch from outside: a template, an image, a frame."""
    for name in archive.namelist():
        if not name.endswith(".rels"):
            continue
        for element in elements(read_tree(_read(archive, name))):
            outside = element.attributes.get("TargetMode", "").lower() == "external"
            if outside and not element.attributes.get("Type", "").endswith("/hyperlink"):
                raise _reaching()


def _reaching() -> DocumentRefusedError:
    return DocumentRefusedError(
        _(
            "Ce document va chercher autre chose à son ouverture (image, modèle ou champ lié) : "
            "incorporez-le, ou retirez le lien."
        )
    )
