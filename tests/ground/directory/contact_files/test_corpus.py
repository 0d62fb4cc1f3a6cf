"""Is every file, list, cell, header and word of the corpus read as it was?

What is compared is the whole reading: a change shows line by line. Not all of it is right.
"""

from collections.abc import Mapping

import pytest

from tests.ground.directory.contact_files import corpus_reading


@pytest.fixture(scope="module")
def readings() -> Mapping[str, str]:
    return corpus_reading.readings()


PARTS = sorted(path.stem for path in (corpus_reading.CORPUS / "read").iterdir())


def test_every_part_of_the_corpus_has_its_reading(readings: Mapping[str, str]) -> None:
    assert sorted(readings) == PARTS


@pytest.mark.parametrize("part", PARTS)
def test_corpus_is_read_as_it_was(part: str, readings: Mapping[str, str]) -> None:
    assert (
        readings[part].splitlines()
        == corpus_reading.reading_file(part).read_text("utf-8").splitlines()
    )
