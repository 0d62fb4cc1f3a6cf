"""Which phrases does a cell hold, and what does each say?"""

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Self

from maillage.foundation.exchange.cells.text import folded, one_line
from maillage.foundation.exchange.cleaning.grammar import Kind, Parts, read_phrase
from maillage.foundation.exchange.cleaning.tokens import Token, tokens
from maillage.foundation.exchange.vocabulary.words import people_words

_NAMES = frozenset({Kind.WHOLE_NAME, Kind.NAME, Kind.WORDS})
# « Dupont, Jean », « Claire DUPONT - MARTIN », « Dupont - Morel », « chargée de l’accueil et du
# suivi », « Maire de Vaux et VP », « ROUX Éva, Mme »: labels of words around what parts nobody.
_ONE_PHRASE = re.compile(
    r"^(?:(?:C.)?[XGNMJ]n,(?:[GIJX]n){1,3}|(?:..)*[NMJ]n-[NJ]n|[NMJ]n-Mn|[XG]n-[XG]n|(?:[^C].)+[,-]C.|"
    r"(?:(?:C.)?.r)?(?:.o)?.[fauwscmbt](?:..)*&.e(?:..)*|"
    r"(?:(?:C.)?.r)?(?:.o)?.[fauw](?:[^NJG].)*&(?:.o)?[XSNM][fa](?:..)*)$"
)
_NO_PARTS = read_phrase(())
_RANKS = " ,-:/&\n|>"  # of several marks on end, the last of these counts


@dataclass(slots=True)
class Phrase:
    """A run of words, the mark before it, the remarks in brackets beside it and its parts."""

    before: str
    opens_at: int
    words: list[Token] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    parts: Parts = _NO_PARTS
    following: Self | None = None

    @property
    def kind(self) -> Kind:
        return self.parts.kind

    @property
    def is_name(self) -> bool:
        return self.kind in _NAMES

    @property
    def labels(self) -> str:
        return "".join(word.label for word in self.words)

    @property
    def has_civility(self) -> bool:
        return self.words[0].label[0] == "C"

    @property
    def is_addressed(self) -> bool:
        """« Mme la Directrice », « le Maire », « son adjoint », « secrétariat »."""
        elided = folded(self.words[0].text).startswith("l'")
        return self.has_civility or self.words[0].label[1] in "rw" or elided

    @property
    def is_somebody(self) -> bool:
        """« Mme Eve ROY », « l’adjointe Eve ROY », not « Président Paul DURAND »."""
        return self.is_addressed or (self.is_name and not self.parts.lead)

    @property
    def leads_to_name(self) -> bool:
        """« Enfance : Eve ROY »."""
        return bool(self.following and self.following.before == ":" and self.following.is_name)

    @property
    def is_substitute(self) -> bool:
        """« ou son représentant »."""
        owned = folded(self.words[0].text) in people_words()["owned"]
        return owned and self.before == "|" and not self.is_name


def phrases(text: str) -> list[Phrase]:
    """The phrases of a cell in order, each with its parts.

    >>> [(one.before, one.kind.value, one.notes) for one in phrases("Mme ROY, DGS / vacant (2025)")]
    [(' ', 'whole_name', []), (',', 'title', []), ('/', 'to_fill', ['2025'])]
    """
    cut = _joined(pieces(text))
    for phrase in cut:
        phrase.parts = read_phrase(phrase.words)
        if phrase.kind in {Kind.TITLE, Kind.GROUP}:
            _take_name_in_brackets(phrase)
    for one, other in pairwise(cut):
        one.following = other
    return cut


def pieces(text: str) -> list[Phrase]:
    """What stands between two marks, whatever they part, without its parts.

    >>> [len(one.words) for one in pieces("Dupont, Jean / Eve ROY")]
    [1, 1, 2]
    """
    cut = [Phrase(" ", 0)]
    for token in tokens(text):
        last = cut[-1]
        if token.kind == "word":
            last.words.append(token)
        elif token.kind == "note":
            beside = last if last.words or len(cut) == 1 else cut[-2]
            beside.notes.append(one_line(token.text.strip("()[]")))
        elif last.words:
            cut.append(Phrase(token.kind, token.start))
        elif _RANKS.index(token.kind) > _RANKS.index(last.before):
            last.before, last.opens_at = token.kind, token.start
    return [piece for piece in cut if piece.words]


def _joined(cut: list[Phrase]) -> list[Phrase]:
    """The phrases, those that a mark does not part put together; the mark stays in the words."""
    joined = cut[:1]
    for phrase in cut[1:]:
        last = joined[-1]
        if not last.notes and _ONE_PHRASE.match(last.labels + phrase.before + phrase.labels):
            mark = {"-": " -", "&": " et"}.get(phrase.before, phrase.before)
            last.words[-1] = last.words[-1]._replace(text=last.words[-1].text + mark)
            last.words += phrase.words
            last.notes += phrase.notes
        else:
            joined.append(phrase)
    return joined


def _take_name_in_brackets(phrase: Phrase) -> None:
    """« DGS (Mme Eve ROY) » is « DGS : Mme Eve ROY »; « DGS (à recruter) » is a seat to fill."""
    for note in phrase.notes:
        inner = read_phrase(list(tokens(note)))
        if inner.kind is Kind.TO_FILL:
            phrase.parts = inner
        elif inner.kind is Kind.WHOLE_NAME and not inner.lead:
            opening = [*phrase.parts.opening, *inner.opening]
            phrase.parts = inner._replace(opening=opening, lead=phrase.parts.lead)
            phrase.notes.remove(note)
            return
