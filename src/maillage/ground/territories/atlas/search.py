"""Which territory does one mean, from the first letters typed?

Answers come in tiers, then by population: the name itself, names that start so, names with a word
that starts so, names with every word in another place, then names a few typing errors away.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, product

from maillage.ground.territories.atlas.names import CLASSES, fold, tokens
from maillage.ground.territories.atlas.register import COLUMNS, KINDS, Entry, Register
from maillage.ground.territories.atlas.typos import near_names, near_words

EXACT, EXACT_CLASSED, STARTS, STARTS_CLASSED, CONTAINS, SCATTERED, CORRECTED = range(7)
CANDIDATES = 60
MOST_TYPED = 120  # letters read of what was typed
MOST_WORDS = 8
MOST_CORRECTIONS = 12  # spellings tried
BEYOND = "~"  # sorts after every letter and digit of a key

Matches = dict[int, tuple[int, int]]  # number -> (tier, weight)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for: words, and the département or code that narrows them.

    `is_whole` when only the name itself is meant: its département is still being typed.
    """

    words: tuple[str, ...]
    departements: tuple[str, ...] = ()
    code: str = ""
    is_whole: bool = False


def search(
    register: Register, typed: str, *, kinds: Sequence[str] = KINDS, limit: int = 10
) -> list[Entry]:
    """The territories that `typed` may mean, best first."""
    return [entry for _, entry in ranked(register, typed, kinds=kinds, limit=limit)]


def ranked(
    register: Register, typed: str, *, kinds: Sequence[str] = KINDS, limit: int = 10
) -> list[tuple[int, Entry]]:
    """The territories that `typed` may mean, best first, each with its tier."""
    with register.opened() as connection:
        return Finder(connection, tuple(kinds)).answers(typed[:MOST_TYPED], limit)


class Finder:
    """One question asked to an opened register."""

    def __init__(self, connection: sqlite3.Connection, kinds: tuple[str, ...]) -> None:
        self.connection = connection
        self.kinds = kinds
        self.kinds_test = f"kind IN ({', '.join('?' * len(kinds))})"

    def answers(self, typed: str, limit: int) -> list[tuple[int, Entry]]:
        """Entries by tier, then weight; a département or a code may go with the name."""
        words = tokens(typed)[:MOST_WORDS]
        if not words or not self.kinds:
            return []
        pair_by_number = (
            self._by_code("".join(words)) if words[0][0].isdigit() or len(words) == 1 else {}
        )
        wishes = self._wishes(words)
        for wish in wishes:
            _merge(pair_by_number, self._by_name(wish))
        if not pair_by_number:
            pair_by_number = self._otherwise(wishes)
        return self._ordered(pair_by_number, typed, limit)

    def _otherwise(self, wishes: list[Wish]) -> Matches:
        """Names of another class, or a few errors away, or without the last word typed."""
        unclassed = Wish(tuple(word for word in wishes[0].words if word not in CLASSES))
        pair_by_number = self._by_name(unclassed) if unclassed.words else {}
        if pair_by_number:
            return pair_by_number
        for find in (self._by_near_whole, self._by_near_words):
            for wish in wishes:
                _merge(pair_by_number, find(wish))
            if pair_by_number:
                return pair_by_number
        return self._by_name(Wish(wishes[0].words[:-1])) if len(wishes[0].words) > 1 else {}

    def _wishes(self, words: list[str]) -> list[Wish]:
        wishes = [Wish(tuple(words))]
        if words[-1] == "saint":
            wishes.append(Wish((*words[:-1], "st")))
        if len(words) == 1:
            return wishes
        codes = [
            word for word in words if len(word) == 5 and word[:2].isdigit() and word[3:].isdigit()
        ]
        if codes:
            return [Wish(tuple(word for word in words if word not in codes), code=codes[0])]
        wishes += self._qualified(words)
        return wishes

    def _qualified(self, words: list[str]) -> list[Wish]:
        wishes = []
        for size in range(1, min(len(words), 6)):
            called = self._departements_called(" ".join(words[-size:]))
            codes = tuple(code for code, is_answered in called if is_answered)
            if called:
                departements = codes or tuple(code for code, _ in called)
                rest = tuple(words[:-size])
                wishes.append(Wish(rest, departements=departements, is_whole=not codes))
        return wishes

    def _departements_called(self, tail: str) -> list[tuple[str, int]]:
        """Codes of the départements of this code or name, or whose name starts so; 1 when said."""
        return self.connection.execute(
            "SELECT code, ?1 IN (lower(code), substr(spoken, 2)) FROM territory"
            " WHERE kind = 'departement' AND (?1 IN (lower(code), substr(spoken, 2))"
            " OR length(?1) > 2 AND instr(spoken, ' ' || ?1) = 1)",
            (tail,),
        ).fetchall()

    def _by_code(self, typed: str) -> Matches:
        if len(typed) < 2 or not any(letter.isdigit() for letter in typed):
            return {}
        rows = self.connection.execute(
            "SELECT code.number, code.text, is_postcode, coalesce(population, 0)"
            " FROM code JOIN territory USING (number)"
            f" WHERE code.text >= ? AND code.text < ? AND {self.kinds_test}"
            " ORDER BY code.text = ? DESC, is_postcode, population DESC LIMIT ?",
            (typed, typed + BEYOND, *self.kinds, typed, CANDIDATES),
        )
        pair_by_number: Matches = {}
        for number, text, is_postcode, weight in rows:
            tier = (EXACT if not is_postcode else STARTS) if text == typed else CONTAINS
            _merge(pair_by_number, {number: (tier, weight)})
        return pair_by_number

    def _by_name(self, wish: Wish) -> Matches:
        if not wish.words:
            return self._within(wish)
        text = " ".join(wish.words)
        if wish.is_whole:
            return {
                number: (tier_of(1, starts), w) for _, starts, w, number in self._same(text, wish)
            }
        pair_by_number = self._starting(text, wish)
        if (
            len(wish.words) > 1
            and len(pair_by_number) < CANDIDATES
            and max(map(len, wish.words)) > 2
        ):
            _merge(pair_by_number, self._scattered(wish))
        return pair_by_number

    def _within(self, wish: Wish) -> Matches:
        test, values = self._narrowed(wish)
        rows = self.connection.execute(
            f"SELECT number, weight FROM key WHERE {test} ORDER BY weight DESC LIMIT ?",
            (*values, CANDIDATES),
        )
        return {number: (CONTAINS, weight) for number, weight in rows}

    def _narrowed(self, wish: Wish) -> tuple[str, list[str]]:
        test, values = self.kinds_test, list(self.kinds)
        if wish.departements:
            test += f" AND departement IN ({', '.join('?' * len(wish.departements))})"
            values += wish.departements
        if wish.code:
            test += " AND number IN (SELECT number FROM code WHERE text = ?)"
            values.append(wish.code)
        return test, values

    def _starting(self, text: str, wish: Wish) -> Matches:
        ready = self._ready(text, wish)
        rows = ready or self._scanned(text, wish)
        return {
            number: (tier_of(key == text, starts), weight)
            for key, starts, weight, number in reversed(rows)
        }

    def _ready(self, text: str, wish: Wish) -> list[tuple[str, int, int, int]]:
        if wish.departements or wish.code:
            return []
        rows = self.connection.execute(
            f"SELECT '', starts, weight, number FROM busy WHERE prefix = ? AND {self.kinds_test}"
            " ORDER BY starts DESC, weight DESC",
            (text, *self.kinds),
        ).fetchall()
        return rows + self._same(text, wish) if rows else []

    def _same(self, text: str, wish: Wish) -> list[tuple[str, int, int, int]]:
        test, values = self._narrowed(wish)
        return self.connection.execute(
            f"SELECT text, starts, weight, number FROM key WHERE text = ? AND {test}"
            " ORDER BY starts DESC, weight DESC LIMIT ?",
            (text, *values, CANDIDATES),
        ).fetchall()

    def _scanned(self, text: str, wish: Wish) -> list[tuple[str, int, int, int]]:
        test, values = self._narrowed(wish)
        return self.connection.execute(
            f"SELECT text, starts, weight, number FROM key WHERE text >= ? AND text < ? AND {test}"
            " ORDER BY (text = ?) * starts DESC, starts DESC, weight DESC LIMIT ?",
            (text, text + BEYOND, *values, text, CANDIDATES),
        ).fetchall()

    def _scattered(self, wish: Wish) -> Matches:
        heads = [" ".join(wish.words[:2])] if len(wish.words) > 2 else []
        heads.append(max(wish.words, key=lambda word: (word != "saint", len(word))))
        test, values = self._narrowed(wish)
        every_word = " AND ".join("spoken LIKE ?" for _ in wish.words)
        pair_by_number: Matches = {}
        for head in heads:
            rows = self.connection.execute(
                "SELECT number, weight FROM (SELECT DISTINCT number, weight FROM key"
                f" WHERE text >= ? AND text < ? AND {test}) JOIN territory USING (number)"
                f" WHERE {every_word} ORDER BY weight DESC LIMIT ?",
                (head, head + BEYOND, *values, *(f"% {word}%" for word in wish.words), CANDIDATES),
            )
            _merge(pair_by_number, {number: (SCATTERED, weight) for number, weight in rows})
            if pair_by_number:
                break
        return pair_by_number

    def _by_near_whole(self, wish: Wish) -> Matches:
        near = near_names(self.connection, "".join(wish.words))
        test, values = self._narrowed(wish)
        pair_by_number: Matches = {}
        for text, errors in near.items():
            for number, weight, starts in self.connection.execute(
                f"SELECT number, weight, starts FROM key WHERE text = ? AND {test}",
                (text, *values),
            ):
                _merge(
                    pair_by_number,
                    {number: (CORRECTED + 6 * errors + tier_of(True, starts), weight)},
                )
        return pair_by_number

    def _by_near_words(self, wish: Wish) -> Matches:
        spellings = near_words(self.connection, wish.words)
        tries = sorted(product(*spellings), key=lambda tried: sum(errors for _, errors in tried))
        pair_by_number: Matches = {}
        for tried in islice(tries, MOST_CORRECTIONS):
            words = tuple(word for word, _ in tried)
            errors = sum(count for _, count in tried)
            near = self._by_name(Wish(words, wish.departements, wish.code))
            _merge(
                pair_by_number,
                {
                    number: (CORRECTED + 6 * errors + tier, weight)
                    for number, (tier, weight) in near.items()
                },
            )
        return pair_by_number

    def _ordered(self, pair_by_number: Matches, typed: str, limit: int) -> list[tuple[int, Entry]]:
        best = sorted(
            pair_by_number,
            key=lambda number: (pair_by_number[number][0], -pair_by_number[number][1], number),
        )[: limit + 20]
        if not best:
            return []
        rows = self.connection.execute(
            f"SELECT {COLUMNS} FROM territory WHERE number IN ({', '.join('?' * len(best))})",
            best,
        )
        entries = [Entry(*row) for row in rows]
        letters = fold(typed)
        entries.sort(key=lambda entry: _rank(entry, pair_by_number[entry.number], letters))
        return [(pair_by_number[entry.number][0], entry) for entry in entries[:limit]]


def _rank(entry: Entry, place: tuple[int, int], letters: str) -> tuple[int, bool, int, int, str]:
    tier, weight = place
    is_spelt_otherwise = tier == EXACT and not _starts(letters, entry.folded)
    return tier, is_spelt_otherwise, -weight, KINDS.index(entry.kind), entry.code


def _starts(text: str, beginning: str) -> bool:
    return len(beginning) > 2 and text.startswith(beginning)


def tier_of(is_same: int | bool, starts: int) -> int:
    """The tier of a key that starts as typed, or is what is typed."""
    if not starts:
        return CONTAINS
    whole, classed = (EXACT, EXACT_CLASSED) if is_same else (STARTS, STARTS_CLASSED)
    return whole if starts == 2 else classed


def _merge(pair_by_number: Matches, more: Matches) -> None:
    for number, place in more.items():
        if number not in pair_by_number or place[0] < pair_by_number[number][0]:
            pair_by_number[number] = place
