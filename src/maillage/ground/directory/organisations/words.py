"""How does the directory say a place, and count structures in a sentence?"""

from maillage.core import french
from maillage.foundation.cooperations.profiles.rules import Word
from maillage.ground.directory.choices import MemberKind


def place_words(kind: str) -> str:
    """A structure's place in the cooperation, or that it has none."""
    return str(MemberKind(kind).label) if kind else ""


def count_in_words(number: int, word: Word) -> str:
    """How many structures are known, as a sentence begins, in the profile's word."""
    ending = "e" if word.feminine else ""
    if number == 1:
        return f"{word.with_one.capitalize()} est connu{ending}"
    count = french.in_words(number, feminine=word.feminine).capitalize()
    return f"{count} {word.plural} sont connu{ending}s"


def members_in_words(members: int, word: Word) -> str:
    """How many of them are members, inside a sentence."""
    ending = "e" if word.feminine else ""
    if not members:
        return f"aucun{ending} n’est encore membre"
    count = french.in_words(members, feminine=word.feminine)
    return f"{count} est membre" if members == 1 else f"{count} sont membres"


def empty_in_words(empty: int, word: Word) -> str:
    """How many members have nobody known, as a sentence begins: the subject and its verb."""
    count = french.in_words(empty, feminine=word.feminine).capitalize()
    return f"{count} n’a" if empty == 1 else f"{count} n’ont"
