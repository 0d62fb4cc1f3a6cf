"""How are people written as cards that a telephone takes? (vCard 3.0, RFC 2426)"""

from collections.abc import Iterable
from dataclasses import dataclass

VCARD = "text/vcard; charset=utf-8"
LINE = 75  # octets of a line, its end left out


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says of somebody; no home, no birth date, no note."""

    family: str
    given: str = ""
    civility: str = ""
    organisation: str = ""
    function: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()


def write_vcards(cards: Iterable[Card]) -> bytes:
    """The cards one after the other, in UTF-8."""
    lines = (line for card in cards for line in _lines(card))
    return b"".join(_folded(line) for line in lines)


def _lines(card: Card) -> list[str]:
    name = " ".join(part for part in (card.given, card.family) if part)
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"N:{_text(card.family)};{_text(card.given)};;{_text(card.civility)};",
        f"FN:{_text(name)}",
    ]
    if card.organisation:
        lines.append(f"ORG:{_text(card.organisation)}")
    if card.function:
        lines.append(f"TITLE:{_text(card.function)}")
    lines += [f"EMAIL;TYPE=INTERNET,WORK:{_text(email)}" for email in card.emails]
    lines += [f"TEL;TYPE=WORK,VOICE:{_text(phone)}" for phone in card.phones]
    return [*lines, "END:VCARD"]


def _text(text: str) -> str:
    """A value on one line: what separates values is written behind a backslash (RFC 2426, 5)."""
    plain = " ".join(text.split())
    for mark in ("\\", ";", ","):
        plain = plain.replace(mark, f"\\{mark}")
    return plain


def _folded(line: str) -> bytes:
    """The line cut at 75 octets, never inside a letter; the next ones begin with a space."""
    pieces, piece = [], b""
    for letter in line:
        octets = letter.encode()
        if len(piece) + len(octets) > LINE:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
