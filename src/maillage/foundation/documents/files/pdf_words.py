"""Which words does a PDF hold, page by page, whoever made it?"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from maillage.foundation.documents.files import pdf_child

CHILD = Path(pdf_child.__file__)
# More than the child may compute, for a machine that is busy.
PATIENCE = 2 * pdf_child.SECONDS
HEAVIEST = 30_000_000
FEWEST = 20


@dataclass(frozen=True, slots=True)
class PdfWords:
    """The text of each page; none where the file could not be read, or is locked."""

    pages: tuple[str, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether no words are there: a scan, or a file that nothing reads."""
        return sum(map(str.isalpha, "".join(self.pages))) < FEWEST


def pdf_words(content: IO[bytes]) -> PdfWords:
    """The words of a PDF, read in another process that has little time and little memory.

    Nothing of the file is run; one that loops, swells or lies gives no words.
    """
    content.seek(0)
    data = content.read(HEAVIEST + 1)
    content.seek(0)
    if len(data) > HEAVIEST:
        return PdfWords()
    try:
        ended = subprocess.run(  # noqa: S603  # our own words
            [sys.executable, "-I", str(CHILD)],
            input=data,
            capture_output=True,
            timeout=PATIENCE,
            check=True,
        )
        answer: dict[str, object] = json.loads(ended.stdout)
    except (OSError, subprocess.SubprocessError, ValueError):
        return PdfWords()
    pages = answer.get("pages", ())
    return PdfWords(tuple(map(str, pages)) if isinstance(pages, list) else ())
