"""Which words of names were meant by a word typed wrong?"""

import sqlite3
from contextlib import closing
from functools import lru_cache

SHORTEST = 4  # letters: under that, any word is near any other
SHORTEST_NAME = 6
LONG_NAME = 9
MOST = 6

WordList = dict[str, int]  # word -> the higher, the larger the territory that bears it
Spelling = tuple[str, int]  # word, errors


def near_names(connection: sqlite3.Connection, joined: str) -> dict[str, int]:
    """Whole names, words joined, one error away, two when they are long; spaces set apart."""
    if len(joined) < SHORTEST_NAME:
        return {}
    return _compared(joined, _names_of(_path(connection)), 1 if len(joined) < LONG_NAME else 2)


def near_words(connection: sqlite3.Connection, words: tuple[str, ...]) -> list[list[Spelling]]:
    """For each word: itself, then known words one or two errors away, with their errors.

    Known words keep their spelling, unless all are known. The last word may be unfinished: it is
    also compared with the beginnings of words.
    """
    count_by_name = _words_of(_path(connection))
    doubtful = {word for word in words if not _is_listed(connection, word)} or set(words)
    return [
        [
            (word, 0),
            *(_near(word, count_by_name, is_last=word == words[-1]) if word in doubtful else []),
        ]
        for word in words
    ]


def _is_listed(connection: sqlite3.Connection, word: str) -> bool:
    question = "SELECT 1 FROM key WHERE text >= ? AND text < ? LIMIT 1"
    return (
        len(word) < SHORTEST
        or connection.execute(question, (word, word + "~")).fetchone() is not None
    )


def _near(word: str, count_by_name: WordList, *, is_last: bool) -> list[Spelling]:
    if len(word) < SHORTEST:
        return []
    allowed = 1 if len(word) < 6 else 2
    errors = _compared(word, list(count_by_name), allowed)
    if is_last:
        for begun, count in _compared(word, _beginnings(count_by_name, len(word)), allowed).items():
            errors.setdefault(begun, count)
    errors.pop(word, None)
    ordered = sorted(
        errors.items(),
        key=lambda pair: (pair[1], -count_by_name.get(pair[0], -len(count_by_name)), pair[0]),
    )
    return ordered[:MOST]


def _beginnings(count_by_name: WordList, size: int) -> list[str]:
    return list({text[:size] for text in count_by_name if len(text) > size})


def _compared(word: str, texts: list[str], allowed: int) -> dict[str, int]:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    rows = process.extract(word, texts, scorer=OSA.distance, score_cutoff=allowed, limit=30)
    return {text: int(errors) for text, errors, _ in rows}


def _path(connection: sqlite3.Connection) -> str:
    return str(connection.execute("SELECT file FROM pragma_database_list").fetchone()[0])


@lru_cache(maxsize=2)
def _words_of(path: str) -> WordList:
    return {word: -place for place, word in enumerate(_list(path, "words"))}


@lru_cache(maxsize=2)
def _names_of(path: str) -> list[str]:
    return _list(path, "names")


def _list(path: str, name: str) -> list[str]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as connection:
        row = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return str(row[0]).split()
