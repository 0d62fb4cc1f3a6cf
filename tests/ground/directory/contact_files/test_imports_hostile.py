"""What no form would let in: a heading written twice, names too long, drawn or reversed."""

import pytest

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Contact, Organisation, Person
from tests.foundation.exchange.importing import imported
from tests.foundation.exchange.spreadsheets import Row

pytestmark = pytest.mark.django_db


def test_heading_written_twice_loses_neither_column(access: Access) -> None:
    rows: list[Row] = [
        ["Structure", "Nom", "Prénom", "Mail", "Mail"],
        ["CC A", "ROY", "Eve", "eve@example.org", "roy@example.org"],
    ]

    imported(access, rows)

    assert set(Contact.objects.filter(kind="email").values_list("value", flat=True)) == {
        "eve@example.org",
        "roy@example.org",
    }


def test_names_drawn_reversed_or_cut_by_a_nul_are_kept_as_text(access: Access) -> None:
    rows: list[Row] = [
        ["Structure", "Nom", "Prénom", "Mail"],
        ["CC \u202eA 🏡", "RO\x00Y", "Eve 🌾", "eve@example.org"],
    ]

    imported(access, rows)

    person, place = Person.objects.get(), Organisation.objects.get()
    assert (person.family_name, person.given_name, place.name) == ("ROY", "Eve 🌾", "CC A 🏡")


def test_names_of_three_hundred_letters_are_cut_where_it_is_said(access: Access) -> None:
    rows: list[Row] = [
        ["Structure", "Nom", "Prénom", "Mail"],
        ["É" * 300, "Û" * 300, "Eve", "eve@example.org"],
        ["CC A", "ROY", "Luc", "luc@example.org"],
    ]

    run = imported(access, rows)

    assert set(Person.objects.values_list("family_name", flat=True)) == {"Û" * 150, "ROY"}
    assert set(Organisation.objects.values_list("name", flat=True)) == {"É" * 300, "CC A"}
    pairs = [(line["cell"], line["message"]) for line in run.preview["warnings"]]
    assert pairs == [("csv!B2", "300 lettres : les 150 premières sont gardées.")]
