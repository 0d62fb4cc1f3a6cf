"""Is it the same text, and word by word what differs?"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.trade.governance.joint_decisions.models import TextVersion

PIECES = re.compile(r"\n+|[^\s]+")
MOST_PIECES = 8_000


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words in a row: the same in both texts, taken away (`del`) or put in (`ins`)."""

    kind: str
    words: str


def fingerprint_of_words(words: str) -> str:
    """The fingerprint of a text: spaces and line ends do not count, every letter does."""
    plain = " ".join(unicodedata.normalize("NFC", words).split())
    return hashlib.sha256(plain.encode()).hexdigest()


def fingerprint_of_file(chunks: Iterable[bytes]) -> str:
    """The fingerprint of a file, byte for byte."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


def short_fingerprint(fingerprint: str) -> str:
    """The first signs of a fingerprint, as one reads them aloud: "7c1e 90b4 d2fa"."""
    return " ".join(fingerprint[start : start + 4] for start in (0, 4, 8))


def text_facts(version: TextVersion | None) -> list[tuple[str, str]]:
    """On which text one answers: its version, and its fingerprint when it has one."""
    if version is None:
        return []
    words = _("version %(number)s du %(day)s") % {
        "number": version.number,
        "day": french.long_date(version.dated_on),
    }
    if version.fingerprint:
        mark = short_fingerprint(version.fingerprint)
        words = _("%(text)s, empreinte %(mark)s") % {"text": words, "mark": mark}
    return [(_("Texte"), words)]


def differences(before: str, after: str) -> list[list[Piece]]:
    """The paragraphs of the second text with what differs from the first, word by word.

    Beyond eight thousand words the texts are compared paragraph by paragraph.
    """
    mine, theirs = _pieces(before), _pieces(after)
    if max(len(mine), len(theirs)) > MOST_PIECES:
        mine, theirs = before.splitlines(keepends=True), after.splitlines(keepends=True)
    paragraphs: list[list[Piece]] = [[]]
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    for same, start, end, other_start, other_end in matcher.get_opcodes():
        if same == "equal":
            _add(paragraphs, "same", mine[start:end])
            continue
        _add(paragraphs, "del", [one for one in mine[start:end] if one.strip()])
        _add(paragraphs, "ins", theirs[other_start:other_end])
    return [paragraph for paragraph in paragraphs if paragraph]


def _pieces(text: str) -> list[str]:
    return PIECES.findall(text.replace("\r\n", "\n").strip())


def _add(paragraphs: list[list[Piece]], kind: str, pieces: list[str]) -> None:
    """Adds these words to the last paragraph; a line end begins another."""
    run: list[str] = []
    for piece in [*pieces, ""]:
        if piece and piece.strip():
            run.append(piece.strip())
            continue
        if run:
            paragraphs[-1].append(Piece(kind, " ".join(run)))
            run = []
        if piece:
            paragraphs.append([])
