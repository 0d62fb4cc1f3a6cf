"""Which addresses does a cell give, and whose are they?"""

import re
from typing import NamedTuple

from maillage.foundation.exchange.cells.text import folded

GENERIC_MAILBOXES = frozenset(
    {
        "mairie", "accueil", "contact", "direction", "secretariat", "dgs", "gestionnaire", "info",
        "infos", "administration", "standard", "communaute", "commune", "ville", "siege",
        "maire", "adjoint", "adjointe", "presidence", "president", "presidente", "directeur",
        "directrice", "bureau", "coordination", "courrier", "rpe", "ram", "alsh", "clsh", "eaje",
        "laep", "mam", "creche", "multiaccueil", "ludotheque", "mediatheque", "bibliotheque",
    }
)  # fmt: skip
TO_CONFIRM = " (à confirmer)"
_ADDRESS = re.compile(r"^[a-z0-9!#$%&'*+/=?^_`{|}~.-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}$")
_LABELS = frozenset(
    {"mail", "email", "e-mail", "mel", "courriel", "adresse", "perso", "pro", "direct", "ou", "et"}
)
_LOWERED = re.compile(r"[a-z][a-z0-9._-]*")
_IN_MAILBOX = re.compile(r"[._\-+0-9]")
_BETWEEN = re.compile(r"\s*[;\s|]+\s*|\s*/\s*(?=\S*@)")
_WORDS_BETWEEN = re.compile(r"\s+(?:ou|et|puis)\s+", re.IGNORECASE)
_WRAPPED = re.compile(r"(?<![^<>;])[^<>;]*<\s*([^<>\s]+@[^<>\s]+)\s*>")
_ASIDE = re.compile(r"\([^@()]*\)|\?subject=\S*")
_LOOSE = re.compile(r"(?<![^\s;,<>()/|:])[^\s;,<>()/|:]+@[^\s;,<>()/|]+")


class EmailReading(NamedTuple):
    """Addresses in order, and for each refused piece why and what was probably meant."""

    addresses: tuple[str, ...] = ()
    refused: tuple[tuple[str, str | None], ...] = ()
    lowered: bool = False


def read_emails(text: str) -> EmailReading:
    """Addresses of a cell in lower case.

    >>> read_emails("A@x.fr ; b@x.fr").addresses
    ('a@x.fr', 'b@x.fr')
    >>> read_emails("jl.font@brecourt,fr").refused
    (('Adresse invalide (virgule).', 'jl.font@brecourt.fr (à confirmer)'),)
    """
    if _ADDRESS.match(text) and ".." not in text:
        return EmailReading((text,))
    parts: list[str] = []
    refused: list[tuple[str, str | None]] = []
    for piece in _pieces(text):
        address = piece.casefold().removeprefix("mailto:").strip(".,;:<>()\"' ")
        if _ADDRESS.match(address) and ".." not in address:
            parts.append(address)
        elif address:
            refused.append(_refusal(address))
    addresses = tuple(dict.fromkeys(parts))
    return EmailReading(addresses, tuple(refused), any(a not in text for a in addresses))


def loose_emails(text: str) -> tuple[str, ...]:
    """Addresses found anywhere in a text that also holds other things."""
    return tuple(result.strip(".,;:") for result in _LOOSE.findall(text))


def is_generic(address: str) -> bool:
    """Whether the mailbox names a function of the structure, not a person.

    >>> is_generic("mairie.saintouzon@example.org"), is_generic("enfance@example.org")
    (True, False)
    """
    mailbox = address.partition("@")[0]
    first = _IN_MAILBOX.split(mailbox, maxsplit=1)[0]
    return mailbox in GENERIC_MAILBOXES or first in GENERIC_MAILBOXES


def belongs_to_name(address: str, family: str) -> bool:
    """Whether the mailbox carries this family name."""
    name = folded(family).replace(" ", "").replace("'", "")
    mailbox = re.sub(r"[^a-z]", "", address.partition("@")[0])
    return len(name) > 2 and name in mailbox


def _pieces(text: str) -> list[str]:
    text = _ASIDE.sub(" ", _WRAPPED.sub(r"\1;", text)) if "@" in text else text
    pieces: list[str] = []
    for part in _BETWEEN.split(_WORDS_BETWEEN.sub(";", text.strip())):
        commas = [piece for piece in part.split(",") if piece]
        pieces += commas if all("@" in piece for piece in commas) else [part]
    joined = [piece for piece in pieces if piece.strip(" -/,")]
    if len(joined) > 1 and sum("@" in piece for piece in joined) <= 1:
        return [text] if not any("@" in piece for piece in joined) else _around_address(joined)
    return joined


def _around_address(pieces: list[str]) -> list[str]:
    """A single address among words: the words are not addresses, unless a space cut it.

    « o lormel@x.fr » was cut; « Mme LORMEL lormel@x.fr » and « mail lormel@x.fr » were not.
    """
    place = next(place for place, piece in enumerate(pieces) if "@" in piece)
    address, before = pieces[place], pieces[:place]
    if before and all(map(_is_cut, before)):
        return [" ".join(pieces)]
    cut = address.startswith("@") or address.endswith("@") or "." not in address.partition("@")[2]
    return [" ".join(pieces)] if cut else [address]


def _is_cut(word: str) -> bool:
    return bool(_LOWERED.fullmatch(word)) and word not in GENERIC_MAILBOXES | _LABELS


def _refusal(address: str) -> tuple[str, str | None]:
    _, at, domain = address.rpartition("@")
    if not at:
        guess = re.sub(r"\s*[(\[]?(?:arobase|at|a)[)\]]\s*", "@", address)
        return "Ce n’est pas une adresse : il manque « @ ».", _confirmed(guess)
    if " " in address:
        return "Adresse invalide (espace).", _confirmed(address.replace(" ", ""))
    if "," in address:
        return "Adresse invalide (virgule).", _confirmed(address.replace(",", "."))
    if "." not in domain:
        return "Adresse incomplète : il manque la fin, par exemple « .fr ».", None
    return "Adresse invalide : vérifiez chaque caractère.", _confirmed(folded(address))


def _confirmed(guess: str) -> str | None:
    return f"{guess}{TO_CONFIRM}" if _ADDRESS.match(guess) else None
