"""Which words of a phrase name somebody, and what is said around the name?

A phrase is the labels of its words, two letters each (`tokens.Token`); a row of the grammar is a
kind of phrase and the labels that make one. The first row that fits the whole phrase wins.
"""

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from maillage.foundation.exchange.cleaning.tokens import Token

LONGEST = 30  # words; more is a sentence, not a cell of names


class Kind(StrEnum):
    """What a phrase says."""

    WHOLE_NAME = "whole_name"  # a family name and a given name, or a civility and a name
    NAME = "name"  # by its capitals alone
    WORDS = "words"  # a name, where nothing else is one
    CIVILITY = "civility"
    TITLE = "title"
    GROUP = "group"
    TO_FILL = "to_fill"
    REMARK = "remark"
    NOBODY = "nobody"


class Parts(NamedTuple):
    """The words of a phrase: what is said before the name, the name, what is said after it."""

    kind: Kind
    opening: Sequence[Token]
    lead: Sequence[Token]
    civility: Sequence[Token]
    name: Sequence[Token]
    tail: Sequence[Token]


_REST = r"(?:..)*"
_IN_NAME = r"[XGNMJIPLQ]."
_NAME = rf"(?:{_IN_NAME})*[XGNMJI]."
_IN_CAPITALS = r"(?:[NMJQPL][^az])*[NMJ][^az]"
_GIVEN = r"(?:[GI].)+"
_FAMILY = rf"(?![NMJ][fuw][NMJQPL]){_IN_CAPITALS}"
_SURE = rf"(?:{_GIVEN}{_IN_CAPITALS}|{_FAMILY}{_GIVEN})"
_LIKELY = rf"(?:[GI].(?:{_IN_NAME}){{0,2}}[XGNMJI].|XnGn)"
_UNSURE = r"(?:[PLQ].|Mn)*[NJ][ngqy](?:[PLQ].|[NMJ]n)*Xn"
_PLACED = r"(?<![relm])"  # no name begins after « de la », « collège »
_FUNCTION = r"(?:.o)?.[fauw]"
_ARTICLE = r"(?P<opening>(?:(?:C.)?.r|C.(?=S[fw]))?)"
_TITLE = rf"{_ARTICLE}(?P<lead>{_FUNCTION}"
_ANY_TITLE = rf"(?P<opening>(?:C.)?(?:.r)?)(?P<lead>{_FUNCTION}"
_GUESSED = rf"{_TITLE}(?:.[fauwoz]|[SPD][^r])*?){_PLACED}"
_CIVILITY = r"(?:C.(?:(?:.r)?T.)?|(?:.r)?T[^x])"
_DOCTOR = r"(?P<opening>(?:C.)?(?:(?:.r)?T.)?)"
_BEFORE = rf"(?P<lead>(?:.[rk])?.[scmbtu]{_REST}?|(?:S[en])+)"
_AFTER = r"(?:.r)?(?:.o)?S[fuw]|[NM][az]|(?:.e)?(?:S[hgqd]|[DX]h)|D.Dh|.v"
_TAIL = rf"(?P<tail>(?:(?:{_AFTER}){_REST}|Cn)?)"
# After a family name in capitals, a function may have a capital letter.
_ANY_TAIL = rf"(?P<tail>(?:(?:{_AFTER}|(?:.r)?(?:.o)?X[fuw]|X[slm]){_REST}|C.)?)"

GRAMMAR = tuple(
    (kind, re.compile(row))
    for kind, row in (
        # « Service Anne », « M. Vacant Paul »
        (Kind.WHOLE_NAME, r"(?P<opening>(?:C.)?)(?P<name>[XNMJ][scmbhvtgq][GJ].)"),
        # « M. Le Maire Bruno », « MAIRE Tugdual », « LE MAIRE BRUNO », « Maire J. »
        (Kind.WHOLE_NAME, rf"(?P<opening>C.)(?P<name>(?:L.)?[XNMJ][fuw]{_GIVEN})"),
        (Kind.WHOLE_NAME, r"(?P<opening>(?:C.)?)(?P<name>[NJ][fu]Xn)"),
        (Kind.WHOLE_NAME, r"(?P<name>(?:Q.)?[NJ][fu](?:M.)*[NJ][^fuwaze]|X[fu](?:I.)+)"),
        # « son adjointe Mme ROY », « Titulaire Mme ROY »
        (Kind.WHOLE_NAME, rf"{_TITLE}{_REST}?)(?P<civility>{_CIVILITY})(?P<name>{_NAME}){_TAIL}"),
        (Kind.WHOLE_NAME, rf"{_BEFORE}(?P<civility>{_CIVILITY})(?P<name>{_NAME}){_TAIL}"),
        # « FABRE Paule directrice », « DGS Paul SELLIER »
        (Kind.WHOLE_NAME, rf"{_DOCTOR}(?P<name>{_SURE}){_ANY_TAIL}"),
        (Kind.WHOLE_NAME, rf"{_ANY_TITLE}{_REST}?){_PLACED}(?P<name>{_SURE}){_ANY_TAIL}"),
        # « CCAS Eve ROY », « intérim Eve ROY »
        (Kind.WHOLE_NAME, rf"(?P<lead>.[scbt]|(?:S[en])+){_PLACED}(?P<name>{_SURE}){_ANY_TAIL}"),
        (Kind.WHOLE_NAME, rf"(?P<opening>{_CIVILITY})(?P<name>{_IN_CAPITALS}){_ANY_TAIL}"),
        # « 1ère adjointe Anne Pineau », « Maire DURAND »
        (Kind.WHOLE_NAME, rf"{_DOCTOR}(?P<name>{_LIKELY}){_TAIL}"),
        (Kind.WHOLE_NAME, rf"{_GUESSED}(?P<name>{_LIKELY}){_TAIL}"),
        (Kind.WHOLE_NAME, rf"(?:{_GUESSED})?(?P<name>Xn[NMJ][ngqy]){_ANY_TAIL}"),
        (Kind.NAME, rf"(?:{_GUESSED})?(?P<name>{_UNSURE}){_ANY_TAIL}"),
        (Kind.NAME, rf"{_ARTICLE}(?P<lead>(?:.o)?(?:.[fauw])+)(?P<name>[NJ]n)"),
        # « Représentant CPAM à désigner », « M. le Maire », « 2 personnes », « en arrêt »
        (Kind.TO_FILL, rf"(?:(?:.[fauwtbkocs]|[SPD].){_REST}?)?.v{_REST}"),
        (Kind.GROUP, rf"(?:.[rk])*.[scmbutzl]{_REST}|.k.[fw]{_REST}|(?:.e)?.h{_REST}"),
        (Kind.TITLE, rf"{_TITLE}{_REST})"),
        (Kind.CIVILITY, r"(?P<opening>C.)"),
        (Kind.WHOLE_NAME, rf"(?P<opening>{_CIVILITY})(?P<name>{_NAME}){_TAIL}"),
        # « Benali Yacine en arrêt », « parti le 31 août », « quorum non atteint »
        (Kind.WORDS, rf"(?P<name>(?:[XGNMJI]n|[PLQ].)+?[XGNMJI]n|[NMJ]n){_TAIL}"),
        (Kind.REMARK, rf"{_REST}?.[gqd]{_REST}"),
        (Kind.NOBODY, rf"(?:D.)+|(?:[SPD].)*?.y(?:[SPD].)*|[SX]y[SP].{_REST}"),
        (Kind.WORDS, rf"(?P<opening>(?:C.)?)(?P<name>{_REST})"),
    )
)


def read_phrase(words: Sequence[Token]) -> Parts:
    """The parts of a phrase, cut as the first row of the grammar that fits it tells."""
    kind, places = _cut("".join(word.label for word in words))
    return Parts(kind, *(words[place] for place in places))


@lru_cache(5_000)
def _cut(labels: str) -> tuple[Kind, tuple[slice, ...]]:
    """The kind of a phrase and where its parts are: most cells are a few labels alike."""
    rows = GRAMMAR if len(labels) // 2 <= LONGEST else GRAMMAR[-1:]
    kind, match = next((k, m) for k, row in rows if (m := row.fullmatch(labels)))
    spans = (
        match.span(part) if part in match.re.groupindex else (0, 0) for part in Parts._fields[1:]
    )
    return kind, tuple(slice(start // 2, end // 2) for start, end in spans)
