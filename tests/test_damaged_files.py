"""A file damaged on its way is refused in words, wherever a byte of it has changed."""

import io
import random
import sys
import zipfile
from collections.abc import Callable

import pytest

from maillage.foundation.documents.files.rules import DocumentRefusedError, media_of
from maillage.foundation.documents.writing.markup import read_tree
from maillage.foundation.documents.writing.office import Template
from maillage.foundation.exchange.cells.problems import UnreadableFileError
from maillage.foundation.exchange.reading.opening import open_content
from tests.foundation.documents import sample_files
from tests.foundation.documents.templates import odt_words
from tests.foundation.exchange.spreadsheets import bare_xlsx
from tests.fuzzing import SLOWEST_S, fuzz

SHEET = b"<worksheet><sheetData/></worksheet>"
SEED = 2026
READERS: dict[str, tuple[Callable[[bytes], object], bytes]] = {
    "attached": (
        lambda given: media_of("a.odt", io.BytesIO(given)),
        sample_files.open_document("odt"),
    ),
    "template": (lambda given: Template(given, "odt"), odt_words("{{ lieu }}")),
    "table": (open_content, bare_xlsx(SHEET)),
}
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)


def repacked(content: bytes, kind: int) -> bytes:
    """The same parts, packed in this way."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as plain, zipfile.ZipFile(written, "w", kind) as made:
        for name in plain.namelist():
            made.writestr(name, plain.read(name))
    return written.getvalue()


@pytest.mark.parametrize("kind", PACKINGS)
@pytest.mark.parametrize("name", READERS)
def test_a_byte_changed_anywhere_is_read_or_refused(name: str, kind: int) -> None:
    (read, sample), chance, refused = READERS[name], random.Random(SEED), 0
    content = repacked(sample, kind)

    for _change in range(150):
        changed = bytearray(content)
        changed[chance.randrange(len(changed))] = chance.randrange(256)
        try:
            read(bytes(changed))
        except (DocumentRefusedError, UnreadableFileError):
            refused += 1

    assert refused > 10


def test_an_encoding_that_nobody_knows_is_refused() -> None:
    declared = b'<?xml version="1.0" encoding="%s"?><worksheet/>'
    for encoding in (b"UTF-888", b"utf-7"):
        with pytest.raises(DocumentRefusedError):
            read_tree(declared % encoding)
        with pytest.raises(UnreadableFileError):
            open_content(bare_xlsx(declared % encoding))


def test_what_is_made_at_random_is_read_in_a_second_or_refused(is_long: bool) -> None:
    seed = random.randrange(1 << 32) if is_long else SEED
    seen = fuzz(seed, 600 if is_long else 1.5)

    sys.stdout.write(f"seed {seed}: {seen.calls.total()} calls, the slowest {seen.slowest}\n")
    assert seen.faults == {}
    assert seen.slowest[0] < SLOWEST_S
    assert len(seen.calls) > 50
