"""Rows of a file that call different sums."""

import re

import pytest
from django.test import Client

from maillage.core.money import euros_words
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.models import Import
from maillage.trade.funding.contributions.models import Contribution, ContributionCall
from tests.ground.directory.makers import make_organisation
from tests.ground.directory.reading import plain
from tests.trade.funding.contribution_table.contribution_files import (
    CHOSEN,
    HEADERS,
    checked,
    entered,
    page_of,
    paid_in_part,
    received_sums,
    row_of,
    start,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tasks_at_once")]


DAY = "jour de l’import"


def rows_in(page: str) -> list[list[str]]:
    """The cells of the table of what is understood, row by row, then its totals."""
    table = page.partition("Ce que chaque structure paie</caption>")[2].partition("</table>")[0]
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", one) for one in table.split("<tr ")[2:]]
    cells = [[re.sub(r"<[^>]+>", "", cell) for cell in row] for row in rows]
    return [*cells[:-1], cells[-1][1:]]


def test_two_rows_that_call_different_sums_ask_which_is_right(
    officer: Client, access: Access
) -> None:
    body = make_organisation(workspace=access.cooperation.workspace, name="Caf")
    rows = ["Caf;2026;600;400;04/05/2026", "Caf;2026;400;300;28/11/2026"]
    text = "\n".join([HEADERS, *rows])

    page = checked(officer, access, text, **CHOSEN)
    (main,) = re.findall(r'm-button-main"[^>]*>([^<]+)', page.partition("<main")[2])
    first, second, both = re.findall(r'name="(choice-[^"]+)" value="([^"]+)"', page)
    entered(officer, access)
    silent = Contribution.objects.count()
    checked(officer, access, text, **CHOSEN)
    url = f"{start(access)}{Import.objects.latest('pk').pk}/verifier/"
    officer.post(url, {first[0]: second[1], "step": "check"})
    entered(officer, access)

    one = Contribution.objects.get(organisation=body)
    assert ("Votre fichier dit plusieurs sommes" in page, main) == (True, "Vérifier à nouveau")
    assert ("Ligne 2 : appelée 600 €" in page, "Ligne 3 : appelée 400 €" in page) == (True, True)
    assert (both[1].endswith(":all-100000"), silent) == (True, 0)
    assert (
        "Avec chaque réponse entrent aussi les versements de 400 € (ligne 2) et 300 € (ligne 3)."
        in page
    )
    assert [call.cents for call in one.calls.all()] == [400_00]
    assert [cents for cents, _day in received_sums(one)] == [400_00, 300_00]


def two_sums_checked(officer: Client, access: Access) -> str:
    """The page that checks two calls of one structure, of which one says what came."""
    for name in ("Caf", "MSA"):
        make_organisation(workspace=access.cooperation.workspace, name=name)
    rows = ["Caf;2026;600;;", "Caf;2026;400;100;28/11/2026", "MSA;2026;500;;"]
    return checked(officer, access, "\n".join([HEADERS, *rows]), **CHOSEN)


def test_the_check_shows_what_is_called_and_what_came(officer: Client, access: Access) -> None:
    page = two_sums_checked(officer, access)
    report = entered(officer, access)

    assert rows_in(page) == [
        ["Caf", "2026", DAY, "28 nov.", "à trancher : 600 € ou 400 €", "à trancher : 100 €"],
        ["MSA", "2026", DAY, "", "500 €", ""],
        ["500 € à entrer", "0 € à entrer"],
    ]
    assert "Avec chaque réponse entre aussi le versement de 100 € (ligne 3)." in page
    assert "<dt>versement noté</dt>" not in report


@pytest.mark.parametrize(
    ("answer", "sums"),
    [
        (":60000", ["600 €", "1 100 €"]),
        (":40000", ["400 €", "900 €"]),
        (":all-100000", ["1 000 €", "1 500 €"]),
    ],
)
def test_the_sum_answered_is_shown_and_written_with_what_came(
    officer: Client, access: Access, answer: str, sums: list[str]
) -> None:
    choices = re.findall(
        r'name="(choice-[^"]+)" value="([^"]+)"', two_sums_checked(officer, access)
    )
    url = f"{start(access)}{Import.objects.latest('pk').pk}/verifier/"
    name, key = next(one for one in choices if one[1].endswith(answer))
    officer.post(url, {name: key, "step": "check"})
    page = page_of(officer, access, "verifier/")
    report = entered(officer, access)

    first, _other, totals = rows_in(page)
    calls = ContributionCall.objects.filter(contribution__organisation__name="Caf")
    assert (first[2:], totals) == ([DAY, "28 nov.", sums[0], "100 €"], [sums[1], "100 €"])
    assert [plain(euros_words(one.cents)) for one in calls] == sums[:1]
    assert "rien n’entre pour cette structure" not in page
    assert "<dt>versement noté</dt><dd>1</dd>" in report


def test_what_is_noted_or_wrong_is_shown_and_not_added_up(officer: Client, access: Access) -> None:
    one = paid_in_part(access)
    text = f"{row_of(one, '1 000', '28/11/2026')}Les Amis du Val;2026;100;50;\n"

    page = checked(officer, access, text, **CHOSEN)

    assert [row[-2:] for row in rows_in(page)] == [
        ["déjà là : 1 000 €", "à trancher : 600 €"],
        ["à corriger : 100 €", "à corriger : 50 €"],
        ["0 € à entrer", "0 € à entrer"],
    ]


def test_sums_that_differ_in_a_file_ask_nothing_of_what_is_noted(
    officer: Client, access: Access
) -> None:
    make_organisation(workspace=access.cooperation.workspace, name="Caf")
    checked(officer, access, f"{HEADERS}\nCaf;2026;600;400;04/05/2026\n", **CHOSEN)
    entered(officer, access)
    rows = ["Caf;2026;600;400;04/05/2026", "Caf;2026;500;;"]

    page = checked(officer, access, "\n".join([HEADERS, *rows]), **CHOSEN)

    assert "Cette structure est déjà là pour cette année" in page
    assert "plusieurs sommes" not in page
