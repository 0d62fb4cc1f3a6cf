"""How many people does this cell name, and what else does it say of them?"""

import re
from dataclasses import dataclass, field, replace

from maillage.foundation.exchange.cells.text import folded, one_line, tidy
from maillage.foundation.exchange.cleaning.after_names import split_followed, with_spaced_civility
from maillage.foundation.exchange.cleaning.cutting import BRACKETS, listed_parts, names_somebody
from maillage.foundation.exchange.cleaning.dates import DateReading, read_date
from maillage.foundation.exchange.cleaning.functions import (
    bare_function,
    is_departure,
    is_function,
    is_working_time,
)
from maillage.foundation.exchange.cleaning.names import (
    Name,
    NameOrder,
    civility_of,
    read_name,
    split_civility,
)
from maillage.foundation.exchange.cleaning.people_aside import (
    names_titles_only,
    with_collectives_in_brackets,
    with_replacements_apart,
    without_bare_titles,
    without_seats_to_fill,
    without_substitutes,
)
from maillage.foundation.exchange.cleaning.people_parts import is_remark, people_parts
from maillage.foundation.exchange.cleaning.phones import FAX
from maillage.foundation.exchange.cleaning.seats_to_fill import (
    is_collective,
    is_to_fill,
    with_doubt_in_brackets,
)
from maillage.foundation.exchange.cleaning.titles import (
    is_bare_title,
    split_title,
    with_names_after_colon,
)
from maillage.foundation.exchange.cleaning.written_names import is_bare_name
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
_BIRTH = re.compile(
    r"\s+((?:née?|épouse|ép\.)\s+(?:[A-ZÀ-Ý][A-ZÀ-Ý'’ -]*[A-ZÀ-Ý]\b|\S+$))", re.MULTILINE
)
_TERM = re.compile(r"\s+((?:jusqu['’](?:au|en)|depuis)\s+[^,;]*\d{4})$", re.IGNORECASE)
_DASH = re.compile(r"\s+[-–—]\s+")
_FOR_ALL = re.compile(r"^(?:Mmes|MM|Mesdames|Messieurs)\b", re.IGNORECASE)
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
    """The people of a cell; `dead` refuses the person.

    `unnamed` tells that a function without a name is written, alone or beside somebody, and
    `vacant` that a seat to fill is written too.
    """

    people: list[PersonReading] = field(default_factory=list)
    unnamed: bool = False
    vacant: bool = False
    dead: bool = False
    function: str | None = None


def is_vacant(text: str) -> bool:
    """Whether a cell says that nobody holds the post yet."""
    first, *others = listed_parts(text.strip())
    if not is_to_fill(first):
        return False
    return not any(other[:1].isupper() and not is_to_fill(other) for other in others)


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
    values = _CONTACT.findall(text)
    if not values:
        return text, ""
    bare = re.sub(r"[(\[<]\s*[,;/|:-]*\s*[)\]>]", "", _LABELLED.sub("", text))
    if "<" in text:  # as a mail program writes it
        bare = bare.replace('"', "")
    return re.sub(r"[\s,;:/|–-]+$", "", bare).strip(), " ; ".join(values)


def is_couple(text: str) -> bool:
    """« M. et Mme », whoever they are."""
    return bool(_COUPLE.match(one_line(text)))


def read_people(text: str, order: NameOrder = NameOrder.UNKNOWN) -> PeopleReading:
    """The people of one cell, in the order of the cell."""
    name = read_name(text, order) if is_bare_name(text) else None
    if name and len(name.family) > 1:
        return PeopleReading([PersonReading(name)])
    written = without_substitutes(with_spaced_civility(_BULLETS.sub("", tidy(text))))
    if _DEAD.search(written):
        return PeopleReading(dead=True)
    doubted = with_doubt_in_brackets(written)
    text = without_seats_to_fill(doubted)
    title = without_bare_titles(text)
    replaced = with_replacements_apart(title)
    reading = _read_names(with_names_after_colon(_with_functions_beside(replaced)), order)
    reading.vacant = text != doubted
    reading.unnamed = reading.unnamed or title != text
    return reading


def _read_names(text: str, order: NameOrder) -> PeopleReading:
    if is_couple(text) or _is_unnamed(text):
        function = bare_function(split_civility(text)[1])
        return PeopleReading(unnamed=True, function=function if is_function(function) else None)
    if text == text.lower() and (is_departure(text) or _NOT_A_NAME.search(text)):
        return PeopleReading(unnamed=True)
    parts = people_parts(with_collectives_in_brackets(text))
    readings = [_read_person(part, order) for part in parts]
    person_readings = [reading for reading in readings if len(reading.name.family) > 1]
    if not person_readings:
        return PeopleReading(unnamed=True)
    shared = _FOR_ALL.match(text)
    civility = civility_of(shared[0]) if shared else None
    for reading in person_readings:
        reading.name = replace(reading.name, civility=reading.name.civility or civility)
    return PeopleReading(person_readings)


def _with_functions_beside(text: str) -> str:
    """A line that says what somebody does joins the name above it, or under it when it is first."""
    lines = [line for line in text.split("\n") if line]
    if len(lines) < 2 or all(map(_is_function_alone, lines)):
        return text
    first = _is_function_alone(lines[0])
    joined = ""
    for line, above in zip(lines, ["", *lines], strict=False):
        if first and _is_function_alone(above):
            joined += f" : {line}"
        elif not first and _is_function_alone(line):
            joined += f", {line}"
        else:
            joined += f"\n{line}"
    return joined.removeprefix("\n")


def _is_function_alone(line: str) -> bool:
    return (is_function(line) or is_bare_title(line)) and not names_somebody(line)


def _is_unnamed(text: str) -> bool:
    """« M. le Principal », « la DGS », « service jeunesse »: nobody is named."""
    if is_word("unnamed_person", text):
        return True
    if names_titles_only(text):
        return True
    return (is_collective(text) or is_bare_title(text)) and not names_somebody(text)


def _read_person(part: str, order: NameOrder) -> PersonReading:
    reading = PersonReading(Name(None, "", ""))
    text = _take_brackets(with_names_after_colon(part), reading)
    text = _take_followed(_take_tail(_take_lead(text, reading), reading), reading)
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
    if civility_of(remark):
        reading.name = Name(civility_of(remark), "", "")
        return
    if is_working_time(remark):  # a leave that ends is no end of mandate
        reading.note = "; ".join(filter(None, (reading.note, remark)))
        return
    date = read_date(remark) if re.search(r"\d", remark) else DateReading()
    if date.date and is_departure(remark):
        reading.until = date
    elif date.date and folded(remark).startswith(("elu", "depuis", "nomme", "designe", "install")):
        reading.since = date
    elif is_function(remark) and not date.date:
        reading.function = remark
    elif remark:
        reading.note = remark


def _take_lead(text: str, reading: PersonReading) -> str:
    """« DGS : Mme Élise QUINQUAUD » and « M. le Maire : Gontran D'HERBEMONT »."""
    match = _LEAD_IN.match(text)
    if not match:
        return _take_title(text, reading)
    civility, title = split_civility(match[1])
    if is_function(title):
        reading.function = bare_function(title)
        reading.name = Name(civility, "", "")
        return text[match.end() :]
    if is_word("seat", title) or is_collective(title):
        _keep_remark(match[1], reading)
        return text[match.end() :]
    return text


def _take_title(text: str, reading: PersonReading) -> str:
    """« Mme la Présidente Anne ROUX » and « DGS Paul SELLIER »."""
    title = split_title(text)
    if title is None:
        return text
    reading.function, reading.name = title.function, Name(title.civility, "", "")
    return title.name


def _take_tail(text: str, reading: PersonReading) -> str:
    """« Mme P. OISELET, maire déléguée » and « Paul DURAND – directeur »."""
    term = _TERM.search(text)
    if term and not is_working_time(text):
        _keep_remark(term[1], reading)
        text = text[: term.start()]
    for pattern in (",", _DASH):
        pieces = re.split(pattern, text, maxsplit=1)
        if len(pieces) == 2 and is_function(pieces[1]):
            reading.function = pieces[1].strip()
            return pieces[0].strip()
        if len(pieces) == 2 and is_remark(pieces[1]):
            _keep_remark(pieces[1].strip(), reading)
            return pieces[0].strip()
        if len(pieces) == 2 and pattern is _DASH and _is_whole_name(pieces[0], pieces[1]):
            reading.note = "; ".join(filter(None, (reading.note, pieces[1].strip())))
            return pieces[0].strip()
    return text


def _take_followed(text: str, reading: PersonReading) -> str:
    """« ROYER Ida DGS », « GRISON Lise en arrêt » and « BON Luc M. »."""
    name, civility, words = split_followed(text)
    if civility:
        reading.name = Name(civility, "", "")
    if words and is_function(words) and reading.function:
        reading.function += f", {words}"
    elif words:
        _keep_remark(words, reading)
    return name


def _is_whole_name(before: str, after: str) -> bool:
    """« Jean PETIT – France Assos Santé », not « Claire DUPONT - MARTIN »."""
    name = read_name(before)
    given = name.given and name.family.isupper() and not name.given.isupper()
    return bool(given) and not (after.isupper() and len(after.split()) == 1)
