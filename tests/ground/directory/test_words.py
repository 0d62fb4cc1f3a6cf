"""Names, numbers, periods and dates as the directory writes them."""

from datetime import date

import pytest

from maillage.ground.directory.models import Mandate
from maillage.ground.directory.notices.rules import review_date
from maillage.ground.directory.organisations.rules import body_name
from maillage.ground.directory.records.rules import phone_link, written_phone
from maillage.ground.directory.records.words import period_words, quality
from tests.ground.directory.reading import plain


@pytest.mark.parametrize(
    ("kind", "name", "body"),
    [
        ("commune", "Pornic", "Commune de Pornic"),
        ("commune", "Aizenay", "Commune d’Aizenay"),
        ("commune", "Le Mans", "Commune du Mans"),
        ("commune", "Les Sables-d'Olonne", "Commune des Sables-d'Olonne"),
        ("commune", "La Roche-sur-Yon", "Commune de La Roche-sur-Yon"),
        ("departement", "Vendée", "Département de la Vendée"),
        ("departement", "Loiret", "Département du Loiret"),
        ("departement", "Landes", "Département des Landes"),
        ("departement", "Maine-et-Loire", "Département de Maine-et-Loire"),
        ("departement", "Ain", "Département de l’Ain"),
        ("departement", "Haute-Savoie", "Département de la Haute-Savoie"),
        ("departement", "Ille-et-Vilaine", "Département d’Ille-et-Vilaine"),
        ("region", "Pays de la Loire", "Région Pays de la Loire"),
        ("epci", "CC Sud Retz Atlantique", "CC Sud Retz Atlantique"),
    ],
)
def test_body_of_a_territory_has_its_french_name(kind: str, name: str, body: str) -> None:
    assert body_name(kind, name) == body


@pytest.mark.parametrize(
    ("typed", "written", "link"),
    [
        ("0199001422", "01 99 00 14 22", "tel:+33199001422"),
        ("01.99.00.14.22", "01 99 00 14 22", "tel:+33199001422"),
        ("+33 (0)1 99 00 14 22", "01 99 00 14 22", "tel:+33199001422"),
        ("0199000033", "01 99 00 00 33", "tel:+33199000033"),
        ("01 99 00 0033", "01 99 00 00 33", "tel:+33199000033"),
        ("Tél. +33 1 99 00 14 22", "01 99 00 14 22", "tel:+33199001422"),
        ("0033199001422", "01 99 00 14 22", "tel:+33199001422"),
        ("+32 2 555 12 12", "+32 2 555 12 12", "tel:+3225551212"),
        ("3230", "3230", "tel:3230"),
        ("douze", "", "tel:"),
        ("01 99 00", "", "tel:"),
    ],
)
def test_phone_is_written_in_pairs_and_called(typed: str, written: str, link: str) -> None:
    assert (written_phone(typed), phone_link(written_phone(typed))) == (written, link)


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ((None, "day"), (None, "day"), ""),
        ((date(2024, 9, 1), "day"), (None, "day"), "depuis le 1er septembre 2024"),
        ((date(2019, 3, 1), "month"), (date(2024, 8, 1), "month"), "de mars 2019 à août 2024"),
        ((date(2019, 1, 1), "year"), (date(2024, 8, 31), "day"), "de 2019 au 31 août 2024"),
        ((None, "day"), (date(2024, 8, 31), "day"), "jusqu’au 31 août 2024"),
        ((None, "day"), (date(2024, 1, 1), "year"), "jusqu’à 2024"),
    ],
)
def test_period_is_as_precise_as_it_is_known(
    since: tuple[date | None, str], until: tuple[date | None, str], words: str
) -> None:
    mandate = Mandate(
        since=since[0], since_precision=since[1], until=until[0], until_precision=until[1]
    )

    assert plain(period_words(mandate)) == words


@pytest.mark.parametrize(
    ("kind", "civility", "word"),
    [
        ("elected", "Mme", "élue"),
        ("elected", "M.", "élu"),
        ("elected", "", "mandat électif"),
        ("titulaire", "Mme", "titulaire"),
        ("volunteer", "M.", "bénévole"),
    ],
)
def test_quality_agrees_with_the_person(kind: str, civility: str, word: str) -> None:
    assert quality(kind, civility) == word


@pytest.mark.parametrize(
    ("chosen", "ends", "expected"),
    [
        (None, [], date(2023, 5, 4)),
        (None, [date(2024, 2, 29)], date(2027, 2, 28)),
        (None, [date(2024, 2, 29), None], None),
        (date(2030, 1, 1), [None], date(2030, 1, 1)),
    ],
)
def test_record_is_reviewed_three_years_after_the_last_mandate(
    chosen: date | None, ends: list[date | None], expected: date | None
) -> None:
    assert review_date(chosen, ends, date(2020, 5, 4)) == expected
