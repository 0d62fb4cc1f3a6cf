"""Addresses, numbers, dates, names and codes as officers type them."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cleaning.codes import (
    SirenReading,
    read_count,
    read_insee,
    read_postcode,
    read_siren,
)
from maillage.foundation.exchange.cleaning.dates import read_date
from maillage.foundation.exchange.cleaning.emails import is_generic, read_emails
from maillage.foundation.exchange.cleaning.names import Name, NameOrder, read_name
from maillage.foundation.exchange.cleaning.people_cells import PersonReading, read_people
from maillage.foundation.exchange.cleaning.phones import read_phones


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("roy@x.fr", ("roy@x.fr",)),
        ("ROY@X.FR", ("roy@x.fr",)),
        ("a@x.fr / b@x.fr", ("a@x.fr", "b@x.fr")),
        ("a@x.fr, b@x.fr", ("a@x.fr", "b@x.fr")),
        ("a@x.fr ou b@x.fr", ("a@x.fr", "b@x.fr")),
        ("Eve Roy <eve@x.fr>; Al <al@x.fr>", ("eve@x.fr", "al@x.fr")),
        ("mailto:a@x.fr", ("a@x.fr",)),
        ("mailto:a@x.fr?subject=CTG", ("a@x.fr",)),
        ("a@x.fr (perso) b@x.fr (pro)", ("a@x.fr", "b@x.fr")),
        ("a@x.fr\nb@x.fr\na@x.fr", ("a@x.fr", "b@x.fr")),
    ],
)
def test_addresses_are_read_in_order(text: str, addresses: tuple[str, ...]) -> None:
    assert read_emails(text).addresses == addresses
    assert read_emails(text).refused == ()


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("jl@brecourt,fr", "jl@brecourt.fr (à confirmer)"),
        ("jl @brecourt.fr", "jl@brecourt.fr (à confirmer)"),
        ("jl(at)brecourt.fr", "jl@brecourt.fr (à confirmer)"),
        ("jé@brecourt.fr", "je@brecourt.fr (à confirmer)"),
        ("vallouzet@example", None),
        ("à demander", None),
    ],
)
def test_wrong_address_is_refused_with_what_was_meant(text: str, suggestion: str | None) -> None:
    reading = read_emails(text)

    assert reading.addresses == ()
    assert [guess for _, guess in reading.refused] == [suggestion]


def test_generic_mailboxes_are_told_from_people() -> None:
    boxes = ["mairie", "accueil.pole", "dgs", "contact", "o.carvelle", "petitscailloux", "dgsmith"]

    assert [is_generic(f"{box}@x.fr") for box in boxes] == [
        True,
        True,
        True,
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("01 99 00 10 01", ("0199001001",)),
        ("01.99.00.10.02 / 06 39 98 10 02", ("0199001002", "0639981002")),
        ("01/99/00/10/02", ("0199001002",)),
        ("+33 1 99 00 10 03", ("0199001003",)),
        ("+33 (0)6 39 98 10 03", ("0639981003",)),
        ("(+33) 6 39 98 10 03", ("0639981003",)),
        ("33 6 39 98 10 03", ("0639981003",)),
        ("0 800 199 001", ("0800199001",)),
        ("01 99 00 10 01 - Fax : 01 99 00 10 02", ("0199001001",)),
        ("0033199002004", ("0199002004",)),
        ("199001004", ("0199001004",)),
        ("0639983003 ou 0199003004", ("0639983003", "0199003004")),
        ("01-99-00-10-10\n01-99-00-10-11", ("0199001010", "0199001011")),
        ("Tél : 01 99 00 10 10 ; port. 06 39 98 10 10", ("0199001010", "0639981010")),
        ("+32 2 555 12 12", ("+3225551212",)),
    ],
)
def test_numbers_become_ten_national_digits(text: str, numbers: tuple[str, ...]) -> None:
    assert read_phones(text).numbers == numbers


def test_switchboards_and_wrong_numbers_are_reported() -> None:
    assert read_phones("05 36 49 20 12 (standard)").of_structure
    assert read_phones("01 99 00 10 10 poste 12").of_structure
    assert (
        read_phones("01 99 00 10").refusal == "Numéro incomplet : 8 chiffres sur dix. Complétez-le."
    )
    assert read_phones("sur liste rouge").is_text


@pytest.mark.parametrize(
    ("value", "day", "precision", "code"),
    [
        ("14/04/2026", "2026-04-14", "day", None),
        ("14-04-2026", "2026-04-14", "day", None),
        ("2026-04-14", "2026-04-14", "day", None),
        ("23/04/26", "2026-04-23", "day", "date_short_year"),
        ("1/4/25", "2025-04-01", "day", "date_ambiguous"),
        ("1er juillet 2021", "2021-07-01", "day", "date_text"),
        ("lundi 3 févr. 2025", "2025-02-03", "day", "date_text"),
        ("sept-25", "2025-09-01", "month", "date_text"),
        ("mars 2024", "2024-03-01", "month", "date_text"),
        ("12/2025", "2025-12-01", "month", "date_text"),
        ("2014", "2014-01-01", "year", "date_text"),
        (2020, "2020-01-01", "year", "date_text"),
        ("depuis 2014", "2014-01-01", "year", "date_text"),
        ("depuis le 14/04/2026", "2026-04-14", "day", "date_text"),
        (46143, "2026-05-01", "day", "date_serial"),
        ("46143", "2026-05-01", "day", "date_serial"),
        ("08/10/2026\n(CS du parc)", "2026-10-08", "day", "date_with_text"),
    ],
)
def test_dates_are_read_with_their_precision(
    value: str | int, day: str, precision: str, code: str | None
) -> None:
    reading = read_date(value)

    assert (reading.date, reading.precision, reading.code) == (
        datetime.date.fromisoformat(day), precision, code,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("31/02/2026", "date_invalid"),
        ("12/25/2026", "date_invalid"),
        ("dès désignation", "date_unreadable"),
        (7, "date_unreadable"),
        (True, "date_unreadable"),
    ],
)
def test_wrong_dates_are_left_empty(value: str | int, code: str) -> None:
    assert (read_date(value).date, read_date(value).code) == (None, code)


def test_words_beside_a_date_are_kept() -> None:
    assert read_date("08/10/2026\n(CS du parc)").rest == "CS du parc"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mme CARVELLE Odile", Name("Mme", "CARVELLE", "Odile")),
        ("M. Pierrick HAUTECLAIRE", Name("M.", "HAUTECLAIRE", "Pierrick")),
        ("D'HERBEMONT G.", Name(None, "D'HERBEMONT", "G.")),
        ("J.-P. MOREL", Name(None, "MOREL", "J.-P.")),
        ("DE LA BRÉVIÈRE Aymeric", Name(None, "DE LA BRÉVIÈRE", "Aymeric")),
        ("Anne-Marie LE GALL", Name(None, "LE GALL", "Anne-Marie")),
        ("Jean de la Tour", Name(None, "de la Tour", "Jean")),
        ("Le Guennic Tugdual", Name(None, "Le Guennic", "Tugdual")),
        ("Dupont, Jean", Name(None, "Dupont", "Jean")),
        ("Dupont Jean", Name(None, "Dupont", "Jean")),
        ("DUPONT JEAN", Name(None, "DUPONT", "JEAN")),
        ("Mme Durand", Name("Mme", "Durand", "")),
    ],
)
def test_capitals_and_given_names_tell_the_family_name(text: str, name: Name) -> None:
    assert read_name(text) == name


def test_announced_order_decides_when_nothing_else_does() -> None:
    assert read_name("Kerlo Bihan", NameOrder.FAMILY_FIRST) == Name(None, "Kerlo", "Bihan")
    assert read_name("Kerlo Bihan", NameOrder.GIVEN_FIRST) == Name(None, "Bihan", "Kerlo")


def test_several_people_stand_in_one_cell() -> None:
    cells = [
        "M. Pierrick HAUTECLAIRE / Mme Salomé BRUYANT",
        "Pierrick HAUTECLAIRE\nSalomé BRUYANT",
        "HAUTECLAIRE Pierrick, BRUYANT Salomé",
        "Pierrick HAUTECLAIRE et Salomé BRUYANT",
        "Pierrick HAUTECLAIRE & Salomé BRUYANT",
    ]

    for cell in cells:
        people = read_people(cell).people
        assert [(p.name.family, p.name.given) for p in people] == [
            ("HAUTECLAIRE", "Pierrick"),
            ("BRUYANT", "Salomé"),
        ]


def test_what_stands_beside_a_name_is_read() -> None:
    assert read_people("Mme CRESPELET Jade (mi-temps)").people == [
        PersonReading(Name("Mme", "CRESPELET", "Jade"), note="mi-temps")
    ]
    assert read_people("DGS : Mme Élise QUINQUAUD").people == [
        PersonReading(Name("Mme", "QUINQUAUD", "Élise"), function="DGS")
    ]
    assert read_people("Mme P. OISELET, maire déléguée").people == [
        PersonReading(Name("Mme", "OISELET", "P."), function="maire déléguée")
    ]
    left = read_people("M. QUERSAINT Yoann (démissionnaire 30/06/2026)").people[0]
    assert left.until is not None
    assert left.until.date == datetime.date(2026, 6, 30)


@pytest.mark.parametrize(
    "text", ["M. le Principal", "Mme la Directrice", "la DGS", "accueil", "M. et Mme ROY"]
)
def test_a_function_without_a_name_names_nobody(text: str) -> None:
    assert read_people(text).unnamed
    assert read_people(text).people == []


def test_the_dead_are_not_imported() -> None:
    assert read_people("feu M. BLANCHEMAIN Octave").dead
    assert read_people("BLANCHEMAIN Octave (décédé)").dead


def test_siren_and_siret_are_checked() -> None:
    assert read_siren("000 100 016") == SirenReading("000100016")
    assert read_siren("00010004000013") == SirenReading("000100040", "00010004000013")
    assert read_siren("100016") == SirenReading("000100016", zeros_restored=True)
    assert read_siren("000 100 034").siren is None
    assert read_siren("abc").refusal == "Ce n’est pas un SIREN : neuf chiffres sont attendus."
    assert read_siren("7,32E+13").refusal == (
        "Votre tableur a arrondi ce numéro : mettez la colonne au format Texte, puis recopiez-le "
        "en entier."
    )


def test_codes_of_places_are_read() -> None:
    assert [read_insee(text) for text in ("44001", "1234", "2a004", "?")] == [
        "44001",
        "01234",
        "2A004",
        None,
    ]
    assert read_postcode("44 000 Nantes") == ("44000", "Nantes")
    assert read_postcode("Nantes") == (None, "Nantes")
    assert [read_count(text) for text in ("1 240", "830 hab.", "env. 100")] == [1240, 830, None]


@settings(max_examples=300)
@given(st.text(max_size=60))
def test_hypothesis_on_parsers_any_cell_is_read_or_refused(text: str) -> None:
    assert all("@" in address for address in read_emails(text).addresses)
    assert all(number.lstrip("+").isdecimal() for number in read_phones(text).numbers)
    assert (read_date(text).date is None) == (read_date(text).precision is None)
    assert all(person.name.family for person in read_people(text).people)
    assert folded(f" {text.upper()} ") == folded(text.upper())
    assert read_siren(text).siren is None or read_siren(text).refusal is None


def test_a_bare_civility_names_nobody() -> None:
    assert read_people("Mme").people == []
