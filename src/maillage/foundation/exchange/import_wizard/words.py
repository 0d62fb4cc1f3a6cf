"""What is said of a file: what kind of table it is, and where it could come in."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.foundation.exchange.tables.kinds import Kind
from maillage.foundation.exchange.tables.sheets import SheetReading
from maillage.foundation.exchange.targets.targets import Target, target_by_word


@dataclass(frozen=True, slots=True)
class KindWords:
    """What a sheet looks like, in a sentence; `target` is where it rather comes in."""

    sentence: str
    target: str = ""
    button: str = ""


def kinds_in_words(target: Target, readings: Sequence[SheetReading]) -> list[KindWords]:
    """Each kind of table met in a file brought in for a target, with the sheets that are of it."""
    sheets: dict[Kind, list[SheetReading]] = {}
    for reading in readings:
        kind = reading.kind if reading.is_used or not reading.sheet.hidden else None
        if kind:
            sheets.setdefault(kind, []).append(reading)
    words = [_words(target, kind, of_kind) for kind, of_kind in sheets.items()]
    if len(words) < 2:
        return words
    return [
        KindWords(f"{_names(of_kind)} {one.sentence}", one.target, one.button)
        for one, of_kind in zip(words, sheets.values(), strict=True)
    ]


def suggestions_in_words(followed: int, apart: int, unanswered: int, remarks: int) -> str:
    """« Deux suggestions suivies, une sans réponse, trois remarques à relire »."""
    answers = (
        (followed, ngettext("suivie", "suivies", followed)),
        (apart, ngettext("écartée par vous", "écartées par vous", apart)),
        (unanswered, _("sans réponse")),
    )
    parts = [f"{french.in_words(n, feminine=True)} {words}" for n, words in answers if n]
    if parts:
        number, _space, words = parts[0].partition(" ")
        noun = _("suggestion") if number == "une" else _("suggestions")
        parts[0] = f"{number} {noun} {words}"
    if remarks:
        words = ngettext("remarque à relire", "remarques à relire", remarks)
        parts.append(f"{french.in_words(remarks, feminine=True)} {words}")
    return french.capital(", ".join(parts))


def takes_nothing(readings: Sequence[SheetReading]) -> bool:
    """Whether nothing is read of a file, whose every known kind is one that no tool receives."""
    return is_of_no_tool(readings) and not any(reading.is_used for reading in readings)


def is_of_no_tool(readings: Sequence[SheetReading]) -> bool:
    """Whether a file is of kinds known, which no tool receives: what is read of it was chosen."""
    kinds = {reading.kind for reading in readings if reading.kind}
    return bool(kinds) and not any(kind.targets for kind in kinds)


def _names(readings: list[SheetReading]) -> str:
    """« Élus », « Contacts » : the sheets that a sentence is about."""
    return ", ".join(f"« {reading.sheet.name} »" for reading in readings) + " :"


def _words(target: Target, kind: Kind, readings: list[SheetReading]) -> KindWords:
    looks = _("Ceci ressemble %(kind)s.") % {"kind": _(kind.label)}
    if target.word in kind.targets:
        return KindWords(looks)
    if not kind.targets:
        return KindWords(f"{looks} {_not_received(kind, readings)}")
    right = target_by_word(kind.targets[0])
    names = {"target": _(right.label)}
    advice = _("Cela entre par « %(target)s ».") % names
    return KindWords(f"{looks} {advice}", right.word, _("Lire comme « %(target)s »") % names)


def _not_received(kind: Kind, readings: list[SheetReading]) -> str:
    names = {"kind": _(kind.plural)}
    if any(reading.is_used for reading in readings):
        sentence = _(
            "Maillage ne reçoit pas encore %(kind)s : seules sont prises les colonnes reconnues."
        )
        return sentence % names
    return _("Maillage ne reçoit pas encore %(kind)s ; rien n’en est pris.") % names
