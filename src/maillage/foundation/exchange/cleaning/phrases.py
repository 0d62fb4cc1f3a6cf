"""Which phrases does a cell hold, and what does each say?"""

from dataclasses import dataclass, field

from maillage.foundation.exchange.cells.text import folded, one_line
from maillage.foundation.exchange.cleaning.grammar import Kind, Parts, read_phrase
from maillage.foundation.exchange.cleaning.tokens import Token, tokens
from maillage.foundation.exchange.vocabulary.words import people_words

NAMES = frozenset({Kind.WHOLE_NAME, Kind.NAME, Kind.WORDS})
_WITHOUT_NAME = frozenset({Kind.TITLE, Kind.GROUP})
_RANKS = " ,-:/|&\n>"  # of several marks on end, the last of these counts


@dataclass(slots=True)
class Phrase:
    """A run of words, the mark before it, the remarks in brackets beside it and its parts."""

    before: str
    opens_at: int
    words: list[Token] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    parts: Parts = field(default_factory=lambda: read_phrase(()))

    @property
    def kind(self) -> Kind:
        return self.parts.kind

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def end(self) -> int:
        return self.words[-1].end

    @property
    def is_name(self) -> bool:
        return self.kind in NAMES

    @property
    def has_civility(self) -> bool:
        return self.words[0].label[0] == "C"

    @property
    def is_addressed(self) -> bool:
        """« Mme la Directrice », « le Maire », « son adjoint », « secrétariat »."""
        return self.has_civility or self.words[0].label[1] in "rw"

    @property
    def opens_with_somebody(self) -> bool:
        """« Mme Eve ROY », « l’adjointe Eve ROY », not « Président Paul DURAND »."""
        elided = folded(self.words[0].text).startswith("l'")
        return self.is_addressed or elided or (self.is_name and not self.parts.lead)

    @property
    def is_substitute(self) -> bool:
        """« ou son représentant »."""
        return (
            self.before == "|"
            and not self.is_name
            and folded(self.words[0].text) in people_words()["owned"]
        )


def phrases(text: str) -> list[Phrase]:
    """The phrases of a cell in order, each with its parts.

    >>> [(one.before, one.text, one.kind.value) for one in phrases("Mme ROY, DGS / vacant")]
    [(' ', 'Mme ROY', 'whole_name'), (',', 'DGS', 'title'), ('/', 'vacant', 'to_fill')]
    """
    cut = [Phrase(" ", 0)]
    for token in tokens(text):
        if token.kind == "word":
            _goes_on_title(cut, token)
            cut[-1].words.append(token)
        elif token.kind == "note":
            beside = cut[-1] if cut[-1].words or len(cut) == 1 else cut[-2]
            beside.notes.append(one_line(token.text.strip("()[]")))
        elif cut[-1].words:
            cut.append(Phrase(token.kind, token.start))
        elif _RANKS.index(token.kind) > _RANKS.index(cut[-1].before):
            cut[-1].before, cut[-1].opens_at = token.kind, token.start
    found = [phrase for phrase in cut if phrase.words]
    for phrase in found:
        phrase.parts = read_phrase(phrase.words)
        if phrase.kind in _WITHOUT_NAME and phrase.notes:
            _take_name_in_brackets(phrase)
    return found


def _goes_on_title(cut: list[Phrase], token: Token) -> None:
    """« Chargée du suivi et de l’accueil »: what follows « et » is still the function."""
    if len(cut) > 1 and cut[-1].before == "&" and not cut[-1].words and token.label[1] == "e":
        if read_phrase(cut[-2].words).kind in _WITHOUT_NAME:
            cut.pop()


def _take_name_in_brackets(phrase: Phrase) -> None:
    """« DGS (Mme Eve ROY) » as « DGS : Mme Eve ROY », and « DGS (à recruter) » as a seat to fill."""
    for note in phrase.notes:
        inner = read_phrase(list(tokens(note)))
        if inner.kind is Kind.TO_FILL:
            phrase.parts = inner
        elif inner.kind is Kind.WHOLE_NAME and not inner.lead and _is_sure(inner):
            opening = [*phrase.parts.opening, *inner.opening]
            phrase.parts = inner._replace(opening=opening, lead=phrase.parts.lead)
            phrase.notes.remove(note)
            return


def _is_sure(parts: Parts) -> bool:
    """Not « SIVOM Brénac », which may be no name."""
    return bool(parts.opening) or parts.name[-1].label[0] != "X" or parts.name[0].label[0] == "G"
