"""What does the type-ahead look through: names, words and codes, ready to be found."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from maillage.ground.territories.atlas.names import LINKS, endings, fold, tokens
from maillage.ground.territories.build.facts import Fact

BUSY = 1_200  # from so many names on, a prefix keeps its best answers ready
BEST = 40  # of each kind
LONGEST_BUSY = 12

KeyRow = tuple[str, str, str, int, int, int]


def key_rows(numbered: list[tuple[int, Fact]]) -> list[KeyRow]:
    """Every way into a name: text, kind, département, how far it starts it, weight, number."""
    rows = []
    for number, fact in numbered:
        words = tokens(fact.name)
        ways = endings(words)
        if len(words) > 1:
            ways.append(("".join(words), 2))
        for text, starts in ways:
            rows += [
                (text, fact.kind, departement, starts, fact.population or 0, number)
                for departement in fact.departements or ("",)
            ]
    return rows


def busy_rows(keys: Iterable[KeyRow]) -> Iterator[tuple[str, str, int, int, int]]:
    """The best answers to prefixes of very many names: prefix, kind, starts, weight, number."""
    groups: dict[str, dict[int, KeyRow]] = defaultdict(dict)
    for row in keys:
        for size in range(1, min(len(row[0]), LONGEST_BUSY) + 1):
            entry_by_number = groups[row[0][:size]]
            if row[5] not in entry_by_number or entry_by_number[row[5]][3] < row[3]:
                entry_by_number[row[5]] = row
    for prefix, result in groups.items():
        if len(result) >= BUSY:
            yield from _best(prefix, list(result.values()))


def _best(prefix: str, rows: list[KeyRow]) -> Iterator[tuple[str, str, int, int, int]]:
    left: dict[str, int] = defaultdict(lambda: BEST)
    for _, kind, _, starts, weight, number in sorted(
        rows, key=lambda row: (-row[3], -row[4], row[5])
    ):
        if left[kind]:
            left[kind] -= 1
            yield prefix, kind, starts, weight, number


def distinct_words(facts: Iterable[Fact]) -> list[str]:
    """The distinct words of names, those of the largest territories first."""
    weights: dict[str, int] = defaultdict(int)
    for fact in facts:
        for word in tokens(fact.name):
            weights[word] = max(weights[word], fact.population or 0)
    words = [word for word in weights if len(word) > 2 and word not in LINKS]
    return sorted(words, key=lambda word: (-weights[word], word))


def joined_names(keys: Iterable[KeyRow]) -> list[str]:
    """The distinct names and starts of names written as one word."""
    return sorted({text for text, _, _, starts, _, _ in keys if starts and " " not in text})


def code_rows(numbered: list[tuple[int, Fact]]) -> Iterator[tuple[str, int, int]]:
    """Every code of a territory: text, whether it is a postcode, number."""
    for number, fact in numbered:
        own = {fold(fact.code)} | ({fact.siren} if fact.siren else set())
        for code in sorted(own):
            yield code, 0, number
        for postcode in fact.postcodes:
            if postcode not in own:
                yield postcode, 1, number
