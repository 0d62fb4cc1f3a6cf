"""Under which name does a file leave, so that it opens the same on every machine?"""

import re
import unicodedata
from pathlib import PurePosixPath

LONGEST = 120
LETTERS = 160
FORBIDDEN = re.compile(r'[/\\:*?"<>|]+')
RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def extension_of(name: str) -> str:
    """The letters after the last dot, in lower case: pdf, jpeg, or nothing."""
    return PurePosixPath(_visible(name)).suffix.removeprefix(".").lower()


def safe_name(name: str) -> str:
    """The name without paths, invisible or bidirectional letters, and not too long.

    >>> safe_name("../../rapport\\x00 final\u202efdp.pdf")
    'rapport finalfdp.pdf'
    """
    plain = _visible(re.split(r"[/\\]", name)[-1])
    stem, _dot, extension = plain.rpartition(".")
    kept = " ".join(FORBIDDEN.sub(" ", stem).split()).strip(". ")[:LONGEST].strip() or "document"
    if RESERVED.match(kept):
        kept = f"_{kept}"
    return f"{kept}.{extension.lower()}"


def _visible(name: str) -> str:
    """The name without control, format, private or unassigned letters."""
    normal = unicodedata.normalize("NFC", name)
    return "".join(letter for letter in normal if not unicodedata.category(letter).startswith("C"))
