"""What does a remark tell of somebody: when they came and left, who took over, their death?"""

import re
from dataclasses import dataclass
from functools import lru_cache

from maillage.foundation.exchange.cells.text import one_line, same_length
from maillage.foundation.exchange.cleaning.dates import DateReading, both_ends, read_date
from maillage.foundation.exchange.cleaning.names import Name
from maillage.foundation.exchange.cleaning.people_cells import (
    PersonReading,
    read_people,
    split_contacts,
)
from maillage.foundation.exchange.cleaning.phrases import Phrase, phrases
from maillage.foundation.exchange.cleaning.tokens import Token, plain_word, written
from maillage.foundation.exchange.vocabulary.words import is_word, people_words

_SINCE = re.compile(
    r"[\s,(]+(?:depuis|des|a (?:compter|partir) d[eu]|au|le|en) (?:[^,;.@]|\.(?=\d))*\d(?:[^,;@]*)"
)
_REPLACES = re.compile(
    r"(?<!\w)(?:(?i:remplace|en remplacement de|remplacement de))\s+"
    r"((?:(?:M\.?|Mme|Mr|Mlle) )?[A-ZÀ-Ý][^,;:()/\n]*)"
)
_LONGEST = 5  # words that tell a coming or a leaving
Term = tuple[DateReading | None, DateReading | None]


@dataclass(frozen=True, slots=True)
class RemarkReading:
    """What a remark tells; `contacts` are those of the successor."""

    since: DateReading | None = None
    until: DateReading | None = None
    successor: PersonReading | None = None
    contacts: str = ""
    dead: bool = False


def read_remark(text: str) -> RemarkReading:
    """What a remark tells of whoever it stands beside.

    >>> reading = read_remark("mutée au 01/09/2026, remplacée par M. Hugo BRISSAC")
    >>> reading.until.date, reading.successor.name.family
    (datetime.date(2026, 9, 1), 'BRISSAC')
    """
    own, succession = _without_successor(text)
    since, until = term_in(own)
    successor, contacts = _successor(succession)
    return RemarkReading(since, until, successor, contacts, _mentions_death(own))


def replaced_in(text: str) -> str:
    """Whom a remark says that somebody replaces, as it is written; not for a day of the week.

    >>> replaced_in("remplace L. Pasquereau"), replaced_in("remplace C. Roy le vendredi")
    ('L. Pasquereau', '')
    """
    match = _REPLACES.search(text)
    if match is None or any(word.label[1] == "h" for one in phrases(text) for word in one.words):
        return ""
    return one_line(match[1]).rstrip(" -–")


def term_in(text: str) -> Term:
    """The beginning and the end that a remark dates, each just after the word that tells it.

    >>> since, until = term_in("nommée le 01/09/2024, partie en 09/2026")
    >>> since.date, until.date
    (datetime.date(2024, 9, 1), datetime.date(2026, 9, 1))
    >>> term_in("partie nord, 2026"), term_in("en congé jusqu’au 30/06/2026")
    ((None, None), (None, None))
    """
    since = until = None
    words = people_words()
    for phrase in phrases(text):
        if any(word.label[1] == "h" for word in phrase.words):  # a leave that ends is no end
            continue
        for place in range(len(phrase.words)):
            one, end = _opening(phrase.words[place:])
            if one in words["acting"]:
                since, until = _period(phrase.words[end + place :]) or (since, until)
            elif one and (date := _date_after(phrase, place + end)):
                came = one in words["coming"]
                since, until = (date, until) if came else (since, date)
    return since, until


def mentions_somebody(text: str) -> bool:
    """Whether a remark says when somebody came or left, who took over, or at length of a leave."""
    remark = read_remark(text)
    if remark.since or remark.until or remark.successor:
        return True
    read = phrases(text) if is_sentence(text) else []
    return bool(read) and read[0].words[0].label[1] in "gdh"


def opens_with(kind: str, text: str) -> bool:
    """Whether a remark opens with a word of a coming, or of a leaving.

    >>> opens_with("leaving", "partie en mai"), opens_with("leaving", "élue, puis partie")
    (True, False)
    """
    read = phrases(text)
    return bool(read) and _opening(read[0].words)[0] in people_words()[kind]


def _opening(words: list[Token]) -> tuple[str, int]:
    """The longest expression of a coming or a leaving that opens these words, and its length."""
    lists = people_words()
    plain: list[str] = []
    longest = ("", 0)
    for count, word in enumerate(words[:_LONGEST], 1):
        plain.append(plain_word(word.text))
        text = " ".join(plain)
        if any(text in lists[kind] for kind in ("coming", "leaving", "until", "acting")):
            longest = (text, count)
    return longest


def _date_after(phrase: Phrase, place: int) -> DateReading | None:
    """« le 3 mars 2026 » just after the word, or « : 3 mars 2026 »."""
    words = phrase.words[place:]
    while words and plain_word(words[0].text) in people_words()["planned"]:
        words = words[1:]
    following = phrase.following
    if not words and following and following.before == ":":
        words = following.words
    dates = (read_date(written(words[:end])) for end in range(len(words), 0, -1))
    return next((date for date in dates if date.date and not date.rest), None)


def _period(words: list[Token]) -> Term | None:
    """« du 1er mars au 30 juin 2026 » just after the word."""
    texts = (written(words[:end]) for end in range(len(words), 0, -1))
    ends = next(filter(None, map(both_ends, texts)), None)
    return (read_date(ends[0]), read_date(ends[1])) if ends else None


def _without_successor(text: str) -> tuple[str, str]:
    """A remark without what it says of a successor, and this."""
    match = _succession().search(same_length(text).replace("’", "'"))
    return (text[: match.start()], text[match.end() :]) if match else (text, "")


@lru_cache(maxsize=1)
def _succession() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, people_words()["succession"]), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)(?! (?:de|du|des|d')\b)\s*(?:est )?[:,–-]?\s*")


def _successor(text: str) -> tuple[PersonReading | None, str]:
    """The one person whom the words after « remplacée par » name in full, and their contacts."""
    bare, contacts = split_contacts(one_line(text))
    date = _SINCE.search(same_length(bare))
    people = read_people(bare[: date.start()] if date else bare).people
    if len(people) != 1 or not _is_full(people[0].name):
        return None, ""
    since = read_date(date[0].strip(" ,(")) if date else None
    people[0].since = since if since and since.date else people[0].since
    return people[0], contacts


def _is_full(name: Name) -> bool:
    """Whether a name has capitals, and more than a family name."""
    has_capitals = any(map(str.isupper, name.family))
    return has_capitals and bool(name.given or name.civility)


def _mentions_death(text: str) -> bool:
    """Whether somebody is dead, of whom no other name is written before."""
    reading = read_people(text)
    before = same_length(text).split("deced")[0]
    return reading.dead and not (before and read_people(text[: len(before)]).people)


def is_sentence(text: str) -> bool:
    """Whether a value says more than a day: four words or more beside it.

    >>> is_sentence("a pris un autre poste"), is_sentence("parti le 31/08/2026")
    (True, False)
    """
    if is_word("empty", text):
        return False
    rest = read_date(text).rest if any(map(str.isdigit, text)) else text
    return len([word for word in rest.split() if any(map(str.isalpha, word))]) > 3
