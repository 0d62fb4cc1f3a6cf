"""How many people does this cell name, and what else does it say of them?"""

import re
from dataclasses import dataclass, field

from maillage.foundation.exchange.cleaning.dates import DateReading, read_date
from maillage.foundation.exchange.cleaning.functions import (
    bare_function,
    is_function,
    tells_departure,
    tells_working_time,
)
from maillage.foundation.exchange.cleaning.names import (
    Name,
    NameOrder,
    read_name,
    split_civility,
)
from maillage.foundation.exchange.cleaning.people_parts import BRACKETS, people_parts
from maillage.foundation.exchange.cleaning.phones import FAX
from maillage.foundation.exchange.cleaning.text import folded, one_line, tidy
from maillage.foundation.exchange.vocabulary.words import is_word

_CONTACT = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\d)(?:\+33|0033|0)[ .]?[1-9](?:[ .-]?\d\d){4}(?!\d)"
)
_LABEL = (
    r"(?:\b(?:t[ée]l(?:[ée]phone)?|fixe|port(?:able)?|mob(?:ile)?|gsm|ligne directe|(?:e-?)?mail|"
    r"courriel|m[ée]l|adresse)\b[\s.]*:?\s*)?"
)
_LABELLED = re.compile(_LABEL + f"(?:{_CONTACT.pattern})", re.IGNORECASE)
_NOT_A_NAME = re.compile(r"\b(?:en cours|en attente|prévue?|sera|pas|non|aucune?|selon|à venir)\b")
_BULLETS = re.compile(r"^(?:[-–•*▪]|\d{1,2}[.)°])\s+(?=\S)", re.MULTILINE)
_DEAD = re.compile(r"^(?:feue?\b|†)|\bd[ée]c[ée]d[ée]e?\b|†", re.IGNORECASE)
_LEAD_IN = re.compile(r"^([^:]{2,60}?)\s*:\s+(?=\S)")
_TITLED = re.compile(r"^(?:le|la)\s+(\S+)\s+(?=\S+\s+\S)|^l['’](\S+)\s+(?=\S+\s+\S)", re.IGNORECASE)
_BIRTH = re.compile(
    r"\s+((?:née?|épouse|ép\.)\s+(?:[A-ZÀ-Ý][A-ZÀ-Ý'’ -]*[A-ZÀ-Ý]\b|\S+$))", re.MULTILINE
)
_TERM = re.compile(r"\s+((?:jusqu['’](?:au|en)|depuis)\s+[^,;]*\d{4})$", re.IGNORECASE)
_DASH = re.compile(r"\s+[-–—]\s+")
_COUPLE = re.compile(
    r"^(?:M\.?|Mr|Monsieur)\s+(?:et|&|/)\s+(?:Mme|Madame)\b|^(?:Mme|Madame)\s+(?:et|&|/)\s+(?:M\.?|Monsieur)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class PersonReading:
    """One person named in a cell, with what stands beside the name."""

    name: Name
    function: str | None = None
    until: DateReading | None = None
    since: DateReading | None = None
    note: str | None = None


@dataclass(slots=True)
class PeopleReading:
    """The people of a cell; `unnamed` is a function without a name, `dead` refuses the person."""

    people: list[PersonReading] = field(default_factory=list)
    unnamed: bool = False
    dead: bool = False
    function: str | None = None


def is_vacant(text: str) -> bool:
    """Whether a cell says that nobody holds the post yet."""
    bare = text.strip().strip("()[]").strip()
    return is_word("vacant", bare) or folded(bare).startswith(
        ("vacant", "a designer", "a pourvoir", "en attente")
    )


def is_reference(text: str) -> bool:
    """Whether a cell sends to another one instead of naming somebody."""
    bare = folded(text)
    return is_word("reference", text) or bare.startswith(("voir ", "cf. ", "cf ", "meme contact"))


def split_contacts(text: str) -> tuple[str, str]:
    """A cell of names without the addresses and numbers that it also holds, and these.

    >>> split_contacts("Eve ROY (eve@x.fr, 01 99 00 10 01)")
    ('Eve ROY', 'eve@x.fr ; 01 99 00 10 01')
    >>> split_contacts('"ROY Eve" <eve@x.fr>')
    ('ROY Eve', 'eve@x.fr')
    >>> split_contacts("Eve ROY - Tél : 01 99 00 10 01 - Fax : 01 99 00 10 02")
    ('Eve ROY', '01 99 00 10 01')
    """
    text = FAX.sub("", text)
    found = _CONTACT.findall(text)
    if not found:
        return text, ""
    bare = re.sub(r"[(\[<]\s*[,;/|:-]*\s*[)\]>]", "", _LABELLED.sub("", text))
    if "<" in text:  # as a mail program writes it
        bare = bare.replace('"', "")
    return re.sub(r"[\s,;:/|–-]+$", "", bare).strip(), " ; ".join(found)


def is_couple(text: str) -> bool:
    """« M. et Mme », whoever they are."""
    return bool(_COUPLE.match(one_line(text)))


def read_people(text: str, order: NameOrder = NameOrder.UNKNOWN) -> PeopleReading:
    """The people of one cell, in the order of the cell."""
    text = _with_functions_beside(_BULLETS.sub("", tidy(text)))
    if _DEAD.search(text):
        return PeopleReading(dead=True)
    if is_couple(text) or _is_unnamed(text):
        function = bare_function(split_civility(text)[1])
        return PeopleReading(unnamed=True, function=function if is_function(function) else None)
    if text == text.lower() and (tells_departure(text) or _NOT_A_NAME.search(text)):
        return PeopleReading(unnamed=True)
    parts = people_parts(text)
    readings = [_read_person(part, order) for part in parts]
    named = [reading for reading in readings if len(reading.name.family) > 1]
    if not named:
        return PeopleReading(unnamed=True)
    return PeopleReading(named)


def _with_functions_beside(text: str) -> str:
    """A line that says what somebody does joins the name above it, or under it when it is first."""
    lines = [line for line in text.split("\n") if line]
    if len(lines) < 2 or all(map(is_function, lines)):
        return text
    first = is_function(lines[0])
    joined = ""
    for line, above in zip(lines, ["", *lines], strict=False):
        if first and is_function(above):
            joined += f" : {line}"
        elif not first and is_function(line):
            joined += f", {line}"
        else:
            joined += f"\n{line}"
    return joined.removeprefix("\n")


def _is_unnamed(text: str) -> bool:
    """« M. le Principal », « la DGS », « accueil »: a function, a colon or a capital name apart."""
    if is_word("unnamed_person", text):
        return True
    if ":" in text or "," in text:
        return False
    civility, rest = split_civility(one_line(text))
    with_article = bare_function(rest) != rest
    words = BRACKETS.sub("", rest).split()
    if not is_function(rest) or len(words) > 5:
        return False
    named = any(word.isupper() and len(word) > 3 and not is_function(word) for word in words)
    if len(words) == 2 and words[0].isupper() and len(words[0]) > 3 and words[1].istitle():
        named = True
    return not named and (with_article or civility is None)


def _read_person(part: str, order: NameOrder) -> PersonReading:
    reading = PersonReading(Name(None, "", ""))
    text = _take_brackets(part, reading)
    text = _take_tail(_take_lead(text, reading), reading)
    civility = reading.name.civility
    name = read_name(text, order)
    reading.name = Name(name.civility or civility, name.family, name.given)
    return reading


def _take_brackets(text: str, reading: PersonReading) -> str:
    for remark in BRACKETS.findall(text):
        _keep_remark(one_line(remark), reading)
    for remark in _BIRTH.findall(text):
        _keep_remark(one_line(remark), reading)
    return one_line(_BIRTH.sub(" ", BRACKETS.sub(" ", text)))


def _keep_remark(remark: str, reading: PersonReading) -> None:
    date = read_date(remark) if re.search(r"\d", remark) else DateReading()
    if date.date and tells_departure(remark):
        reading.until = date
    elif date.date and folded(remark).startswith(("elu", "depuis", "nomme", "designe", "install")):
        reading.since = date
    elif is_function(remark) and not tells_working_time(remark) and not date.date:
        reading.function = remark
    elif remark:
        reading.note = remark


def _take_lead(text: str, reading: PersonReading) -> str:
    """« DGS : Mme Élise QUINQUAUD » and « M. le Maire : Gontran D'HERBEMONT »."""
    found = _LEAD_IN.match(text)
    if not found:
        return _take_title(text, reading)
    civility, title = split_civility(found[1])
    if is_function(title):
        reading.function = bare_function(title)
        reading.name = Name(civility, "", "")
        return text[found.end() :]
    return text


def _take_title(text: str, reading: PersonReading) -> str:
    """« Mme la Présidente Anne ROUX »."""
    civility, rest = split_civility(text)
    found = _TITLED.match(rest)
    title = (found[1] or found[2]) if found else ""
    if not found or civility is None or not is_function(title):
        return text
    reading.function, reading.name = title, Name(civility, "", "")
    return rest[found.end() :]


def _take_tail(text: str, reading: PersonReading) -> str:
    """« Mme P. OISELET, maire déléguée » and « Paul DURAND – directeur »."""
    term = _TERM.search(text)
    if term:
        _keep_remark(term[1], reading)
        text = text[: term.start()]
    for pattern in (",", _DASH):
        pieces = re.split(pattern, text, maxsplit=1)
        if len(pieces) == 2 and is_function(pieces[1]):
            reading.function = pieces[1].strip()
            return pieces[0].strip()
        if len(pieces) == 2 and tells_departure(pieces[1]):
            _keep_remark(pieces[1].strip(), reading)
            return pieces[0].strip()
        if len(pieces) == 2 and pattern is _DASH and _is_whole_name(pieces[0], pieces[1]):
            reading.note = "; ".join(filter(None, (reading.note, pieces[1].strip())))
            return pieces[0].strip()
    return text


def _is_whole_name(before: str, after: str) -> bool:
    """« Jean PETIT – France Assos Santé », not « Claire DUPONT - MARTIN »."""
    name = read_name(before)
    told = name.given and name.family.isupper() and not name.given.isupper()
    return bool(told) and not (after.isupper() and len(after.split()) == 1)
