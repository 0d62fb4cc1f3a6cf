"""Whom a cell names when titles, functions and remarks are written around the names."""

import datetime

import pytest

from maillage.foundation.exchange.cleaning.people_cells import is_vacant, read_people
from tests.foundation.exchange.cell_people import Read, people


@pytest.mark.parametrize(
    ("text", "function"),
    [
        ("M. le Maire et Mme ROYER Eve", None),
        ("M. le Maire, Mme ROYER Eve", None),
        ("M. le Maire\nMme ROYER Eve", None),
        ("Le Maire / Mme ROYER Eve (DGS)", "DGS"),
        ("DGS et Mme ROYER Eve", None),
        ("Secrétariat / Mme ROYER Eve", None),
        ("Le Maire et son adjointe Mme ROYER Eve", "adjointe"),
        ("Mme ROYER Eve / M. le Maire", None),
        ("Mme ROYER Eve, M. le Maire", None),
        ("Mme ROYER Eve et le Maire", None),
        ("Mme ROYER Eve ou secrétariat", None),
    ],
)
def test_title_apart_from_a_name_is_somebody_else(text: str, function: str | None) -> None:
    assert people(text) == [("Mme", "Eve", "ROYER", function, None)]
    assert read_people(text).unnamed


@pytest.mark.parametrize(
    ("text", "function"),
    [
        ("le Maire Paul DURAND", "Maire"),
        ("Le Maire, Paul DURAND", "Maire"),
        ("Le Maire\nPaul DURAND", "Maire"),
        ("Paul DURAND, le Maire", "le Maire"),
        ("DGS / Paul DURAND", "DGS"),
        ("Le Maire et Président Paul DURAND", "Maire et Président"),
        ("Maire et Président : Paul DURAND", "Maire et Président"),
    ],
)
def test_title_of_a_name_is_its_function(text: str, function: str) -> None:
    assert people(text) == [(None, "Paul", "DURAND", function, None)]
    assert not read_people(text).unnamed


def test_title_with_its_civility_above_a_name_without_is_one_person() -> None:
    assert people("M. le Maire\nPaul DURAND") == [("M.", "Paul", "DURAND", "Maire", None)]
    assert people("M. le Maire, Paul DURAND") == [("M.", "Paul", "DURAND", "Maire", None)]


@pytest.mark.parametrize("text", ["M. le Maire / M. le Président", "M. le Maire et ses adjoints"])
def test_titles_alone_name_nobody(text: str) -> None:
    assert people(text) == []
    assert read_people(text).unnamed


@pytest.mark.parametrize(
    ("text", "given", "family"),
    [
        ("VACANTI Lucia", "Lucia", "VACANTI"),
        ("Vacanti Marta", "Vacanti", "Marta"),
        ("Vacant Luc", "Luc", "Vacant"),
    ],
)
def test_name_that_opens_as_a_seat_to_fill_is_a_name(text: str, given: str, family: str) -> None:
    assert not is_vacant(text)
    assert people(text) == [(None, given, family, None, None)]


@pytest.mark.parametrize("text", ["Vacant", "VACANTE", "Vacants depuis mars", "Vacant (mars 2025)"])
def test_vacant_seat_is_still_vacant(text: str) -> None:
    assert is_vacant(text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("ROYER Ida DGS", (None, "Ida", "ROYER", "DGS", None)),
        ("ROYER IDA DGS", (None, "IDA", "ROYER", "DGS", None)),
        ("Maire : Ida ROYER DGS", (None, "Ida", "ROYER", "Maire, DGS", None)),
        ("FABRE Paule Maire", (None, "Paule", "FABRE", "Maire", None)),
        ("Paul SELLIER 1er adjoint", (None, "Paul", "SELLIER", "1er adjoint", None)),
        ("Mme PINEL directrice", ("Mme", "", "PINEL", "directrice", None)),
        ("GRISON Lise congé mat", (None, "Lise", "GRISON", None, "congé mat")),
        ("DURAND Zoé en arrêt", (None, "Zoé", "DURAND", None, "en arrêt")),
        ("Luc BON *", (None, "Luc", "BON", None, None)),
        ("Guy ROY ?", (None, "Guy", "ROY", None, None)),
        ("M.SELLIER Jo", ("M.", "Jo", "SELLIER", None, None)),
        ("ROY Ida Mme", ("Mme", "Ida", "ROY", None, None)),
        ("ROUX Éva, Mme", ("Mme", "Éva", "ROUX", None, None)),
        ("BON Luc M.", ("M.", "Luc", "BON", None, None)),
    ],
)
def test_what_follows_a_name_is_no_part_of_it(text: str, read: Read) -> None:
    assert people(text) == [read]


@pytest.mark.parametrize(
    ("text", "civility", "given", "family"),
    [
        ("Jean CHEF", None, "Jean", "CHEF"),
        ("Anne Marie Maire", None, "Anne", "Marie Maire"),
        ("Mme Rose Maire", "Mme", "Rose", "Maire"),
        ("Jean-Paul Le Maire", None, "Jean-Paul", "Le Maire"),
        ("ROY MAIRE Ida", None, "Ida", "ROY MAIRE"),
        ("LE GOFF M.", None, "M.", "LE GOFF"),
        ("M.-C. BON", None, "M.-C.", "BON"),
        ("Anne DE LA TOUR", None, "Anne", "DE LA TOUR"),
    ],
)
def test_name_that_ends_as_a_function_or_a_civility_is_whole(
    text: str, civility: str | None, given: str, family: str
) -> None:
    assert people(text) == [(civility, given, family, None, None)]


def test_each_doctor_is_somebody() -> None:
    two = [(None, "", "FABRE", None, None), (None, "", "SOW", None, None)]

    assert people("Dr FABRE / Dr SOW") == two
    assert people("Dr FABRE et Dr SOW") == two
    assert people("Dr Paul FABRE") == [(None, "Paul", "FABRE", None, None)]


def test_who_follows_a_dash_or_a_comma_with_a_role_is_somebody_more() -> None:
    two = [(None, "Paul", "DURANT", "Maire", None), (None, "Lise", "BOYER", "DGS", None)]

    assert people("Maire : Paul DURANT – DGS : Lise BOYER") == two
    assert people("Maire : Paul DURANT, DGS : Lise BOYER") == two
    assert people("Mme PINEAU Paule - Mme SOWET Awa") == [
        ("Mme", "Paule", "PINEAU", None, None), ("Mme", "Awa", "SOWET", None, None),
    ]  # fmt: skip
    assert people("Paul SELLIER, maire, et Lise BON") == [
        (None, "Paul", "SELLIER", "maire", None), (None, "Lise", "BON", None, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("DGS – Mme ROYER Ida", ("Mme", "Ida", "ROYER", "DGS", None)),
        ("Claire DUPONT - MARTIN", (None, "Claire", "DUPONT - MARTIN", None, None)),
        (
            "Jean PETIT – France Assos Santé",
            (None, "Jean", "PETIT", None, "France Assos Santé"),
        ),
    ],
)
def test_dash_that_parts_nobody_is_left(text: str, read: Read) -> None:
    assert people(text) == [read]


@pytest.mark.parametrize(
    ("text", "function", "note"),
    [
        ("Mme FABRE Paule, Maire de Vaux et VP CC", "Maire de Vaux et VP CC", None),
        ("Mme FABRE Paule / DGS", "DGS", None),
        ("Mme FABRE Paule, CC du Lac", None, "CC du Lac"),
        ("Mme FABRE Paule / CC du Lac", None, "CC du Lac"),
        ("Mme FABRE Paule et son équipe", None, "son équipe"),
    ],
)
def test_function_structure_or_team_beside_a_name_is_nobody(
    text: str, function: str | None, note: str | None
) -> None:
    assert people(text) == [("Mme", "Paule", "FABRE", function, note)]


def test_name_that_opens_as_a_structure_is_somebody() -> None:
    assert people("FABRE Paule / MAIRIE Anne") == [
        (None, "Paule", "FABRE", None, None), (None, "Anne", "MAIRIE", None, None),
    ]  # fmt: skip


@pytest.mark.parametrize("between", [" remplacée par ", ", remplacée par ", " -> ", " → "])
def test_who_replaces_is_somebody_when_named_in_full(between: str) -> None:
    words = between.strip(" ,")

    assert people(f"Mme ROBIN Claire{between}SIMON Hugo") == [
        ("Mme", "Claire", "ROBIN", None, f"{words} SIMON Hugo"),
        (None, "Hugo", "SIMON", None, None),
    ]
    assert people(f"Mme ROBIN Claire{between}M. SIMON") == [
        ("Mme", "Claire", "ROBIN", None, f"{words} M. SIMON")
    ]


def test_who_is_replaced_is_told_beside_who_replaces() -> None:
    replaces = "en remplacement de Mme DUC Lise"

    assert people(f"M. LIN Paul, {replaces}") == [("M.", "Paul", "LIN", None, replaces)]
    assert people(f"M. LIN Paul {replaces}") == [("M.", "Paul", "LIN", None, replaces)]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (
            "BON Eve (congé mat. jusqu'au 30/06/25, remplacée par Mme VASSEUR Tiphaine)",
            "congé mat. jusqu'au 30/06/25, remplacée par Mme VASSEUR Tiphaine",
        ),
        ("BON Eve, congé maternité jusqu'au 30/06/2025", "congé maternité jusqu'au 30/06/2025"),
        ("BON Eve en arrêt jusqu'au 30/06/2025", "en arrêt jusqu'au 30/06/2025"),
    ],
)
def test_end_of_a_leave_is_no_end_of_mandate(text: str, note: str) -> None:
    assert people(text) == [(None, "Eve", "BON", None, note)]
    assert read_people(text).people[0].until is None


@pytest.mark.parametrize(
    "text", ["BON Eve (démission au 30/06/2025)", "BON Eve jusqu'au 30/06/2025"]
)
def test_departure_is_an_end_of_mandate(text: str) -> None:
    until = read_people(text).people[0].until

    assert people(text) == [(None, "Eve", "BON", None, None)]
    assert until is not None
    assert until.date == datetime.date(2025, 6, 30)


def test_name_that_opens_as_a_leave_is_somebody() -> None:
    assert people("BON Eve, CONGÉ Paul") == [
        (None, "Eve", "BON", None, None), (None, "Paul", "CONGÉ", None, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Poste vacant (intérim : Mme NAUDET)",
        "Poste vacant (intérim : Mme NAUDET Flore)",
        "Titulaire à désigner (remplace M. Luc BON)",
    ],
)
def test_name_in_brackets_holds_no_vacant_seat(text: str) -> None:
    assert is_vacant(text)


@pytest.mark.parametrize(
    "text",
    ["poste mutualisé", "Poste partagé avec Amberville", "mutualisée avec Cerisy", "en arrêt",
     "Congé Maternité"],
)  # fmt: skip
def test_shared_post_and_absence_name_nobody(text: str) -> None:
    assert people(text) == []
    assert read_people(text).unnamed
    assert people(f"Mme Eve ROY / {text}") == [("Mme", "Eve", "ROY", None, text)]


@pytest.mark.parametrize(
    ("text", "given", "family"),
    [
        ("POSTEL Guy", "Guy", "POSTEL"),
        ("Poste Anne", "Anne", "Poste"),
        ("CONGÉ Paul", "Paul", "CONGÉ"),
        ("Arretche Tugdual", "Arretche", "Tugdual"),
    ],
)
def test_name_that_opens_as_a_post_or_an_absence_is_a_name(
    text: str, given: str, family: str
) -> None:
    assert people(text) == [(None, given, family, None, None)]


@pytest.mark.parametrize(
    ("text", "given", "family"),
    [
        ("DUPONT JEAN MICHEL", "JEAN MICHEL", "DUPONT"),
        ("LE GOFF ANNE MARIE", "ANNE MARIE", "LE GOFF"),
        ("dupont jean michel", "jean michel", "dupont"),
        ("Dupont Jean Michel", "Jean Michel", "Dupont"),
        ("DUPONT MOREL JEAN", "JEAN", "DUPONT MOREL"),
        ("MARTIN CLAUDE", "CLAUDE", "MARTIN"),
        ("LE BERNARD MARIE", "MARIE", "LE BERNARD"),
        ("DUPONT JEAN Michel", "Michel", "DUPONT JEAN"),
    ],
)
def test_two_given_names_that_end_a_name_are_both_given(text: str, given: str, family: str) -> None:
    assert people(text) == [(None, given, family, None, None)]


@pytest.mark.parametrize("function", ["1ère adjointe", "la directrice"])
def test_function_between_two_people_is_that_of_the_first(function: str) -> None:
    assert people(f"Mme ROY Eve, {function} et M. BON Luc, DGS") == [
        ("Mme", "Eve", "ROY", function, None), ("M.", "Luc", "BON", "DGS", None),
    ]  # fmt: skip
