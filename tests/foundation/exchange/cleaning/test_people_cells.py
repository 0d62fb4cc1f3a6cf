"""Whom a cell names when it speaks of seats, functions and groups, and whom it does not."""

import pytest

from maillage.foundation.exchange.cleaning.functions import is_function
from maillage.foundation.exchange.cleaning.people_cells import is_vacant, read_people
from maillage.foundation.exchange.cleaning.phones import read_phones
from tests.foundation.exchange.cell_people import Read, people


@pytest.mark.parametrize(
    "text",
    [
        "2 représentants à désigner",
        "Titulaire à désigner",
        "à confirmer",
        "Non désigné à ce jour",
        "Elu à désigner après les élections",
        "Suppléante : à désigner",
        "Représentant CPAM à désigner",
        "Directeur (à recruter)",
        "désignation à venir",
        "vacant depuis le départ de Mme ROY et M. DURAND",
    ],
)
def test_seat_to_fill_is_vacant(text: str) -> None:
    assert is_vacant(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("M. Vacant Paul", ("M.", "Paul", "Vacant", None, None)),
        ("Paul-Henri ATTENTE", (None, "Paul-Henri", "ATTENTE", None, None)),
        ("DURAND (à désigner)", (None, "", "DURAND", None, "à désigner")),
        ("M. BON Luc (à confirmer)", ("M.", "Luc", "BON", None, "à confirmer")),
        ("Mme Eve ROY, à confirmer", ("Mme", "Eve", "ROY", None, "à confirmer")),
        ("Mme Eve ROY à confirmer", ("Mme", "Eve", "ROY", None, "à confirmer")),
        ("à confirmer : Mme Eve ROY", ("Mme", "Eve", "ROY", None, "à confirmer")),
    ],
)
def test_name_written_beside_a_doubt_is_somebody(text: str, name: Read) -> None:
    assert not is_vacant(text)
    assert people(text) == [name]
    assert not read_people(text).vacant


@pytest.mark.parametrize(
    "text",
    [
        "Mme Eve ROY\nà désigner",
        "à désigner\nMme Eve ROY",
        "Mme Eve ROY / vacant",
        "Mme Eve ROY et un élu à désigner",
        "Mme Eve ROY, suppléant à désigner",
    ],
)
def test_seat_to_fill_beside_a_name_is_nobody_more(text: str) -> None:
    assert not is_vacant(text)
    assert people(text) == [("Mme", "Eve", "ROY", None, None)]
    assert read_people(text).vacant


@pytest.mark.parametrize(
    "text",
    [
        "Mme ROYER Eve ou son suppléant",
        "Mme ROYER Eve ou son/sa représentant(e)",
        "Mme ROYER Eve, ou sa représentante désignée",
        "Mme ROYER Eve (ou son représentant)",
    ],
)
def test_substitute_without_a_name_is_left_out(text: str) -> None:
    assert people(text) == [("Mme", "Eve", "ROYER", None, None)]


def test_names_that_are_words_stand_one_under_the_other() -> None:
    assert people("MAIRE Rose\nDURAND Paul") == [
        (None, "Rose", "MAIRE", None, None), (None, "Paul", "DURAND", None, None),
    ]  # fmt: skip


def test_two_names_between_ou_are_two_people() -> None:
    assert people("Mme ROYER Eve ou M. BON Luc") == [
        ("Mme", "Eve", "ROYER", None, None), ("M.", "Luc", "BON", None, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "M. le Président de la CC F ou son représentant",
        "La Directrice de la Caf de la Sarre-Bleue",
        "M. ou Mme le Maire",
        "M. ou Mme le/la Maire",
        "M. le Maire de Saint-Martin",
        "Le principal du collège Jean MOULIN",
        "1 représentant",
        "LE MAIRE DE BAZOCHES",
        "M. le Maire ou l'adjoint",
    ],
)
def test_function_of_a_structure_names_nobody(text: str) -> None:
    assert people(text) == []
    assert read_people(text).unnamed


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Directeur adjoint (M. Luc BON)", ("M.", "Luc", "BON", "Directeur adjoint", None)),
        ("Mme la directrice (Eve ROY)", ("Mme", "Eve", "ROY", "directrice", None)),
        (
            "Mme l'adjointe à la ville (Eve ROY)",
            ("Mme", "Eve", "ROY", "adjointe à la ville", None),
        ),
        ("Directeur et DGS (M. Luc BON)", ("M.", "Luc", "BON", "Directeur et DGS", None)),
        ("DGS (Mme Eve ROY) (mi-temps)", ("Mme", "Eve", "ROY", "DGS", "mi-temps")),
        ("DGS Paul SELLIER", (None, "Paul", "SELLIER", "DGS", None)),
        ("DGS SELLIER Paul", (None, "Paul", "SELLIER", "DGS", None)),
        ("DGS Tugdual SELLIER", (None, "Tugdual", "SELLIER", "DGS", None)),
        ("DGS / Paul SELLIER", (None, "Paul", "SELLIER", "DGS", None)),
        ("Coordinatrice Anne PINEAU", (None, "Anne", "PINEAU", "Coordinatrice", None)),
        ("Coordinatrice LE GOFF Anne", (None, "Anne", "LE GOFF", "Coordinatrice", None)),
        ("1ère adjointe Anne Pineau", (None, "Anne", "Pineau", "1ère adjointe", None)),
        ("Maire, Paul DURAND", (None, "Paul", "DURAND", "Maire", None)),
        ("Maire DURAND", (None, "", "DURAND", "Maire", None)),
        (
            "La Directrice de la Caf Eve ROYER",
            (None, "Eve", "ROYER", "Directrice de la Caf", None),
        ),
        (
            "Chargée du suivi et de l'accueil Anne PINEAU",
            (None, "Anne", "PINEAU", "Chargée du suivi et de l'accueil", None),
        ),
    ],
)
def test_function_before_a_name_is_the_function(text: str, name: Read) -> None:
    assert people(text) == [name]


def test_each_function_goes_with_its_name() -> None:
    two = [(None, "Paul", "SELLIER", "DGS", None), (None, "Anne", "ROUX", "Maire", None)]

    assert people("DGS Paul SELLIER / Maire Anne ROUX") == two
    assert people("DGS Paul SELLIER, Maire Anne ROUX") == two
    assert people("DGS Paul SELLIER\nMaire : Anne ROUX") == two
    assert people("DGS\nPaul SELLIER\nMaire\nAnne ROUX") == two
    assert people("DGS (Paul SELLIER) et Maire (Anne ROUX)") == two


@pytest.mark.parametrize("text", ["DGS (CCAS Brénac)", "DGS (par intérim)", "la DGS (Caf)"])
def test_what_is_no_name_in_brackets_makes_nobody(text: str) -> None:
    assert people(text) == []


@pytest.mark.parametrize(
    ("text", "civility", "given", "family"),
    [
        ("M. Le Maire Bruno", "M.", "Bruno", "Le Maire"),
        ("LE MAIRE Bruno", None, "Bruno", "LE MAIRE"),
        ("LE MAIRE BRUNO", None, "BRUNO", "LE MAIRE"),
        ("Bruno LE MAIRE", None, "Bruno", "LE MAIRE"),
        ("Lemaire Paul", None, "Paul", "Lemaire"),
        ("M. Lemaire", "M.", "", "Lemaire"),
        ("Rose MAIRE", None, "Rose", "MAIRE"),
        ("MAIRE Rose", None, "Rose", "MAIRE"),
        ("MAIRE Rose Marie", None, "Rose Marie", "MAIRE"),
        ("MAIRE Tugdual", None, "Tugdual", "MAIRE"),
        ("MAIRE ROSE", None, "ROSE", "MAIRE"),
        ("Mme Maire Rose", "Mme", "Rose", "Maire"),
        ("Mme Service Anne", "Mme", "Anne", "Service"),
        ("Service Anne", None, "Anne", "Service"),
        ("GARDIEN Paul", None, "Paul", "GARDIEN"),
        ("Prévost", None, "", "Prévost"),
        ("Prévost Anne", None, "Anne", "Prévost"),
        ("Anne LE GOFF", None, "Anne", "LE GOFF"),
        ("DE LA TOUR Jean", None, "Jean", "DE LA TOUR"),
    ],
)
def test_family_name_that_is_also_a_word_stays_a_name(
    text: str, civility: str | None, given: str, family: str
) -> None:
    assert not is_vacant(text)
    assert people(text) == [(civility, given, family, None, None)]


@pytest.mark.parametrize(
    "text",
    [
        "service jeunesse",
        "équipe de direction",
        "Les animateurs",
        "Élus",
        "L'équipe d'animation",
        "Collège habitants : 6 personnes",
        "une assistante sociale",
    ],
)
def test_group_without_a_name_names_nobody(text: str) -> None:
    assert people(text) == []
    assert read_people(text).unnamed


@pytest.mark.parametrize("text", ["{} et les animateurs", "{} (les animateurs)"])
def test_group_beside_a_name_is_a_note(text: str) -> None:
    assert people(text.format("Mme Eve ROY")) == [("Mme", "Eve", "ROY", None, "les animateurs")]


def test_seat_or_group_before_a_colon_is_a_note() -> None:
    assert people("Titulaire : Mme Eve ROY") == [("Mme", "Eve", "ROY", None, "Titulaire")]
    assert people("Élus : Mme Eve ROY, M. Luc BON") == [
        ("Mme", "Eve", "ROY", None, "Élus"), ("M.", "Luc", "BON", None, "Élus"),
    ]  # fmt: skip
    assert people("Maire : Mme Eve ROY") == [("Mme", "Eve", "ROY", "Maire", None)]


def test_civility_of_several_is_that_of_each() -> None:
    assert people("Mmes Eve ROY et Inès BON") == [
        ("Mme", "Eve", "ROY", None, None), ("Mme", "Inès", "BON", None, None),
    ]  # fmt: skip
    assert people("Mme Eve ROY et Luc BON") == [
        ("Mme", "Eve", "ROY", None, None), (None, "Luc", "BON", None, None),
    ]  # fmt: skip


def test_civility_in_brackets_is_the_civility() -> None:
    assert people("Roger PIN (M.)") == [("M.", "Roger", "PIN", None, None)]
    assert people("Roger PIN (mi-temps)") == [(None, "Roger", "PIN", None, "mi-temps")]


def test_article_is_a_word_of_its_own() -> None:
    articles = ["le maire", "l’adjointe", "une assistante", "Lemaire", "Legardien"]

    assert [is_function(text) for text in articles] == [True, True, True, False, False]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("6 39 98 60 13", ("0639986013",)),
        ("6.39.98.60.13 / 1 99 00 60 08", ("0639986013", "0199006008")),
    ],
)
def test_lost_zero_is_restored_in_a_spaced_number(text: str, numbers: tuple[str, ...]) -> None:
    assert read_phones(text).numbers == numbers
    assert read_phones(text).zero_restored


@pytest.mark.parametrize("text", ["6 39 98 60", "6 39 98 60 13 2", "16 39 98 60 13"])
def test_number_of_another_length_is_still_refused(text: str) -> None:
    assert read_phones(text).numbers == ()
    assert read_phones(text).refusal is not None
