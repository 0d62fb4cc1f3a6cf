"""Rows that name one structure by two writings, and sums that came on one day."""

import re

import pytest
from django.test import Client

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.models import Import
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.contributions.models import Contribution
from tests.ground.directory.makers import make_organisation
from tests.trade.funding.contribution_table.contribution_files import (
    HEADERS,
    checked,
    entered,
    received_sums,
    start,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tasks_at_once")]

NAME = "Chambre d’agriculture de la Maine-Aubrée"
SHORT = "Chambre d’agriculture"


def checked_rows(officer: Client, access: Access, *rows: str) -> str:
    """The page that checks these rows of the Chamber."""
    if not Organisation.objects.filter(name=NAME).exists():
        make_organisation(workspace=access.cooperation.workspace, name=NAME)
    return checked(officer, access, "\n".join([HEADERS, *rows]))


def answered(officer: Client, page: str, access: Access, ending: str) -> None:
    """Gives the answer the key of which ends so."""
    choices = re.findall(r'name="(choice-[^"]+)" value="([^"]+)"', page)
    name, key = next(one for one in choices if one[1].endswith(ending))
    url = f"{start(access)}{Import.objects.latest('pk').pk}/verifier/"
    officer.post(url, {name: key, "step": "check"})


def test_two_writings_of_a_structure_ask_which_sum_is_right(
    officer: Client, access: Access
) -> None:
    rows = [f"{NAME};2025;600;400;04/05/2025", f"{SHORT};2025;400;300;28/11/2025"]

    page = checked_rows(officer, access, *rows)
    silent = "Rien n’est entré" in entered(officer, access)
    again = checked_rows(officer, access, *rows)
    answered(officer, again, access, ":all-100000")
    entered(officer, access)

    last = checked_rows(officer, access, *rows)
    one = Contribution.objects.get()
    assert ("Votre fichier dit plusieurs sommes" in page, silent) == (True, True)
    assert [words in last for words in ("Maillage a noté", "non repris", "choice-")] == [False] * 3
    assert "0 € à entrer" in page
    assert [call.cents for call in one.calls.all()] == [1_000_00]
    assert [cents for cents, _day in received_sums(one)] == [400_00, 300_00]


def test_two_writings_of_a_structure_that_pays_twice_are_two_receipts(
    officer: Client, access: Access
) -> None:
    rows = [f"{SHORT};2025;1 500;500;08/06/2025", f"{NAME};2025;1 500;1 000;08/10/2025"]

    page = checked_rows(officer, access, *rows)
    entered(officer, access)

    one = Contribution.objects.get()
    assert (page.count("<td>1 500 €"), "plusieurs sommes" in page) == (0, False)
    assert "<dt>contribution à ajouter</dt><dd>1</dd>" in page
    assert one.calls.get().cents == 1_500_00
    assert [cents for cents, _day in received_sums(one)] == [500_00, 1_000_00]


def test_two_sums_of_one_day_are_in_the_question_and_enter(officer: Client, access: Access) -> None:
    rows = [f"{NAME};2025;600;600;11/05/2025", f"{NAME};2025;650;650;11/05/2025"]

    page = checked_rows(officer, access, *rows)
    answered(officer, page, access, ":65000")
    entered(officer, access)

    one = Contribution.objects.get()
    assert "les versements de 600 € (ligne 2) et 650 € (ligne 3)" in page
    assert received_sums(one) == [(600_00, "2025-05-11"), (650_00, "2025-05-11")]


def test_two_sums_of_one_day_both_enter_and_nothing_untrue_is_written(
    officer: Client, access: Access
) -> None:
    rows = [f"{NAME};2025;800;400;10/04/2025", f"{NAME};2025;800;350;10/04/2025"]

    page = checked_rows(officer, access, *rows, f"{NAME};2025;800;400;10/04/2025")
    entered(officer, access)

    one = Contribution.objects.get()
    words = "Ces 400 € reçus sont déjà dits à la ligne 2 : ils ne comptent qu’une fois."
    assert (words in page, "seul ce qui manque" in page) == (True, False)
    assert [cents for cents, _day in received_sums(one)] == [400_00, 350_00]


def test_a_sum_without_its_day_beside_another_is_to_be_corrected(
    officer: Client, access: Access
) -> None:
    page = checked_rows(officer, access, f"{NAME};2025;800;400;10/04/2025", f"{NAME};2025;800;350;")
    entered(officer, access)

    one = Contribution.objects.get()
    assert "Un autre montant reçu est déjà dit à la ligne 2" in page
    assert "à corriger : 350 €" in page
    assert received_sums(one) == [(400_00, "2025-04-10")]


def test_one_payment_that_lacks_is_asked_once(officer: Client, access: Access) -> None:
    first = f"{SHORT};2025;1 500;500;08/06/2025"
    checked_rows(officer, access, first)
    entered(officer, access)

    page = checked_rows(officer, access, first, f"{NAME};2025;1 500;1 000;08/10/2025")
    entered(officer, access, "csv!D3")

    assert (page.count("versement de plus ?"), page.count("Il manque un versement")) == (1, 0)
    sums = received_sums(Contribution.objects.get())
    assert [cents for cents, _day in sums] == [500_00, 1_000_00]


def test_numbers_of_titles_are_not_what_is_called(officer: Client, access: Access) -> None:
    make_organisation(workspace=access.cooperation.workspace, name=NAME)
    text = f"Structure;Année;Montant appelé;Montant reçu;Titre\n{NAME};2025;800;0;T-101\n"

    page = checked(officer, access, text)
    entered(officer, access)

    assert "à corriger" not in page
    assert Contribution.objects.get().calls.get().cents == 800_00
