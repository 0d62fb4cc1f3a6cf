"""Which addresses and numbers are the structure's, by their column or by their own words."""

import pytest

from maillage.foundation.exchange.reading.opening import open_content
from maillage.ground.directory.contact_files.table.plan import ImportPlan, plan_workbook
from maillage.ground.directory.contact_files.table.structure_addresses import is_of_structure
from tests.foundation.exchange.spreadsheets import Row, csv_bytes


def read(*rows: Row) -> ImportPlan:
    return plan_workbook(open_content(csv_bytes(rows)))


@pytest.mark.parametrize(
    ("structure", "phone", "email"),
    [("École", "Tél. école", "Mèl école"), ("Association", "Tél. de l’asso", "mail asso"),
     ("Nom de l’établissement", "Téléphone établissement", "Courriel étab."),
     ("Nom de l’entreprise", "Tel entreprise", "E-mail de l’entreprise")],
)  # fmt: skip
def test_column_that_bears_the_word_of_the_structure_is_its_own(
    structure: str, phone: str, email: str
) -> None:
    plan = read(
        [structure, "Nom", "Prénom", phone, email, "Portable"],
        ["Lune claire", "LORMEL", "Odette", "01 99 00 10 01", "l.claire@val.example.org",
         "06 39 98 10 01"],
        ["Soleil levant", "PASTOU", "Luc", "01 99 00 10 02", "sol@val.example.org", ""],
    )  # fmt: skip

    assert [(one.phones, one.emails) for one in plan.organisations] == [
        (["0199001001"], ["l.claire@val.example.org"]), (["0199001002"], ["sol@val.example.org"]),
    ]  # fmt: skip
    assert [(one.phones, one.emails) for one in plan.people] == [(["0639981001"], []), ([], [])]


def test_column_of_somebody_of_the_structure_is_theirs() -> None:
    plan = read(
        ["École", "Directrice", "Tél. directrice école"],
        ["École des Lilas", "LORMEL Odette", "06 39 98 10 01"],
    )

    assert [one.phones for one in plan.people] == [["0639981001"]]


@pytest.mark.parametrize(
    ("address", "structure"),
    [
        ("tc.brolles", "Tennis club de Brolles"), ("amicale.laique.x", "Amicale laïque de Vaux"),
        ("comite-desfetes", "Comité des fêtes"), ("foyer-rural79", "Foyer rural d’Ormelle"),
        ("asso.luneclaire", "Association Lune claire"), ("brolles.mairie", "Commune de Brolles"),
        ("alo", "Amicale laïque d’Ormelle"),
    ],
)  # fmt: skip
def test_mailbox_made_of_the_words_of_the_structure_is_its_own(
    address: str, structure: str
) -> None:
    assert is_of_structure(f"{address}@mail.example.org", structure, "Odette LORMEL")


@pytest.mark.parametrize(
    ("address", "structure", "person"),
    [
        ("judo.vernois", "Judo club Vernois", "Ida VERNOIS"),
        ("ida.harmonie", "Harmonie du Val", "Ida TESSON"),
        ("jean.morel", "École Jean Morel", "Jean MOREL"),
        ("jean.morel", "École Jean Morel", "Jeanne MOREL"),
        ("tc", "Tennis club de Brolles", "Odette LORMEL"),
        ("luneclaire", "Association Lune claire", "Odette LORMEL"),
        ("chantal79", "Foyer rural d’Ormelle", "Isa SOUF"),
        ("secretaire.brolles.tresor", "Commune de Brolles", "Isa SOUF"),
        ("alo", "Amicale laïque d’Ormelle", "Anne Lise ORMOY"),
        ("de.la", "Maison de la presse", "Isa SOUF"),
    ],
)  # fmt: skip
def test_mailbox_of_somebody_or_of_other_words_is_not(
    address: str, structure: str, person: str
) -> None:
    assert not is_of_structure(f"{address}@mail.example.org", structure, person)


def test_address_that_bears_the_structure_is_told_and_given_to_it() -> None:
    plan = read(
        ["Structure", "Nom", "Prénom", "Mail"],
        ["Tennis club de Brolles", "LORMEL", "Odette", "tc.brolles@mail.example.org"],
    )

    assert [one.emails for one in plan.organisations] == [["tc.brolles@mail.example.org"]]
    assert [one.emails for one in plan.people] == [[]]
    assert [(one.cell, one.severity.value, one.message) for one in plan.problems] == [
        ("csv!D2", "info", "Adresse au nom de la structure : rattachée à la structure.")
    ]
