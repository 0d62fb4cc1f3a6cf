"""A table of contributions on screen: its columns, its check, what came and is not noted."""

import pytest
from django.test import Client
from django.utils import timezone

from maillage.core.links import address
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.models import Import
from tests.ground.directory.makers import make_organisation
from tests.trade.funding.contribution_table.contribution_files import (
    CHOSEN,
    HEADERS,
    checked,
    entered,
    page_of,
    paid_in_part,
    received_sums,
    row_of,
    sent,
    start,
)
from tests.trade.funding.makers import make_contribution, make_cost_key

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tasks_at_once")]


SETTLED = "Cinq colonnes sur cinq sont reconnues. Aucune n’attend votre choix."


def test_every_column_is_recognised_by_its_header(officer: Client, access: Access) -> None:
    page = sent(officer, access, f"{HEADERS}\nCC du Lac;2026;1 200;600;28/11/2026\n")

    assert (SETTLED in page, page.count("en-tête reconnu")) == (True, 5)
    assert "<b>CC du Lac, 2026</b>" in page
    assert [words for words in (">votre choix<", "None", "de contacts") if words in page] == []


def test_what_is_left_to_pay_is_no_question(officer: Client, access: Access) -> None:
    page = sent(officer, access, "Structure;Année;Appelé;Reste dû\nCaf;2026;1 200;600\n")

    assert "Trois colonnes sur quatre sont reconnues. Aucune n’attend votre choix." in page


def test_a_column_left_as_it_was_is_nobodys_choice(officer: Client, access: Access) -> None:
    text = f"{HEADERS}\nCC du Lac;2026;1 200;600;28/11/2026\n"
    guessed = {
        "A": "organisation_name",
        "B": "funding_year",
        "C": "amount_called",
        "D": "amount_received",
    }

    checked(officer, access, text, **guessed, E="ignored")

    page = page_of(officer, access, "colonnes/")
    assert (page.count("en-tête reconnu"), page.count(">votre choix<")) == (4, 1)


def test_what_was_chosen_for_a_file_of_this_form_is_said_of_the_last_time(
    officer: Client, access: Access
) -> None:
    text = f"{HEADERS}\nCC du Lac;2026;1 200;600;28/11/2026\n"
    checked(officer, access, text, **CHOSEN | {"E": "ignored"}, remember="on")

    page = sent(officer, access, text)

    assert (page.count("en-tête reconnu"), page.count(">votre choix, la dernière fois<")) == (4, 1)


@pytest.mark.parametrize("beside", ["SIRET", "Courriel"])
def test_what_is_called_and_came_is_no_file_of_contacts(
    officer: Client, access: Access, beside: str
) -> None:
    page = sent(officer, access, f"Structure;{beside};Année;Appelé;Reçu\nCC du Lac;x;2026;9;9\n")

    assert "Ceci ressemble à un suivi de contributions." in page
    assert "fichier de contacts" not in page


def test_a_list_of_grants_is_still_said_to_be_one(officer: Client, access: Access) -> None:
    page = sent(
        officer,
        access,
        "Bénéficiaire;SIRET;Objet;Montant demandé;Montant accordé;Montant versé;Payé le;Année\n"
        "Le Bief;x;Animation;1 200;1 100;600;12/03/2026;2026\n",
    )

    assert "Ceci ressemble à une liste de subventions versées." in page


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (
            "Structure;Appelé\nCC du Lac;1 200\nCaf;300\n",
            "« Année » : choisissez-la, ou écrivez-la au-dessus de votre tableau.",
        ),
        (
            "Structure;Année\nCC du Lac;2026\nCaf;2026\n",
            "« Prévue », « Appelée » ou « Reçue » : laquelle est-ce ?",
        ),
    ],
)
def test_a_column_without_which_nothing_enters_is_asked_for(
    officer: Client, access: Access, text: str, question: str
) -> None:
    page = sent(officer, access, text)

    assert (question in page, "Aucune n’attend" in page, "None" in page) == (True, False, False)
    choices = {"A": "organisation_name", "B": "ignored"}
    assert checked(officer, access, text, **choices).count("Aucune colonne ne dit") == 1


def test_a_year_that_one_row_lacks_is_asked_at_that_row(officer: Client, access: Access) -> None:
    page = sent(officer, access, "Structure;2026;Appelé\nCC du Lac;1 200;300\n")

    assert "Aucune colonne ne dit" not in page


def test_contribution_called_beside_its_day_is_what_is_called(
    officer: Client, access: Access
) -> None:
    page = sent(
        officer, access, "Structure;Année;Contribution appelée;Date d’appel\nCaf;2026;12;12/03/2026"
    )

    assert "appelée 12 €" in page


@pytest.mark.parametrize("less", ["-50", "− 50 €", "- 50", "–50 (trop-perçu)"])
def test_a_sum_below_zero_counts_in_the_total(officer: Client, access: Access, less: str) -> None:
    rows = f"CC du Lac;2026;14 200\nCaf;2026;1 500\nLe Bief;2026;{less}\nTotal;;15 650\n"

    page = checked(officer, access, f"Structure;Année;Appelé\n{rows}", C="amount_called")

    assert "ne tombe pas juste" not in page


@pytest.mark.parametrize(
    ("second", "words"),
    [
        ("1 500", "Ce total ne tombe pas juste : 16 000 écrit, 15 700 au-dessus, sur deux lignes."),
        ("entre 2 et 5 k€", ""),
        ("3 à 5 k€", ""),
        ("1 000 + 800", ""),
    ],
)
def test_a_wrong_total_says_the_sum_that_is_found_and_a_range_has_none(
    officer: Client, access: Access, second: str, words: str
) -> None:
    rows = f"CC du Lac;2026;14 200\nCaf;2026;{second}\nTotal;;16 000\n"

    page = checked(officer, access, f"Structure;Année;Appelé\n{rows}", C="amount_called")

    assert ("ne tombe pas juste" in page, words in page) == (bool(words), True)


def test_what_waited_for_an_answer_is_said_and_nothing_is_said_to_be_followed(
    officer: Client, access: Access
) -> None:
    one = paid_in_part(access)
    checked(officer, access, row_of(one, "1 000", "28/11/2026"), **CHOSEN)

    report = entered(officer, access)

    assert "Rien n’est entré : voyez ci-dessous ce qui est à reprendre." in report
    assert f"{one.organisation.name}, 2026 : 600 €, reçus le 28 novembre 2026." in report
    assert ("suivie" in report, "Une remarque sur ce fichier" in report) == (False, True)
    assert received_sums(one) == [(400_00, "2026-05-04")]


@pytest.mark.parametrize(("year", "shown"), [(0, ""), (6, "?de={year}")])
def test_the_years_entered_open_from_the_result(
    officer: Client, access: Access, year: int, shown: str
) -> None:
    body = make_organisation(workspace=access.cooperation.workspace, name="Caf")
    year += timezone.localdate().year
    page = address("funding:contributions", access.cooperation.slug)

    checked(officer, access, f"Structure;Année;Appelé\n{body};{year};1 200\n", C="amount_called")

    assert f'href="{page}{shown.format(year=year)}"' in entered(officer, access)


def test_a_sum_that_stays_as_it_was_noted_is_in_view(officer: Client, access: Access) -> None:
    one = paid_in_part(access)
    text = f"Structure;Année;Appelé\n{one.organisation.name};2026;1 200\n"

    page = checked(officer, access, text, C="amount_called")

    assert '<details class="m-gap-m" open> <summary>Une valeur diffère' in page
    assert f'm-elsewhere">{one.organisation.name} · 2026</span>' in page
    assert "Rien n’est entré : ce que Maillage avait noté est gardé" in entered(officer, access)


def test_a_name_that_was_not_ticked_is_no_suggestion_followed(
    officer: Client, access: Access
) -> None:
    make_organisation(workspace=access.cooperation.workspace, name="Caf")
    text = "Structure;Année;Appelé\nCaf;2026;1 200\nLes Amis du Val;2026;100\n"
    checked(officer, access, text, C="amount_called")

    assert "suivie" not in entered(officer, access)


def test_nothing_to_read_again_is_no_main_gesture_before_a_cell_is_corrected(
    officer: Client, access: Access
) -> None:
    make_organisation(workspace=access.cooperation.workspace, name="Caf")
    text = "Structure;Année;Appelé\nCaf;2026;1 200\nLe Bief;2026;-50\n"
    main, again = "m-button m-button-main", ' type="submit" name="step" value="check">Vérifier'

    page = checked(officer, access, text, C="amount_called")
    url = f"{start(access)}{Import.objects.latest('pk').pk}/verifier/"
    officer.post(url, {"page": "lignes:1", "cell-csv!C3": "50"})

    assert f'{main}"{again}' not in page
    assert f'{main}" type="submit" name="step" value="import"' in page
    assert f'{main}"{again}' in page_of(officer, access, "verifier/")


def test_the_sharing_that_has_no_frozen_key_is_named_with_its_page(
    officer: Client, access: Access
) -> None:
    one = make_contribution(cooperation=access.cooperation)
    one.sharing = make_cost_key().sharing
    one.save()

    page = checked(
        officer,
        access,
        f"Structure;Année;Appelé\n{one.organisation.name};{one.year};4 000\n",
        A="organisation_name",
        B="funding_year",
        C="amount_called",
    )

    assert f"Cette contribution vient du partage « {one.sharing.label} »" in page
    assert address("funding:sharing", access.cooperation.slug, one.sharing_id) in page
