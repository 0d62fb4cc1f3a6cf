"""What the check of contributions says before any gesture: its counts, its names, its years."""

import pytest
from django.test import Client

from maillage.foundation.cooperations.models import Access
from maillage.trade.funding.models import Contribution
from tests.ground.directory.makers import make_organisation
from tests.ground.directory.reading import plain
from tests.trade.funding.contribution_table.contribution_files import (
    HEADERS,
    checked,
    entered,
    sent,
)
from tests.trade.funding.makers import make_contribution

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tasks_at_once")]

NAMES = ("Montverdy", "Verlaize", "Saint-Orme", "Bois-Renou")
CALLS = (
    "Contributions statutaires\n"
    ";Contribution 2025;Contribution 2026;\n"
    "Commune;Appelée;Appelée;Versée\n"
    "Associations locales;;;\n"
    "Montverdy;5 000;6 000;en attente\nVerlaize;4 000;4 100;\n"
    "Saint-Orme;3 000;3 100;\nBois-Renou;2 000;2 100;\n"
)


def test_titles_over_rows_are_counted_nowhere(officer: Client, access: Access) -> None:
    for name in NAMES:
        make_organisation(workspace=access.cooperation.workspace, name=name)
    columns = sent(officer, access, CALLS)
    check = checked(officer, access, CALLS)
    report = entered(officer, access)

    assert "4 lignes à lire" in columns
    assert "<dt>lignes lues</dt><dd>4</dd>" in check
    assert "Quatre lignes sont lues" in report


def test_two_columns_of_one_header_say_their_year(officer: Client, access: Access) -> None:
    columns = sent(officer, access, CALLS)
    check = checked(officer, access, CALLS)

    for year in (2025, 2026):
        assert f"Appelée<small>Contribution {year}</small>" in columns
        assert f"<small>Appelée (Contribution {year})</small>" in check


def test_where_the_origin_is_read_is_said(officer: Client, access: Access) -> None:
    check = checked(officer, access, CALLS)

    assert "Origine : statuts, d’après le titre." in check
    assert "reste à dire" not in check


def test_a_sum_that_is_no_sum_is_only_said_not_read(officer: Client, access: Access) -> None:
    check = checked(officer, access, CALLS)

    assert "Pas lu : pas de montant." in check
    assert "Écrivez le montant" not in check


def test_many_names_to_tick_fold_their_rows(officer: Client, access: Access) -> None:
    summary = "<summary>Noms à cocher plus bas, ou à corriger ici</summary>"

    many = checked(officer, access, CALLS)
    few = checked(officer, access, f"{HEADERS}\nVerlaize;2026;400;;\n")

    assert f'<details class="m-gap-m"> {summary}' in many
    assert f'<details class="m-gap-m" open> {summary}' in few
    assert "cochez les noms à ajouter, ou corrigez une ligne" in many
    assert "cochez le nom à ajouter, ou corrigez une ligne" in few


def test_a_row_that_entered_in_part_leads_to_what_it_entered(
    officer: Client, access: Access
) -> None:
    body = make_organisation(workspace=access.cooperation.workspace, name="CC des Étangs")
    checked(officer, access, f"{HEADERS}\n{body};2026;300;400;03/12/2060\n")

    report = entered(officer, access)

    assert "Ce qui n’est entré qu’en partie, et pourquoi" in report
    assert f">{body}, 2026</a>" in report


def test_what_says_no_sum_is_to_correct_and_is_not_counted_as_noted(
    officer: Client, access: Access
) -> None:
    for name, sum_ in (("Montverdy", 0), ("Verlaize", 4_100_00)):
        body = make_organisation(workspace=access.cooperation.workspace, name=name)
        one = make_contribution(cooperation=access.cooperation, organisation=body)
        Contribution.objects.filter(pk=one.pk).update(planned_cents=sum_ or None)
    text = "Structure;Année;Prévue\nMontverdy;2026;quatre mille\nVerlaize;2026;4 100\n"

    check = checked(officer, access, text)

    assert [check.count(one) for one in ("<b>à corriger</b>", "<b>déjà là :")] == [1, 1]
    assert "<dt>contribution déjà notée</dt><dd>1</dd>" in check
    assert "0 € à entrer" in plain(check)


def test_what_is_noted_beside_rows_to_correct_lets_nothing_in(
    officer: Client, access: Access
) -> None:
    for name in ("Montverdy", "Verlaize", "Saint-Orme"):
        body = make_organisation(workspace=access.cooperation.workspace, name=name)
        one = make_contribution(cooperation=access.cooperation, organisation=body)
        Contribution.objects.filter(pk=one.pk).update(planned_cents=4_100_00)
    text = (
        "Structure;Année;Prévue;Appelée;Reçue;Reçue le\nMontverdy;2026;4 100;quatre mille;;\n"
        "Verlaize;2026;4 100;;;\nSaint-Orme;2026;4 100;;500;03/12/2060\n"
    )
    more = text + "Bois-Renou;2026;2 000;;;\n"
    make_organisation(workspace=access.cooperation.workspace, name="Bois-Renou")

    stopped, entering = checked(officer, access, text), checked(officer, access, more)

    for page in (stopped, entering):
        assert "<dt>contribution déjà notée</dt><dd>1</dd>" in page
        assert "<dt>lignes à corriger</dt><dd>2</dd>" in page
    main = '<button class="m-button m-button-main" type="submit" name="step" value='
    assert [f'{main}"{step}"' in stopped for step in ("check", "import")] == [True, False]
    nothing = (
        "Aucune ligne ne peut entrer ainsi : corrigez-en au moins une, puis vérifiez à nouveau."
    )
    assert [(nothing in page, 'value="import"' in page) for page in (stopped, entering)] == [
        (True, False),
        (False, True),
    ]
    assert [f'{main}"{step}"' in entering for step in ("check", "import")] == [False, True]
