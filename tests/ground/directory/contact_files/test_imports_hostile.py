"""What no form would let in: a heading written twice, names too long, drawn or reversed."""

import time

import pytest

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.problems import Severity
from maillage.foundation.exchange.reading.opening import open_content
from maillage.ground.directory.contact_files.table.plan import plan_workbook
from maillage.ground.directory.models import Contact, Organisation, Person
from tests.foundation.exchange.importing import imported
from tests.foundation.exchange.spreadsheets import Row, csv_bytes, xlsx_bytes

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


@pytest.mark.parametrize("blank", [" ", "\t", "\n", "\u00a0"])
def test_a_cell_full_of_blanks_is_read_at_once(blank: str) -> None:
    """Ten rows held the only worker for a minute."""
    rows: list[Row] = [["Structure", "Nom", "Mail"]]
    rows += [[f"Mairie de Vaux {n}", "Eve ROY", f"a{blank * 18_000}b"] for n in range(10)]
    start = time.process_time()

    made = plan_workbook(open_content(xlsx_bytes({"A": rows})))

    assert len(made.organisations) == 10
    assert time.process_time() - start < 2


def test_a_cell_too_long_for_a_name_is_not_read_and_says_so() -> None:
    rows: list[Row] = [["Structure", "Nom", "Précisions"]]
    rows += [["Mairie de Vaux", "Eve ROY " * 200, "note " * 300]]

    made = plan_workbook(open_content(csv_bytes(rows)))

    assert [(p.cell, p.severity, p.message) for p in made.problems if p.code == "too_long"] == [
        ("csv!B2", Severity.ERROR, "Plus de 1000 signes : raccourcissez ce texte.")
    ]
    assert (len(made.organisations), made.people) == (1, [])
