"""The list of those who must not come back: it names nobody and forgets nothing."""

import json
from pathlib import Path

import pytest
from pytest_django import Settings

from maillage.foundation.journal.erased import (
    Erased,
    erased_list,
    erased_records,
    is_same,
    mark_of,
    remember_erased,
)
from tests.ground.directory.makers import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_list(settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path


def test_nobody_was_erased_at_first() -> None:
    assert list(erased_records()) == []


def test_erased_person_is_remembered_without_a_name() -> None:
    person = make_person(family_name="Guérin")

    erased = remember_erased(person)

    assert erased == Erased("directory.person", person.pk, mark_of(person))
    assert list(erased_records()) == [erased]
    assert json.loads(erased_list().read_text()).keys() == {"model", "number", "mark"}
    assert "Guérin" not in erased_list().read_text()


def test_another_row_of_the_same_number_is_not_the_erased_one() -> None:
    person = make_person()
    erased = remember_erased(person)
    other = make_person()
    other.pk = person.pk

    assert is_same(person, erased) is True
    assert is_same(other, erased) is False


def test_line_cut_by_a_power_failure_hides_no_other() -> None:
    first = remember_erased(make_person())
    with erased_list().open("a") as written:
        written.write('{"model": "directory.per')

    assert list(erased_records()) == [first]
