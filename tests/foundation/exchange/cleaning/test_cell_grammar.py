"""Each phrase of a cell goes to the person that it speaks of."""

import datetime

import pytest

from maillage.foundation.exchange.cleaning.grammar import GRAMMAR, Kind, read_phrase
from maillage.foundation.exchange.cleaning.names import Name, read_name
from maillage.foundation.exchange.cleaning.people_cells import (
    is_vacant,
    names_between,
    read_people,
    split_contacts,
)
from maillage.foundation.exchange.cleaning.phones import read_phones
from maillage.foundation.exchange.cleaning.phrases import phrases
from maillage.foundation.exchange.cleaning.tokens import tokens
from tests.foundation.exchange.cell_people import Read, people

ROY: Read = ("Mme", "Eve", "ROY", None, None)


def with_function(function: str) -> Read:
    return ("Mme", "Eve", "ROY", function, None)


def with_note(note: str) -> Read:
    return ("Mme", "Eve", "ROY", None, note)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Mme ROY Eve", "Cn Mn Gn"),
        ("M. Le Goff", "Ci Lr Xn"),
        ("D. LE MAIRE", "In Qr Nf"),
        ("1ère adjointe", "So Sf"),
        ("2 Animateurs de l’école", "Dk Xu Pe Sm"),
        ("DGS CTG VP", "Ma Mz Ma"),
        ("mi-temps 80 % absent", "Sh Dk Dh Sh"),
        ("à désigner Vacant pas encore élue", "Sv Xv Sv"),
        ("partie jusqu’au depuis", "Sg Sq Sd"),
        ("Adjoint(e) délégué·e l’adjointe son/sa", "Xf Sf Sf Sr"),
    ],
)
def test_each_word_is_labelled_once(text: str, labels: str) -> None:
    assert " ".join(token.label for token in tokens(text)) == labels


def test_every_row_of_the_grammar_is_tried_until_one_fits() -> None:
    kinds = [kind for kind, _row in GRAMMAR]

    assert kinds[-1] is Kind.WORDS
    assert read_phrase(list(tokens("qui le raconte"))).kind is Kind.WORDS
    assert read_phrase(list(tokens("mot " * 31))).kind is Kind.WORDS
    assert read_phrase(list(tokens("M. " + "ROY " * 30))).kind is Kind.WORDS


def test_marks_on_end_count_once() -> None:
    marks = [(one.before, one.kind) for one in phrases("Mme ROY,\nM. BON, et Mme PIN ou\nDr SOW")]

    assert marks == [(mark, Kind.WHOLE_NAME) for mark in (" ", "\n", "&", "|")]


@pytest.mark.parametrize(
    ("text", "function"),
    [
        ("Mme Eve ROY (prés.)", "prés."),
        ("Mme Eve ROY (trésorière)", "trésorière"),
        ("Mme Eve ROY, 2e adj. enfance", "2e adj. enfance"),
        ("Mme Eve ROY - Adj. affaires scolaires", "Adj. affaires scolaires"),
        ("Conseillère déléguée Mme Eve ROY", "Conseillère déléguée"),
        ("Premier adjoint : Mme Eve ROY", "Premier adjoint"),
        ("Adjoint(e) : Mme Eve ROY", "Adjoint(e)"),
        ("Mme Eve ROY : DGS", "DGS"),
        ("Directrice et Mme Eve ROY", None),
        ("coordinatrice CTG Mme Eve ROY", "coordinatrice CTG"),
        ("Vice Président – Mme Eve ROY", "Vice Président"),
        ("Mme Directrice Eve ROY", "Directrice"),
        ("Mme ROY Eve Directrice", "Directrice"),
        ("Maire : Mme Eve ROY, présidente", "Maire, présidente"),
    ],
)
def test_function_is_that_of_the_name_beside(text: str, function: str | None) -> None:
    assert people(text) == [("Mme", "Eve", "ROY", function, None)]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("CC du Lac, Mme Eve ROY", "CC du Lac"),
        ("Mairie de Vaux / Mme Eve ROY", "Mairie de Vaux"),
        ("suppléante : Mme Eve ROY", "suppléante"),
        ("Enfance : Mme Eve ROY", "Enfance"),
        ("Mme Eve ROY, Vaux", "Vaux"),
        ("Mme Eve ROY vacant", "vacant"),
        ("Mme Eve ROY mardi", "mardi"),
        ("Mme Eve ROY - PMI", "PMI"),
        ("Mme Eve ROY Centre social", "Centre social"),
        ("Centre social - Mme Eve ROY", "Centre social"),
        ("CCAS Mme Eve ROY", "CCAS"),
        ("intérim Mme Eve ROY", "intérim"),
        ("Mme Eve ROY (mi-temps) (Vaux)", "mi-temps; Vaux"),
    ],
)
def test_what_is_neither_name_nor_function_is_a_note(text: str, note: str) -> None:
    assert people(text) == [with_note(note)]


@pytest.mark.parametrize("between", [" - ", " / ", "\n", ", ", " ; ", " & ", " et ", " ou "])
def test_two_people_are_two_whatever_stands_between(between: str) -> None:
    assert people(f"Mme Eve ROY{between}Paul SELLIER") == [
        ROY, (None, "Paul", "SELLIER", None, None),
    ]  # fmt: skip
    assert people(f"Mme Eve ROY, DGS{between}Dr SOW, maire") == [
        with_function("DGS"), (None, "", "SOW", "maire", None),
    ]  # fmt: skip


def test_what_opens_no_civility_is_somebody_when_it_is_a_name() -> None:
    assert people("CCAS Eve ROY / intérim Luc BON") == [
        (None, "Eve", "ROY", None, "CCAS"), (None, "Luc", "BON", None, "intérim"),
    ]  # fmt: skip
    assert people("Mme Eve ROY - Anne Pineau") == [ROY, (None, "Anne", "Pineau", None, None)]
    assert people("Mme PINEL Directrice / le Dr SOW") == [
        ("Mme", "", "PINEL", "Directrice", None), (None, "", "SOW", None, None),
    ]  # fmt: skip


def test_couple_is_two_people_when_each_has_a_given_name() -> None:
    two = [
        ("Mme", "Élodie", "GRANDJOUAN", None, None),
        ("M.", "Jean-Luc", "GRANDJOUAN", None, None),
    ]

    assert people("Mme et M. GRANDJOUAN Élodie et Jean-Luc") == two
    assert people("Mme et M. Élodie et Jean-Luc GRANDJOUAN") == two
    assert people("GRANDJOUAN Élodie et Jean-Luc") == [(None, *one[1:]) for one in two]
    assert people("Mme et M. GRANDJOUAN") == []


def test_numbered_and_starred_names_are_bare() -> None:
    two = [(None, "Eve", "ROY", None, None), (None, "Luc", "BON", None, None)]

    assert people("1) Eve ROY 2) Luc BON") == two
    assert people("*Eve ROY*\n- Luc BON") == two


def test_place_called_after_somebody_is_nobody() -> None:
    places = ["Collège Jean MOULIN", "Groupe scolaire Jean MOULIN", "Centre social", "Place Anne"]

    assert [people(place) for place in places] == [[], [], [], []]
    assert people("Mme Place Anne") == [("Mme", "Anne", "Place", None, None)]


@pytest.mark.parametrize(
    "text",
    ["+262 6 92 00 00 01", "2023-01-11/2023-03-09", "44000", "idem secrétaire", "pas de DGS",
     "Mairie de Vaux", "CC du Lac", "suppléant", "née MARTIN", "(mi-temps)", ""],
)  # fmt: skip
def test_what_holds_no_name_names_nobody(text: str) -> None:
    assert people(text) == []
    assert read_people(text).unnamed
    assert not is_vacant(text)


@pytest.mark.parametrize(
    "text",
    ["Mme Eve ROY, PARTI(E) le 31/08/2026", "Mme Eve ROY\npartie le 31/08/2026",
     "Mme Eve ROY / jusqu’au 31/08/2026", "Mme Eve ROY (ex-rédactrice, partie le 31/08/2026)"],
)  # fmt: skip
def test_departure_beside_a_name_is_its_end(text: str) -> None:
    until = read_people(text).people[0].until

    assert people(text) == [ROY]
    assert until is not None
    assert until.date == datetime.date(2026, 8, 31)


@pytest.mark.parametrize(
    "text",
    ["MUTE Tugdual", "Tugdual SORTANT", "Parti Anne", "Poste Anne", "SERVICE Anne", "Premier Anne",
     "MAIRE Tugdual", "Structure Anne"],
)  # fmt: skip
def test_word_of_the_vocabulary_may_be_a_family_name(text: str) -> None:
    assert [one[4] for one in people(text)] == [None]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("M. Le Goff", Name("M.", "Le Goff", "")),
        ("LE GOFF", Name(None, "LE GOFF", "")),
        ("d'HERBEMONT Gontran", Name(None, "d'HERBEMONT", "Gontran")),
        ("de la TOUR", Name(None, "de la TOUR", "")),
        ("J.P. MOREL", Name(None, "MOREL", "J.P.")),
        ("Frère Anne", Name(None, "Frère", "Anne")),
        ("Frère Luc MOREL", Name(None, "MOREL", "Luc")),
        ("Dr MOREL", Name(None, "MOREL", "")),
    ],
)
def test_particles_initials_and_titles_are_read_with_their_name(text: str, name: Name) -> None:
    assert read_name(text) == name
    assert [one.name for one in read_people(text).people] == [name]


def test_number_cut_out_of_a_day_is_no_telephone() -> None:
    assert read_phones("2023-01-11/2023-03-09").numbers == ()
    assert read_phones("11.01.2023, 06 39 98 10 10").numbers == ("0639981010",)
    assert read_phones("01-99-00-19-01").numbers == ("0199001901",)
    assert split_contacts("Eve ROY +262 6 92 00 00 01") == ("Eve ROY", "+262 6 92 00 00 01")


def test_names_of_a_column_are_cut_at_each_mark() -> None:
    assert names_between("M. et Mme") == ["M.", "Mme"]
    assert names_between("Inès, Nadia") == ["Inès", "Nadia"]
    assert names_between("") == []
