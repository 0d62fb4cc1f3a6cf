"""How many people does this cell name, and what else does it say of them?"""

import re
from dataclasses import dataclass, field, replace

from maillage.foundation.exchange.cells.text import folded, one_line, tidy
from maillage.foundation.exchange.cleaning.dates import DateReading, read_date
from maillage.foundation.exchange.cleaning.functions import bare_function, is_function
from maillage.foundation.exchange.cleaning.grammar import Kind
from maillage.foundation.exchange.cleaning.names import (
    Name,
    NameOrder,
    civility_of,
    read_name,
)
from maillage.foundation.exchange.cleaning.phones import FAX
from maillage.foundation.exchange.cleaning.phrases import Phrase, phrases
from maillage.foundation.exchange.cleaning.tokens import Token, is_bare_name, tokens
from maillage.foundation.exchange.vocabulary.words import is_word, people_words

_CONTACT = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\d)(?:\+33|0033|0)[ .]?[1-9](?:[ .-]?\d\d){4}(?!\d)"
)
_LABEL = (
    r"(?:\b(?:t[ée]l(?:[ée]phone)?|fixe|port(?:able)?|mob(?:ile)?|gsm|ligne directe|(?:e-?)?mail|"
    r"courriel|m[ée]l|adresse)\b[\s.]*:?\s*)?"
)
_LABELLED = re.compile(_LABEL + f"(?:{_CONTACT.pattern})", re.IGNORECASE)
_BULLETS = re.compile(r"^(?:[-–•*▪]|\d{1,2}[.)°])\s+(?=\S)", re.MULTILINE)
_DEAD = re.compile(r"^(?:feue?\b|†)|\bd[ée]c[ée]d[ée]e?\b|†", re.IGNORECASE)
_COUPLE = re.compile(
    r"^(?:M\.?|Mr|Monsieur)\s+(?:et|&|/)\s+(?:Mme|Madame)\b|^(?:Mme|Madame)\s+(?:et|&|/)\s+(?:M\.?|Monsieur)\b",
    re.IGNORECASE,
)
_JOINING, _ADDING = "/|&", " ,-:\n"
_UNSURE = "a "  # « à confirmer », « à désigner »: a doubt on who is named, not « vacant »


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


def is_vacant(text: str) -> bool:
    """Whether a cell says that nobody holds the post yet.

    >>> is_vacant("Titulaire à désigner"), is_vacant("Luc BON (à confirmer)")
    (True, False)
    """
    if is_word("vacant", text.strip("()[] ")):
        return True
    parts: list[list[Phrase]] = []
    for phrase in phrases(text.strip()):
        if not parts or phrase.before in "/\n":
            parts.append([])
        parts[-1].append(phrase)
    if not parts or not _is_to_fill(parts[0]):
        return False
    return not any(p[0].text[:1].isupper() and not _is_to_fill(p) for p in parts[1:])


def _is_to_fill(part: list[Phrase]) -> bool:
    """« Suppléante : à désigner », « vacant depuis le départ de Mme ROY et M. BON »."""
    first = part[0]
    goes_on = first.kind is Kind.TO_FILL and len(first.words) > 1
    if goes_on and first.words[0].label[1] == "v":
        return True
    return any(one.kind is Kind.TO_FILL for one in part) and not any(one.is_name for one in part)


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


def names_between(text: str) -> list[str]:
    """The names that a column of family or given names lists.

    >>> names_between("Inès / Nadia")
    ['Inès', 'Nadia']
    """
    return [phrase.text for phrase in phrases(text)]


def read_people(text: str, order: NameOrder = NameOrder.UNKNOWN) -> PeopleReading:
    """The people of one cell, in the order of the cell."""
    name = read_name(text, order) if is_bare_name(text) else None
    if name and len(name.family) > 1:
        return PeopleReading([PersonReading(name)])
    written = _BULLETS.sub("", tidy(text))
    if _DEAD.search(written):
        return PeopleReading(dead=True)
    return _Cell(written, order).read()


class _Cell:
    """Reads the phrases of a cell one after the other: each adds somebody, or says more of them."""

    def __init__(self, text: str, order: NameOrder) -> None:
        self._text = text
        self._order = order
        self._phrases = phrases(text)
        self._reading = PeopleReading()
        self._names: list[Phrase] = []  # of each person read
        self._titles: list[Phrase] = []  # of whoever is named next
        self._notes: list[str] = []  # the same
        self._couple: str | None = None

    def read(self) -> PeopleReading:
        """What the whole cell says."""
        after = [*self._phrases[1:], None]
        for phrase, following in zip(self._phrases, after, strict=False):
            if not phrase.is_substitute:
                self._take(phrase, following)
        self._share_families()
        self._share_civilities()
        reading = self._reading
        reading.people = [one for one in reading.people if len(one.name.family) > 1]
        reading.unnamed = reading.unnamed or bool(self._titles) or not reading.people
        return reading

    def _take(self, phrase: Phrase, following: Phrase | None) -> None:
        if phrase.is_name:
            self._take_name(phrase, following)
        elif phrase.kind is Kind.TITLE:
            self._take_title(phrase, following)
        elif phrase.kind is Kind.TO_FILL:
            self._take_seat(phrase, following)
        elif phrase.kind is Kind.CIVILITY:
            self._take_civility(phrase, following)
        else:
            self._take_remark(phrase, following)

    def _take_name(self, phrase: Phrase, following: Phrase | None) -> None:
        people = self._reading.people
        if phrase.before == ">" and people:
            _add_note(people[-1], one_line(self._text[phrase.opens_at : phrase.end]))
            if not phrase.parts.name[1:]:
                return
        elif self._goes_on_name(phrase):
            return
        elif self._is_remark(phrase, following):
            self._take_remark(phrase, following)
            return
        people.append(self._person(phrase))
        self._names.append(phrase)

    def _goes_on_name(self, phrase: Phrase) -> bool:
        """« Dupont, Jean » and « Claire DUPONT - MARTIN »."""
        if not self._names or phrase.parts.opening or phrase.parts.lead:
            return False
        last, words = self._names[-1], phrase.parts.name
        if self._phrases[self._phrases.index(phrase) - 1] is not last or last.parts.lead:
            return False
        alone = len(last.parts.name) == 1
        mark = {",": ",", "-": " -"}.get(phrase.before)
        if mark == "," and not (alone and all(word.label[0] in "GIJX" for word in words)):
            return False
        capitals = last.parts.name[-1].label[0] in "NMJ" and words[0].label[0] in "NMJ"
        if mark == " -" and not (len(words) == 1 and (alone or capitals)):
            return False
        if mark is None:
            return False
        person = self._reading.people[-1]
        text = f"{_text(last.parts.name)}{mark} {_text(words)}"
        person.name = replace(read_name(text, self._order), civility=person.name.civility)
        for note in phrase.notes:
            _add_remark(person, note)
        return True

    def _is_remark(self, phrase: Phrase, following: Phrase | None) -> bool:
        """« Eve ROY – France Assos Santé », « Eve ROY, Vaux », « Enfance : Eve ROY »."""
        if phrase.kind is Kind.WHOLE_NAME:
            capitals = any(word.label[0] in "NMJ" for word in phrase.parts.name)
            return phrase.before == "-" and not capitals and not phrase.has_civility
        if following and following.before == ":" and following.is_name:
            return True
        if not self._names or phrase.before not in _ADDING:
            return False
        shapes = {word.label[0] for word in phrase.words}
        return phrase.before == "-" or len(phrase.words) == 1 or not shapes <= set("XGNMJIPLQ")

    def _person(self, phrase: Phrase) -> PersonReading:
        parts = phrase.parts
        spoken = [*parts.civility, *parts.opening]
        spoken += [word for title in self._titles for word in title.parts.opening]
        civility = next((civility_of(word.text) for word in spoken if word.label[0] == "C"), None)
        person = PersonReading(
            replace(read_name(_text(parts.name), self._order), civility=civility)
        )
        if parts.lead and parts.lead[0].label[1] in "scmbtuk":
            _add_note(person, _text(parts.lead))
        elif self._titles or parts.lead:
            first = self._titles[0].parts.lead if self._titles else parts.lead
            last = parts.lead or self._titles[-1].words
            person.function = bare_function(one_line(self._text[first[0].start : last[-1].end]))
        notes = [note for title in self._titles for note in title.notes]
        for note in (*self._notes, *notes, *phrase.notes):
            _add_remark(person, note)
        self._titles, self._notes = [], []
        if parts.tail:
            self._add_tail(person, parts.tail)
        return person

    def _add_tail(self, person: PersonReading, tail: "tuple[Token, ...] | list[Token]") -> None:
        text = one_line(self._text[tail[0].start : tail[-1].end])
        senses = [word.label[1] for word in tail if word.label[1] not in "ro"]
        if tail[0].label[0] == "C":
            person.name = replace(person.name, civility=civility_of(text))
        elif senses[0] in "fauw":
            _add_function(person, text)
        else:
            _add_remark(person, text)

    def _take_title(self, phrase: Phrase, following: Phrase | None) -> None:
        if self._goes_with_next(phrase, following):
            self._titles.append(phrase)
        elif self._goes_with_last(phrase, following):
            person, before = (
                self._reading.people[-1],
                self._phrases[self._phrases.index(phrase) - 1],
            )
            if before.kind is Kind.TITLE and phrase.before in _JOINING and person.function:
                start = before.words[0].start
                person.function = one_line(self._text[start : phrase.end])
            else:
                _add_function(person, phrase.text)
            for note in phrase.notes:
                _add_remark(person, note)
        else:
            self._reading.unnamed = True

    def _goes_with_next(self, phrase: Phrase, following: Phrase | None) -> bool:
        """« DGS : Eve ROY », « Le Maire, Paul BON »; « M. le Maire, Mme ROY » are two people."""
        if following is None or not (following.is_name or following.kind is Kind.TITLE):
            return False
        leads = (
            not self._names or self._phrases[0].kind is Kind.TITLE or self._phrases[0].parts.lead
        )
        if following.before == ":" or not leads:
            return following.before == ":" and following.is_name
        if following.before in _ADDING:
            return following.is_name and not (phrase.has_civility and following.has_civility)
        if phrase.is_addressed and following.opens_with_somebody:
            return False
        return following.before in _JOINING and not (
            following.before == "&" and following.has_civility
        )

    def _goes_with_last(self, phrase: Phrase, following: Phrase | None) -> bool:
        """« Mme ROY, directrice », « Mme ROY / DGS »; « Mme ROY et le Maire » are two people."""
        if not self._names:
            return False
        if phrase.before in _ADDING:
            return not phrase.has_civility or not (following is None or following.has_civility)
        return not phrase.is_addressed or not (following is None or following.opens_with_somebody)

    def _take_seat(self, phrase: Phrase, following: Phrase | None) -> None:
        doubt = len(phrase.words) == 1 and folded(phrase.text).startswith(_UNSURE)
        if doubt and self._names and phrase.before in ",-":
            _add_note(self._reading.people[-1], phrase.text)
        elif doubt and following and following.is_name and following.before in ":,-":
            self._notes.append(phrase.text)
        else:
            self._reading.vacant = True

    def _take_civility(self, phrase: Phrase, following: Phrase | None) -> None:
        people = self._reading.people
        if following and following.before in _JOINING and not following.is_substitute:
            self._couple = civility_of(phrase.text)
        elif people and phrase.before in _ADDING:
            people[-1].name = replace(people[-1].name, civility=civility_of(phrase.text))

    def _take_remark(self, phrase: Phrase, following: Phrase | None) -> None:
        text = one_line(" ".join((phrase.text, *(f"({note})" for note in phrase.notes))))
        next_is_named = following is not None and following.is_name
        if following and next_is_named and (following.before == ":" or not self._names):
            self._notes.append(text)
        elif self._names:
            _add_remark(self._reading.people[-1], text)
        else:
            self._reading.unnamed = True

    def _share_families(self) -> None:
        """« Paul et Jeanne ROCHE », « ROCHE Paul et Jeanne »."""
        people = self._reading.people
        for place, phrase in enumerate(self._names):
            if len(phrase.parts.name) != 1 or phrase.parts.name[0].label[0] != "G":
                continue
            after, before = people[place + 1 : place + 2], people[max(place - 1, 0) : place]
            if after and self._names[place + 1].before in _JOINING:
                self._share_family(people[place], after[0].name)
            elif before and phrase.before in _JOINING and not phrase.has_civility:
                self._share_family(people[place], before[0].name)

    def _share_family(self, person: PersonReading, whole: Name) -> None:
        if whole.given and whole.family.isupper() and not person.name.given:
            person.name = replace(person.name, given=person.name.family, family=whole.family)

    def _share_civilities(self) -> None:
        """« Mmes Eve ROY et Inès BON », « Mme et M. ROY Eve et Luc »; « M. et Mme ROY » is nobody."""
        people = self._reading.people
        first = self._phrases[0].words[0].text if self._phrases else ""
        if folded(first).rstrip(".") in people_words()["several"]:
            for person in people:
                civility = person.name.civility or civility_of(first)
                person.name = replace(person.name, civility=civility)
        if self._couple and len(people) == 2 and all(one.name.given for one in people):
            second = people[0].name.civility
            people[0].name = replace(people[0].name, civility=self._couple)
            people[1].name = replace(people[1].name, civility=people[1].name.civility or second)
        elif self._couple:
            self._reading.people = []


def _text(words: "tuple[Token, ...] | list[Token]") -> str:
    return " ".join(word.text for word in words)


def _add_note(person: PersonReading, text: str) -> None:
    person.note = "; ".join(filter(None, (person.note, text)))


def _add_function(person: PersonReading, text: str) -> None:
    person.function = ", ".join(filter(None, (person.function, text)))


def _add_remark(person: PersonReading, text: str) -> None:
    """A remark beside a name, as what it says: civility, end or beginning, function, else a note."""
    read = phrases(text)
    if read and read[0].is_substitute:
        return
    if civility_of(text):
        person.name = replace(person.name, civility=civility_of(text))
        return
    senses = {word.label[1] for phrase in read for word in phrase.words}
    date = read_date(text) if re.search(r"\d", text) else DateReading()
    if "h" in senses:  # a leave that ends is no end of mandate
        _add_note(person, text)
    elif date.date and "q" in senses:
        person.until = date
    elif date.date and folded(text).startswith(tuple(people_words()["begun"])):
        person.since = date
    elif is_function(text) and not date.date:
        _add_function(person, text)
    else:
        _add_note(person, text)
