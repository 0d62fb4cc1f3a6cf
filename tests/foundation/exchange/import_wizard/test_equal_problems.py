"""What many rows repeat is one sentence with their rows, and one correction for all of them."""

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.import_wizard.check_page import check_page
from maillage.foundation.exchange.import_wizard.forms import CheckAnswers, answers_sent
from maillage.foundation.exchange.models import Import
from tests.foundation.exchange.importing import check, enter, read_into
from tests.foundation.exchange.spreadsheets import Row, csv_bytes
from tests.ground.directory.makers import make_member, make_organisation

pytestmark = pytest.mark.django_db


def read(access: Access, rows: list[Row]) -> Import:
    """A table of commitments, checked."""
    return read_into("engagements", access, csv_bytes(rows))


def test_equal_refusals_are_one_sentence_with_their_rows(access: Access) -> None:
    row: Row = ["Nulle part", "Prêt de salle"]
    others: list[Row] = [["Ailleurs", "Atelier, 2 jours"], ["Nulle part", "Cartes, 1 jour"]]

    run = read(access, [["Structure", "Engagement"], *[row] * 4, *others])

    shown = [(one["cell"], one["elsewhere"], one["others"]) for one in run.preview["errors"]]
    assert shown == [
        (
            "csv!A2",
            "De même aux lignes 3 à 5 et 7.",
            ["csv!A3", "csv!A4", "csv!A5", "csv!A7"],
        ),
        ("csv!A6", "", []),
    ]
    assert run.preview["counts"]["error"] == 6


def test_one_correction_is_for_all_the_rows_that_repeat_it(access: Access) -> None:
    organisation = make_organisation(
        workspace=access.cooperation.workspace, name="Commune de Lagrange"
    )
    make_member(cooperation=access.cooperation, organisation=organisation)
    rows: list[Row] = [["Lagrnge", f"Chose {n}, 2 jours"] for n in range(5)]
    run = read(access, [["Structure", "Engagement"], *rows])

    page = check_page(run, QueryDict())
    answers = answers_sent(QueryDict("cell-csv!A2=Lagrange"), page, CheckAnswers())

    assert answers.corrections == {f"csv!A{n}": "Lagrange" for n in range(2, 7)}
    run.corrections = answers.corrections
    assert check(run).preview["errors"] == []


def test_what_every_row_lacks_is_said_once_and_has_no_cell_to_correct(access: Access) -> None:
    rows: list[Row] = [[f"Structure {n}", "12/03/2026"] for n in range(6)]
    run = read(access, [["Structure", "Date"], *rows])

    lacking = [one for one in run.preview["errors"] if one["code"] == "row_lacks"]

    assert [(one["cell"], one["elsewhere"], one["editable"]) for one in lacking] == [
        ("csv!A2", "De même aux lignes 3 à 7.", False)
    ]
    assert lacking[0]["message"].startswith("Dites ce qui est mis en commun")


def test_the_report_of_a_table_says_its_rows_and_repeats_nothing(
    officer: Client, access: Access
) -> None:
    row: Row = ["Nulle part", "Prêt de salle"]
    run = read(access, [["Structure", "Engagement"], *[row] * 5])
    enter(run)

    page = officer.get(
        reverse("exchange:import_wizard_run", args=[access.cooperation.slug, run.pk])
    ).text

    assert ("Cinq lignes sont lues. Rien n’est entré" in page, "dans l’annuaire" in page) == (
        True,
        False,
    )
    assert (page.count("Ce n’est pas un membre"), "De même aux lignes 3 à 6." in page) == (1, True)
