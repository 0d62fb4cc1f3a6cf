"""Which tables list people helped, and of which is it asked?"""

import pytest

from maillage.foundation.exchange.reading.opening import open_content
from maillage.foundation.exchange.tables.sheets import SheetReading, read_sheets
from tests.foundation.exchange.spreadsheets import Row, csv_bytes

FIELDS = frozenset(
    {"organisation_name", "commune", "family_name", "given_name", "person_name", "email", "phone",
     "function", "address", "notes"}
)  # fmt: skip


def read(rows: list[Row]) -> SheetReading:
    return read_sheets(open_content(csv_bytes(rows)), FIELDS)[0]


def table(title: str, headers: str) -> list[Row]:
    names = headers.split(";")
    values = {
        "Nom": "ALLARD",
        "Prénom": "Dylan",
        "Contact": "Dylan ALLARD",
        "Tél.": "06 99 30 00 04",
    }
    row = [values.get(name, "Arbrelles") for name in names]
    rows: list[Row] = [[*names], [*row], [*row]]
    return [[title], *rows] if title else rows


@pytest.mark.parametrize(
    ("title", "headers"),
    [
        ("Bénéficiaires épicerie 2026", "Nom;Prénom;Commune;Tél."),
        ("Suivi", "Nom;Prénom;Commune;Tél.;Colis"),
        ("", "Nom;Prénom;Commune;Date 1er passage"),
        ("Familles du quartier", "Nom;Prénom;Tél."),
        ("Usagers", "Nom;Prénom;Tél."),
        ("Élèves 2026", "Nom;Prénom;Commune"),
        ("Inscrits aux ateliers", "Nom;Prénom;Tél.;Motif"),
        ("", "Famille;Contact;Tél.;Enfants (âge);Adressé par;Motif;Présences"),
        ("", "Nom;Prénom;Tél.;Adressé par;Accompagnement"),
        ("", "Nom;Prénom;Tél.;Quotient"),
    ],
)
def test_people_tied_to_nothing_are_refused_by_discreet_signs(title: str, headers: str) -> None:
    reading = read(table(title, headers))

    assert (reading.is_refused, reading.tables) == (True, [])


@pytest.mark.parametrize(
    ("title", "headers"),
    [
        ("Bénéficiaires du programme", "Structure;Nom;Prénom;Fonction"),
        ("Représentants des usagers", "Nom;Prénom;Association;Tél."),
        ("", "Structure;Contact;Tél.;Motif"),
        ("Référents familles", "Commune;Nom;Prénom;Fonction"),
        ("Élus du bureau", "Nom;Prénom;Commune;Tél."),
        ("", "Nom;Prénom;Commune;Mail pro"),
        ("Représentants des familles", "Nom;Prénom;Tél.;Enfants"),
        ("", "Commune;Maire;Tél."),
    ],
)
def test_partners_are_neither_refused_nor_asked(title: str, headers: str) -> None:
    reading = read(table(title, headers))

    assert (reading.is_refused, reading.asks_people) == (False, False)


@pytest.mark.parametrize(
    ("title", "headers"),
    [
        ("", "Nom;Prénom;Commune;Tél."),
        ("Inscrits", "Nom;Prénom;Tél."),
        ("", "Nom;Prénom;Structure;Colis;Nb enfants"),
    ],
)
def test_who_people_are_is_asked_when_nothing_tells_it(title: str, headers: str) -> None:
    reading = read(table(title, headers))

    assert (reading.is_refused, reading.asks_people) == (False, True)


@pytest.mark.parametrize(
    ("address", "is_open"), [("d.allard@gmail.com", True), ("d.allard@arbrelles.fr", False)]
)
def test_address_of_a_structure_ties_people_to_it(address: str, *, is_open: bool) -> None:
    reading = read([["Nom", "Prénom", "Mail"], ["ALLARD", "Dylan", address]])

    assert reading.asks_people is is_open
