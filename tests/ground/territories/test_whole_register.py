"""The whole official register, as built for the application."""

import random
import resource
import sys
import time
from collections import Counter

import pytest

from maillage.ground.territories.atlas.register import DEFAULT_FOLDER, FILE_NAME, Entry, Register
from maillage.ground.territories.atlas.search import search

SEED = 2026


@pytest.fixture(scope="module")
def register() -> Register:
    """The built register; its absence fails, with what to do."""
    whole = Register(DEFAULT_FOLDER / FILE_NAME)
    if not whole.path.is_file():
        pytest.fail(
            "Construisez le registre : PYTHONPATH=src python -m maillage.ground.territories.build"
        )
    return whole


@pytest.fixture(scope="module")
def entries(register: Register) -> list[Entry]:
    """Every territory of the register."""
    return list(register.entries())


def test_register_is_whole(register: Register, entries: list[Entry]) -> None:
    assert Counter(entry.kind for entry in entries) == {
        "commune": 34_969,
        "epci": 1_255,
        "departement": 109,
        "region": 26,
    }
    assert sum(entry.population or 0 for entry in entries if entry.kind == "region") == sum(
        entry.population or 0 for entry in entries if entry.kind == "commune"
    )
    communes = [entry.ref for entry in entries if entry.kind == "commune"]
    metropolitan = [ref for ref in communes if not ref[1].startswith(("975", "977", "978", "98"))]
    undrawn = set(metropolitan) - set(register.near(metropolitan))
    assert undrawn == {("commune", code) for code in ("15031", "15035", "15047", "15171")}


def typed_name(entry: Entry, homonyms: Counter[str], departements: dict[str, str]) -> str:
    """What one types: the name, and the département when others bear the same name."""
    if homonyms[entry.spoken] == 1 or not entry.departements:
        return entry.name
    return f"{entry.name} {departements[entry.departements.split()[0]]}"


@pytest.mark.parametrize("by", ["code", "name"])
def test_first_answer_is_right_for_500_names(
    register: Register, entries: list[Entry], by: str
) -> None:
    homonyms = Counter(entry.spoken for entry in entries)
    departements = {
        entry.code: entry.name if by == "name" else entry.code
        for entry in entries
        if entry.kind == "departement"
    }
    drawable = [entry for entry in entries if entry.kind in ("commune", "epci")]

    drawn = random.Random(SEED).sample(drawable, 500)
    questions = {entry.ref: typed_name(entry, homonyms, departements) for entry in drawn}
    first = {
        ref: next((answer.ref for answer in search(register, question, limit=1)), None)
        for ref, question in questions.items()
    }

    assert [(questions[ref], answer) for ref, answer in first.items() if answer != ref] == []


def cpu_ms(register: Register, typed: list[str]) -> float:
    """The median CPU milliseconds of one search among these."""
    spent = []
    for text in typed:
        start = time.process_time()
        search(register, text)
        spent.append((time.process_time() - start) * 1000)
    return sorted(spent)[len(spent) // 2]


def test_search_is_quick_enough_to_follow_typing(register: Register, entries: list[Entry]) -> None:
    drawn = random.Random(SEED).sample(entries, 60)
    prefixes = [entry.name[: 1 + place % len(entry.name)] for place, entry in enumerate(drawn)]
    mistyped = [
        f"{entry.name[:2]}{entry.name[3]}{entry.name[2]}{entry.name[4:]}"
        for entry in drawn
        if len(entry.name) > 6
    ]

    assert cpu_ms(register, prefixes) <= 3
    assert cpu_ms(register, mistyped) <= 15


def test_search_holds_little_memory(register: Register) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    for typed in ("saint", "pornci", "chtaeaudun", "le tour de france"):
        search(register, typed)

    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown / (1024 if sys.platform == "linux" else 1024**2) < 25
