from datetime import date, time
from decimal import Decimal

import pytest

from maillage.core import french


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Lise Vrignaud", "auprès de Lise Vrignaud"),
        ("Anne Lebrun", "auprès d’Anne Lebrun"),
        ("le secrétariat", "auprès du secrétariat"),
        ("Les Voisins", "auprès des Voisins"),
        ("la mairie", "auprès de la mairie"),
    ],
)
def test_the_article_of_an_informant_is_contracted(name: str, words: str) -> None:
    assert french.from_whom(name) == words


@pytest.mark.parametrize(
    ("name", "of", "to"),
    [
        ("Commune d’Aubry", "de la Commune d’Aubry", "à la Commune d’Aubry"),
        ("Pays de Retz", "du Pays de Retz", "au Pays de Retz"),
        ("Association des Voisins", "de l’Association des Voisins", "à l’Association des Voisins"),
        ("MSA de la Sarne", "de la MSA de la Sarne", "à la MSA de la Sarne"),
        ("Les Étangs", "des Étangs", "aux Étangs"),
        ("Caf", "de la Caf", "à la Caf"),
        ("ARS des Pays", "de l’ARS des Pays", "à l’ARS des Pays"),
        ("CA du Bocage", "de la CA du Bocage", "à la CA du Bocage"),
        ("EPCI du Val", "de l’EPCI du Val", "à l’EPCI du Val"),
        ("Hôpital d’Aubry", "de l’Hôpital d’Aubry", "à l’Hôpital d’Aubry"),
        ("Relais petite enfance", "du Relais petite enfance", "au Relais petite enfance"),
        ("Accueil de loisirs", "de l’Accueil de loisirs", "à l’Accueil de loisirs"),
        ("Le Mans", "du Mans", "au Mans"),
        ("Étrelles", "d’Étrelles", "à Étrelles"),
        ("Machecoul", "de Machecoul", "à Machecoul"),
    ],
)
def test_a_body_takes_its_article(name: str, of: str, to: str) -> None:
    assert (french.of_body(name), french.to_body(name)) == (of, to)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Rien n’est perdu : choisissez", "Rien n’est perdu\u00a0: choisissez"),
        ("« On paie déjà »", "«\u00a0On paie déjà\u00a0»"),
        ("14 380 habitants", "14\u00a0380 habitants"),
        ("le 12 mai 2026", "le 12\u00a0mai 2026"),
        ("le 1er septembre", "le 1er\u00a0septembre"),
        ("12 %", "12\u00a0%"),
        ("à 18 h 30, 26 voix", "à 18 h 30, 26 voix"),
        ("http://exemple.fr", "http://exemple.fr"),
    ],
)
def test_spaces_hold_where_a_french_line_must_not_break(typed: str, written: str) -> None:
    assert french.with_french_spaces(typed) == written


def test_first_of_the_month_is_ordinal() -> None:
    assert french.long_date(date(2024, 9, 1)) == "1er\u00a0septembre 2024"
    assert french.long_date(date(2026, 5, 12)) == "12\u00a0mai 2026"


def test_short_date_gives_the_year_only_when_it_differs() -> None:
    today = date(2026, 11, 25)

    assert french.short_date(date(2026, 11, 19), today) == "19\u00a0nov."
    assert french.short_date(date(2024, 2, 1), today) == "1er\u00a0févr. 2024"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (14380, "14\u00a0380"),
        (4.6, "4,6"),
        (Decimal("1234567.50"), "1\u00a0234\u00a0567,5"),
        (-3, "−3"),
        (0, "0"),
    ],
)
def test_number_is_written_in_french(value: int | float | Decimal, written: str) -> None:
    assert french.number(value) == written


def test_weekday_is_named() -> None:
    assert french.weekday(date(2026, 12, 3)) == "jeudi"


def test_long_word_may_break_after_a_syllable() -> None:
    broken = french.breakable("Développement local").replace(french.SHY, "-")

    assert broken == "Déve-loppe-ment local"
    assert french.breakable("Mobilités") == "Mobilités"


@pytest.mark.parametrize(
    ("names", "written"),
    [
        ([], ""),
        (["Vue"], "Vue"),
        (["Vue", "Rouans", "Pornic"], "Vue, Rouans et Pornic"),
        (["Vue", "Rouans", "Pornic", "Frossay"], "Vue, Rouans, Pornic et Frossay"),
        (["Vue", "Rouans", "Pornic", "Frossay", "Corsept"], "Vue, Rouans, Pornic et deux autres"),
    ],
)
def test_names_beyond_four_are_counted(names: list[str], written: str) -> None:
    assert french.listed(names) == written


def test_an_hour_says_its_minutes_when_it_has_some() -> None:
    assert french.hour_words(time(18, 30)) == "18\u00a0h\u00a030"
    assert french.hour_words(time(9)) == "9\u00a0h"


def test_quotes_inside_quotes_are_of_the_second_kind() -> None:
    assert french.inner_quotes("un comité «\xa0foncier\xa0». Fin") == "un comité “foncier”. Fin"


def test_a_sivom_and_a_ctg_take_their_article() -> None:
    assert [french.of_body(name) for name in ("SIVOM d’Arbrelles", "CTG du Pays")] == [
        "du SIVOM d’Arbrelles",
        "de la CTG du Pays",
    ]


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (date(2027, 1, 31), ""),
        (date(2027, 2, 1), "deux mois"),
        (date(2027, 3, 20), "plus de trois mois"),
        (date(2028, 11, 30), "plus de 23 mois"),
        (date(2028, 12, 1), "deux ans"),
        (date(2029, 1, 1), "plus de deux ans"),
    ],
)
def test_a_month_counts_once_it_is_reached(last: date, words: str) -> None:
    assert french.months_words(date(2026, 12, 1), last) == words
