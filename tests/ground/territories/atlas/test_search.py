"""What the first letters typed mean."""

from pathlib import Path

import pytest

from maillage.ground.territories.atlas.register import Register, RegisterMissingError
from maillage.ground.territories.atlas.search import search


def names_with_codes(register: Register, typed: str, limit: int = 10) -> list[str]:
    """The answers as « nom (code) »."""
    return [f"{entry.name} ({entry.code})" for entry in search(register, typed, limit=limit)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("porn", "Pornic (44131)"),
        ("PORNIC", "Pornic (44131)"),
        ("havre", "Le Havre (76351)"),
        ("la baule", "La Baule-Escoublac (44055)"),
        ("labaule", "La Baule-Escoublac (44055)"),
        ("st germ lay", "Saint-Germain-en-Laye (78551)"),
        ("saint-germain-en-l", "Saint-Germain-en-Laye (78551)"),
        ("ste pazanne", "Sainte-Pazanne (44186)"),
        ("preffailles", "Préfailles (44136)"),
        ("pornci", "Pornic (44131)"),
        ("st germian en laye", "Saint-Germain-en-Laye (78551)"),
        ("Saint-Germai nen-Laye", "Saint-Germain-en-Laye (78551)"),
        ("cc pornic", "Pornic (44131)"),
        ("pornic ville", "Pornic (44131)"),
        ("communauté de communes sud retz", "CC Sud Retz Atlantique (200071546)"),
        ("pays de retz", "CA Pornic Agglo Pays de Retz (200067346)"),
        ("44131", "Pornic (44131)"),
        ("44210", "Pornic (44131)"),
        ("214401317", "Pornic (44131)"),
        ("200 067 346", "CA Pornic Agglo Pays de Retz (200067346)"),
        ("44", "Loire-Atlantique (44)"),
        ("saint aubin 21", "Saint-Aubin (21541)"),
        ("Saint-Aubin Côte-d'Or", "Saint-Aubin (21541)"),
        ("Saint-Aubin (62)", "Saint-Aubin (62742)"),
        ("91190 Saint-Aubin", "Saint-Aubin (91538)"),
        ("pornic loire atl", "Pornic (44131)"),
    ],
)
def test_first_answer(small_register: Register, typed: str, first: str) -> None:
    assert names_with_codes(small_register, typed, limit=1) == [first]


def test_answers_are_exact_then_start_then_larger(small_register: Register) -> None:
    assert names_with_codes(small_register, "saint", limit=4) == [
        "Saint-Denis (97411)",
        "Saint-Germain-en-Laye (78551)",
        "Sainte-Pazanne (44186)",
        "Saint-Michel-Chef-Chef (44182)",
    ]
    assert names_with_codes(small_register, "saint aubin") == [
        "Saint-Aubin (91538)",
        "Saint-Aubin (62742)",
        "Saint-Aubin (21541)",
    ]
    assert names_with_codes(small_register, "retz", limit=2) == [
        "CA Pornic Agglo Pays de Retz (200067346)",
        "CC Sud Retz Atlantique (200071546)",
    ]


@pytest.mark.parametrize("typed", ["", " ", "'", "%", "\x00", "🙂", "zzzz zzzz", "x" * 10_000])
def test_what_means_nothing_finds_nothing(small_register: Register, typed: str) -> None:
    assert names_with_codes(small_register, typed) == []


def test_kinds_are_kept_apart(small_register: Register) -> None:
    entries = search(small_register, "creuse", kinds=("departement",))

    assert [entry.ref for entry in entries] == [("departement", "23")]
    assert search(small_register, "creuse", kinds=()) == []


def test_missing_register_says_what_to_do(tmp_path: Path) -> None:
    missing = Register(tmp_path / "register.sqlite")

    with pytest.raises(RegisterMissingError, match="lancez « python -m maillage"):
        search(missing, "pornic")
