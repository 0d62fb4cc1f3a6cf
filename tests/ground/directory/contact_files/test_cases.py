"""The reference files give exactly what their JSON says, every suggestion accepted."""

import json
from pathlib import Path

import pytest

from maillage.ground.directory.contact_files.table.plan import plan
from tests.foundation.exchange.spreadsheets import CASES
from tests.ground.directory.contact_files.comparing import (
    expected_of,
    fields_compared,
    places,
    planned,
)

FILES = sorted(CASES.glob("*.json"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_case_gives_the_expected_records_and_located_problems(path: Path) -> None:
    expected, expected_places = expected_of(path)

    made = plan(path.with_name(json.loads(path.read_text("utf-8"))["file"]))

    wanted, values_by_key = expected.records(), planned(made).records()
    assert values_by_key.keys() == wanted.keys()
    for identity, record in wanted.items():
        assert fields_compared(values_by_key[identity], record) == fields_compared(record, record)
    assert places(made) == expected_places


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_problem_of_a_case_says_what_happened_in_french(path: Path) -> None:
    made = plan(path.with_name(json.loads(path.read_text("utf-8"))["file"]))

    assert all(problem.message.endswith((".", "».")) for problem in made.problems)
    assert all(len(problem.message) > 20 for problem in made.problems)


def test_guessed_mapping_given_back_gives_the_same_plan() -> None:
    path = CASES / "01_contacts_ctg.xlsx"
    guessed = plan(path)

    again = plan(path, guessed.mapping)

    assert again.mandates == guessed.mandates
    assert again.problems[:3] == guessed.problems[:3]


def test_refused_suggestion_keeps_two_people_apart() -> None:
    path = CASES / "01_contacts_ctg.xlsx"

    made = plan(path, refused=frozenset({"Contacts CTG!E14", "COPIL!A6"}))

    carvelle = [person.source for person in made.people if person.family_name == "CARVELLE"]
    caf = [o.name for o in made.organisations if o.name.startswith("Caf")]
    assert carvelle == ["Contacts CTG!E6", "Contacts CTG!E14"]
    assert caf == ["Caf des Hautes-Ouzes", "Caf"]
