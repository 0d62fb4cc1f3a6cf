"""What a file really is, and the name under which it leaves."""

import io
import struct
import time

import pytest

from maillage.foundation.documents.files.rules import (
    MEDIA,
    DocumentRefusedError,
    media_of,
    safe_name,
)
from tests.foundation.documents.sample_files import (
    accepted,
    active,
    refused,
    with_charts,
)


def test_each_kind_is_known_by_its_content() -> None:
    values = {name: media_of(name, io.BytesIO(content)) for name, content in accepted().items()}

    assert values == {f"a.{extension}": media for extension, media in MEDIA.items()}


@pytest.mark.parametrize("name", refused())
def test_other_files_are_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(DocumentRefusedError, match=r"accepté|abîmé"):
        media_of(name, io.BytesIO(refused()[name]))


@pytest.mark.parametrize("name", active())
def test_office_documents_that_act_are_refused(name: str) -> None:
    with pytest.raises(DocumentRefusedError, match="contient des macros ou des objets"):
        media_of(name, io.BytesIO(active()[name]))


def test_archive_of_countless_names_is_refused_in_a_second() -> None:
    """A directory alone, as large as a document may be."""
    entry = b"PK\x01\x02" + struct.pack("<6H3I5H2I", 20, 20, *[0] * 7, 1, *[0] * 6) + b"a"
    directory = entry * 400_000
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 65_535, 65_535, len(directory), 30, 0)
    content = io.BytesIO(b"PK\x03\x04" + bytes(26) + directory + end)
    began = time.process_time()

    with pytest.raises(DocumentRefusedError, match="abîmé"):
        media_of("a.docx", content)

    assert time.process_time() - began < 1


def test_charts_are_no_danger() -> None:
    values = {name: media_of(name, io.BytesIO(content)) for name, content in with_charts().items()}

    assert values == {name: MEDIA[name.partition(".")[2]] for name in with_charts()}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Convention signée.PDF", "Convention signée.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\moi\\plan.png", "plan.png"),
        ("facture\u202efdp.txt", "facturefdp.txt"),
        ("nul\x00.txt", "_nul.txt"),
        ("a\r\nSet-Cookie: x.txt", "aSet-Cookie x.txt"),
        ("  ..  .csv", "document.csv"),
        ("é" * 300 + ".odt", "é" * 120 + ".odt"),
    ],
)
def test_name_is_made_safe(name: str, expected: str) -> None:
    assert safe_name(name) == expected
