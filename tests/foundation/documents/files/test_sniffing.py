"""What a file really is, and the name under which it leaves."""

import io

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
