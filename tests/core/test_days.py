from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.days import (
    DayField,
    far_fault,
    later,
    learned_by_today,
    not_past,
    not_to_come,
    read_day,
    read_near_day,
)


class PromiseForm(forms.Form):
    due = DayField(required=False)


@pytest.mark.parametrize(
    "typed",
    ["30/04/2026", "30/4/26", "30.04.2026", "30-04-2026", "2026-04-30", " 30 avril 2026 "],
)
def test_day_is_read_as_people_write_it(typed: str) -> None:
    assert read_day(typed) == date(2026, 4, 30)


def test_first_of_the_month_is_read() -> None:
    assert read_day("1er septembre 2024") == date(2024, 9, 1)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("31/04/2026", "Avril 2026 a 30 jours. Écrivez par exemple 30/04/2026."),
        ("29/02/2026", "Février 2026 a 28 jours. Écrivez par exemple 28/02/2026."),
        ("04/30/2026", "Le mois va de 1 à 12. Écrivez le jour d’abord : 30/04/2026."),
        ("bientôt", "Écrivez la date comme 30/04/2026."),
        ("30/04/0026", "Écrivez l’année en quatre chiffres, par exemple 30/04/2026."),
    ],
)
def test_what_is_not_a_day_says_what_to_write(typed: str, message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        read_day(typed)

    assert refused.value.messages == [message]


@given(st.dates(min_value=date(1500, 1, 1), max_value=date(2200, 12, 31)))
def test_every_written_day_comes_back(day: date) -> None:
    assert read_day(day.strftime("%d/%m/%Y")) == day


@given(st.text(max_size=40))
def test_any_text_is_a_day_or_a_sentence(typed: str) -> None:
    form = PromiseForm({"due": typed})

    assert form.is_valid() or str(form.errors["due"][0]).endswith(".")


def test_nothing_typed_is_no_day() -> None:
    form = PromiseForm({"due": " "})

    assert form.is_valid()
    assert form.cleaned_data == {"due": None}


def test_a_day_that_has_come_is_not_to_come_and_today_is_not_past() -> None:
    today = timezone.localdate()

    assert (not_to_come(today), learned_by_today(today), not_past(today)) == (today,) * 3


@pytest.mark.parametrize(
    ("check", "days", "sentence"),
    [
        (not_to_come, 1, "Cette date est dans l’avenir : écrivez le jour où c’est arrivé."),
        (learned_by_today, 1, "Cette date est dans l’avenir : écrivez le jour où vous l’avez su."),
        (not_past, -1, "Cette date est passée : laissez le temps de répondre."),
    ],
)
def test_a_day_on_the_wrong_side_of_today_is_refused(
    check: Callable[[date], date], days: int, sentence: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        check(timezone.localdate() + timedelta(days=days))

    assert refused.value.messages == [sentence]


def test_the_day_after_years_is_the_28th_when_there_is_no_29_february() -> None:
    assert later(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert later(date(2024, 2, 29), 4) == date(2028, 2, 29)


def test_a_day_too_far_away_has_its_year_mistyped() -> None:
    today, ten = date(2026, 10, 1), timedelta(days=3_650)
    far = "Cette date est à plus de dix ans : vérifiez l’année."

    assert far_fault(today + ten, today, 10) == far_fault(today - ten, today, 10) == ""
    assert far_fault(today + ten + timedelta(days=1), today, 10) == far
    assert far_fault(None, today, 10) == far_fault(today + ten, today, 20) == ""


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("28/11", date(2026, 11, 28)),
        ("lundi 30 novembre", date(2026, 11, 30)),
        ("Lundi 30 novembre 2026", date(2026, 11, 30)),
        ("1er mars", date(2027, 3, 1)),
        ("demain", date(2026, 11, 30)),
        ("aujourd’hui", date(2026, 11, 29)),
        ("fin mars", date(2027, 3, 31)),
        ("mi-janvier", date(2027, 1, 15)),
        ("début octobre", date(2026, 10, 1)),
        ("fin février 2028", date(2028, 2, 29)),
        ("30/04/2026", date(2026, 4, 30)),
    ],
)
def test_day_is_read_as_people_say_it(typed: str, day: date) -> None:
    assert read_near_day(typed, date(2026, 11, 29)) == day


def test_weekday_that_is_not_that_of_the_date_is_said() -> None:
    with pytest.raises(ValidationError) as refused:
        read_near_day("mardi 30 novembre", date(2026, 11, 29))

    assert refused.value.messages == [
        "Le 30\u00a0novembre 2026 est un lundi : corrigez le jour ou la date."
    ]


def test_a_day_of_thousands_of_letters_is_refused_as_any_other() -> None:
    for typed in ("9" * 5_000, "1er mars 2027 " * 400):
        with pytest.raises(ValidationError) as refused:
            DayField().clean(typed)
        assert refused.value.messages == ["Écrivez la date comme 30/04/2026."]
