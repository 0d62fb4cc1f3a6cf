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
        "Famille": "ALLARD Dylan",
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
        ("Aides sociales 2026 - bénéficiaires", "Nom;Prénom;Adresse;Tél.;Montant;Observations"),
        ("Secours 2026", "Nom;Prénom;Tél.;Montant"),
        ("Dossiers surendettement", "Nom;Prénom;Tél."),
        ("", "Famille;Commune;Tél.;Aide;Montant;Passage en commission"),
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
        ("Contacts du CIAS", "Nom;Prénom;Service;Fonction;Publics;Tél."),
        ("Référents RSA", "Nom;Prénom;Tél."),
        ("Subventions 2026", "Association;Contact;Montant;Passage en commission"),
        ("Secours populaire", "Structure;Contact;Tél.;Montant"),
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


LIVES = ["RSA, 3 enfants", "dossier surendettement", "ok", "hébergé chez un tiers"]


def with_remarks(title: str, headers: str, remarks: list[str]) -> SheetReading:
    names = [*headers.split(";"), "Observations"]
    values = {"Nom": "ALLARD", "Prénom": "Dylan", "Fonction": "Agent"}
    rows: list[Row] = [
        [*(values.get(one, "06 99 30 00 04") for one in names[:-1]), text] for text in remarks
    ]
    return read([[title], [*names], *rows])


def test_remarks_on_how_people_live_refuse_their_sheet() -> None:
    reading = with_remarks("Liste", "Nom;Prénom;Tél.", LIVES)

    assert reading.is_refused
    assert reading.reason is not None
    assert "(« Observations »)" in reading.reason


@pytest.mark.parametrize(
    ("title", "headers", "remarks"),
    [
        ("Équipe du CIAS", "Nom;Prénom;Tél.", LIVES),
        ("Liste", "Nom;Prénom;Fonction;Tél.", LIVES),
        ("Liste", "Nom;Prénom;Tél.", ["RSA", "surendettement", "logement"]),
        ("Liste", "Nom;Prénom;Tél.", ["agrément 3 enfants", "4 enfants accueillis"]),
        ("Liste", "Nom;Prénom;Tél.", ["référent RSA, enfants", "conseil en surendettement"]),
        ("Liste", "Nom;Prénom;Tél.", ["dossier surendettement", "absent", "ok", "à rappeler"]),
    ],
)
def test_remarks_on_partners_do_not(title: str, headers: str, remarks: list[str]) -> None:
    assert not with_remarks(title, headers, remarks).is_refused
