"""How many people does this cell name, and what else does it say of them?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from maillage.foundation.exchange.cells.text import folded, one_line, tidy
from maillage.foundation.exchange.cleaning.dates import DateReading, read_date
from maillage.foundation.exchange.cleaning.functions import bare_function, is_function
from maillage.foundation.exchange.cleaning.grammar import Kind
from maillage.foundation.exchange.cleaning.names import Name, NameOrder, civility_of, read_name
from maillage.foundation.exchange.cleaning.phones import FAX
from maillage.foundation.exchange.cleaning.phrases import Phrase, phrases, pieces
from maillage.foundation.exchange.cleaning.tokens import Token, is_bare_name, plain_word, written
from maillage.foundation.exchange.vocabulary.words import is_word, people_words

_CONTACT = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|"
    r"(?<!\d)(?:(?:\+|00)(?:33|262|59[046])|0)[ .]?[1-9](?:[ .-]?\d\d){4}(?!\d)"
)
_LABEL = (
    r"(?:\b(?:t[ée]l(?:[ée]phone)?|fixe|port(?:able)?|mob(?:ile)?|gsm|ligne directe|(?:e-?)?mail|"
    r"courriel|m[ée]l|adresse)\b[\s.]*:?\s*)?"
)
_LABELLED = re.compile(_LABEL + f"(?:{_CONTACT.pattern})", re.IGNORECASE)
_BULLETS = re.compile(r"^(?:[-–•*▪]|\d{1,2}[.)°])\s+(?=\S)", re.MULTILINE)
_DEAD = re.compile(r"^(?:feue?\b|†)|\bd[ée]c[ée]d[ée]e?\b|†", re.IGNORECASE)
_JOINING, _ADDING = "/|&", " ,-:\n"


@dataclass(slots=True)
class PersonReading:
    """One person named in a cell, with what stands beside the name."""

    name: Name
    function: str | None = None
    until: DateReading | None = None
    since: DateReading | None = None
    note: str | None = None

    def add_note(self, text: str) -> None:
        """Adds a note after those that there are."""
        self.note = "; ".join(filter(None, (self.note, text)))

    def add_function(self, text: str) -> None:
        """Adds a function after those that there are."""
        self.function = ", ".join(filter(None, (self.function, text)))

    def add_remark(self, text: str) -> None:
        """Adds a remark as what it says: civility, end or beginning, function, else a note."""
        read = phrases(text)
        senses = {word.label[1] for phrase in read for word in phrase.words}
        date = read_date(text) if re.search(r"\d", text) else DateReading()
        if read and read[0].is_substitute:
            return
        if civility_of(text):
            self.name = replace(self.name, civility=civility_of(text))
        elif date.date and senses & {"g", "q"} and "h" not in senses:  # a leave that ends is no end
            self.until = date
        elif date.date and folded(text).startswith(tuple(people_words()["coming"])):
            self.since = date
        elif is_function(text) and not date.date:
            self.add_function(text)
        else:
            self.add_note(text)


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
    read = phrases(text.strip())
    if is_word("vacant", text.strip("()[] ")):
        return True
    if not any(one.kind is Kind.TO_FILL for one in read):
        return False
    # « vacant depuis le départ de Mme ROY et M. BON »
    goes_on = read[0].words[0].label[1] == "v" and len(read[0].words) > 1
    lists = any(one.before in "/\n" for one in read)
    return (goes_on and not lists) or not any(one.is_name for one in read)


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


def names_between(text: str) -> list[str]:
    """The names that a column of family or given names lists.

    >>> names_between("Inès / Nadia")
    ['Inès', 'Nadia']
    """
    return [written(piece.words) for piece in pieces(text)]


def read_people(text: str, order: NameOrder = NameOrder.UNKNOWN) -> PeopleReading:
    """The people of one cell, in the order of the cell."""
    name = read_name(text, order) if is_bare_name(text) else None
    if name and len(name.family) > 1:
        return PeopleReading([PersonReading(name)])
    text = _BULLETS.sub("", tidy(text))
    return PeopleReading(dead=True) if _DEAD.search(text) else _Cell(text, order).read()


class _Cell:
    """Reads the phrases of a cell one after the other: each adds somebody, or says more of them."""

    def __init__(self, text: str, order: NameOrder) -> None:
        self._text = text
        self._order = order
        self._phrases = phrases(text)
        self._reading = PeopleReading()
        self._people = self._reading.people
        self._titles: list[Phrase] = []  # of whoever comes next
        self._notes: list[str] = []  # the same
        self._heading: tuple[list[Phrase], list[str]] = ([], [])  # of each of those listed
        self._couple: str | None = None
        first = self._phrases[0].words[0] if self._phrases else None
        self._shared = civility_of(first.text) if first and first.label == "Cs" else None

    def read(self) -> PeopleReading:
        """What the whole cell says."""
        takes = {
            Kind.TITLE: self._take_title,
            Kind.TO_FILL: self._take_seat,
            Kind.CIVILITY: self._take_civility,
        }
        for phrase in self._phrases:
            if phrase.is_name and not self._is_remark(phrase):
                self._take_name(phrase)
            elif not phrase.is_substitute:
                takes.get(phrase.kind, self._take_remark)(phrase)
        self._settle_couple()
        reading = self._reading
        reading.people = [one for one in reading.people if len(one.name.family) > 1]
        reading.unnamed = reading.unnamed or bool(self._titles) or not reading.people
        return reading

    def _is_remark(self, phrase: Phrase) -> bool:
        """« Eve ROY – France Assos Santé », « Eve ROY, Vaux », « Enfance : Eve ROY »."""
        if phrase.kind is Kind.WHOLE_NAME or phrase.parts.lead or self._titles:
            return False
        if phrase.kind is Kind.WORDS and phrase.leads_to_name:
            return True
        if not self._people or phrase.before not in _ADDING or phrase.kind is Kind.NAME:
            return bool(self._people) and phrase.before == "-"
        shapes = {word.label[0] for word in phrase.words}
        is_line = phrase.before == "\n" and shapes <= set("NJ")
        alone = len(phrase.words) == 1 and not is_line
        return phrase.before == "-" or alone or not shapes <= set("XGNMJIPLQ")

    def _take_name(self, phrase: Phrase) -> None:
        if phrase.before == ">" and self._people:
            self._people[-1].add_note(one_line(self._text[phrase.opens_at : phrase.words[-1].end]))
            if len(phrase.parts.name) < 2:
                return
        self._people.append(self._person(phrase))

    def _take_heading(self, phrase: Phrase) -> None:
        """« Co-présidence : Eve ROY, Luc BON et Ida TESSON »: what is said once is said of each."""
        if phrase.before == ":":
            self._heading = (self._titles, self._notes)
        elif phrase.before == "\n" or self._titles or self._notes or phrase.parts.lead:
            self._heading = ([], [])
        else:
            self._titles, self._notes = self._heading

    def _person(self, phrase: Phrase) -> PersonReading:
        self._take_heading(phrase)
        parts, titles = phrase.parts, self._titles
        openings = [parts.civility, parts.opening, *(title.parts.opening for title in titles)]
        civilities = [civility_of(word.text) for words in openings for word in words]
        civility = next(filter(None, civilities), self._shared)
        person = PersonReading(replace(self._name(phrase), civility=civility))
        lead = [*(word for title in titles for word in title.parts.lead), *parts.lead]
        if lead and lead[0].label[1] in "fawou":
            person.add_function(bare_function(self._slice(lead)))
        elif lead:
            person.add_note(self._slice(lead))
        tail = [self._slice(parts.tail)] if parts.tail else []
        beside = (note for one in (*titles, phrase) for note in one.notes)
        for remark in (*self._notes, *beside, *tail):
            person.add_remark(remark)
        self._titles, self._notes = [], []
        return person

    def _name(self, phrase: Phrase) -> Name:
        """« Paul et Jeanne ROCHE », « ROCHE Paul et Jeanne »: one family for both."""
        words, following = phrase.parts.name, phrase.following
        name = read_name(written(words), self._order)
        if len(words) != 1 or words[0].label[0] != "G":
            return name
        beside = None
        if following and following.is_name and following.before in _JOINING:
            beside = read_name(written(following.parts.name))
        elif self._people and phrase.before in _JOINING and not phrase.has_civility:
            beside = self._people[-1].name
        shared = beside and beside.given and beside.family.isupper()
        return Name(None, beside.family, name.family) if beside and shared else name

    def _slice(self, words: Sequence[Token]) -> str:
        return one_line(self._text[words[0].start : words[-1].end])

    def _take_title(self, phrase: Phrase) -> None:
        if self._goes_with_next(phrase):
            self._titles.append(phrase)
        elif self._goes_with_last(phrase):
            self._people[-1].add_function(self._slice(phrase.words))
            for note in phrase.notes:
                self._people[-1].add_remark(note)
        else:
            self._reading.unnamed = True

    def _goes_with_next(self, phrase: Phrase) -> bool:
        """« DGS : Eve ROY », « Le Maire, Paul BON »; « M. le Maire, Mme ROY » are two people."""
        following, first = phrase.following, self._phrases[0]
        if following is None or not following.is_name:
            return False
        leads = not self._people or first.kind is Kind.TITLE or bool(first.parts.lead)
        if following.before == ":" or not leads:
            return following.before == ":"
        if following.before in _ADDING:
            return not (phrase.has_civility and following.has_civility)
        apart = phrase.is_addressed and following.is_somebody
        return not apart and not (following.before == "&" and following.has_civility)

    def _goes_with_last(self, phrase: Phrase) -> bool:
        """« Mme ROY, directrice », « Mme ROY / DGS »; « Mme ROY et le Maire » are two people."""
        apart = phrase.has_civility if phrase.before in _ADDING else phrase.is_addressed
        return bool(self._people) and not apart

    def _take_seat(self, phrase: Phrase) -> None:
        """« Mme ROY, à confirmer » is a doubt; « Mme ROY / à désigner » is one more seat."""
        following = phrase.following
        is_doubt = len(phrase.words) == 1 and folded(phrase.words[0].text).startswith("a ")
        if is_doubt and self._people and phrase.before in ":,-":
            self._people[-1].add_note(written(phrase.words))
        elif is_doubt and following and following.is_name and following.before in ":,-":
            self._notes.append(written(phrase.words))
        else:
            self._reading.vacant = True

    def _take_civility(self, phrase: Phrase) -> None:
        if phrase.following and phrase.following.before in _JOINING:
            self._couple = civility_of(written(phrase.words))

    def _take_remark(self, phrase: Phrase) -> None:
        if phrase.leads_to_name and _names_offices(phrase):
            phrase.parts = phrase.parts._replace(lead=phrase.words)
            self._titles.append(phrase)
            return
        text = " ".join((self._slice(phrase.words), *(f"({note})" for note in phrase.notes)))
        following = phrase.following
        if phrase.leads_to_name or (following and following.is_name and not self._people):
            self._notes.append(text)
        elif self._people:
            self._people[-1].add_remark(text)
        else:
            self._reading.unnamed = True

    def _settle_couple(self) -> None:
        """« Mme et M. ROY Eve et Luc » are two people, « M. et Mme ROY » is nobody."""
        people = self._people
        if self._couple and len(people) == 2 and all(one.name.given for one in people):
            people[1].name = replace(people[1].name, civility=people[0].name.civility)
            people[0].name = replace(people[0].name, civility=self._couple)
        elif self._couple:
            people.clear()


def _names_offices(phrase: Phrase) -> bool:
    """« Co-présidents : … » are what each is; « Élus : … », « Agents : … » say no office."""
    first = phrase.words[0]
    return first.label[1] == "u" and plain_word(first.text)[:-1] not in people_words()["any_post"]
