"""Reads the words of a PDF apart from the house: started alone, with little time and memory.

A PDF is a program for whoever reads it: a page may loop, swell or nest without end. What goes
wrong here ends this process and nothing else. The file comes in, its pages go out as JSON.
"""

import io
import json
import sys

MOST_PAGES = 400
MOST_LETTERS = 3_000_000
SECONDS = 10
BYTES = 1 << 30


def main() -> None:
    """Writes the pages of the PDF that comes in, or why none is read: closed, or too long."""
    _bound()
    from pypdf import PdfReader  # once bounded

    reader = PdfReader(io.BytesIO(sys.stdin.buffer.read()), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        _say({"fault": "closed"})
        return
    if len(reader.pages) > MOST_PAGES:
        _say({"fault": "long"})
        return
    pages: list[str] = []
    left = MOST_LETTERS
    for page in reader.pages:
        text = page.extract_text() or ""
        left -= len(text)
        if left < 0:
            _say({"fault": "long"})
            return
        pages.append(text)
    _say({"pages": pages})


def _bound() -> None:
    try:
        import resource  # not on every system
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    sys.setrecursionlimit(2_000)


def _say(answer: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
