"""What a file says to have come, beside what is noted."""

import re
from datetime import date

import pytest
from django.test import Client

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.models import Import
from maillage.trade.funding.contributions.models import Contribution
from tests.ground.directory.makers import make_organisation
from tests.trade.funding.contribution_table.contribution_files import (
    CHOSEN,
    HEADERS,
    checked,
    entered,
    paid_in_part,
    received_sums,
    row_of,
    start,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tasks_at_once")]


@pytest.mark.parametrize(
    ("received", "words", "noted"),
    [
        (
            "1 000",
            "400 € sont notés reçus, votre tableau en dit 1 000 € en tout. Il manque un versement "
            "de 600 €, le 28 novembre 2026.",
            [(400_00, "2026-05-04"), (600_00, "2026-11-28")],
        ),
        (
            "300",
            "400 € sont notés reçus. Ces 300 € du 28 novembre 2026 sont-ils un versement de plus ?",
            [(400_00, "2026-05-04"), (300_00, "2026-11-28")],
        ),
        (
            "400",
            "400 € sont notés reçus. Ces 400 € du 28 novembre 2026 sont-ils un versement de plus ?",
            [(400_00, "2026-05-04"), (400_00, "2026-11-28")],
        ),
        (
            "1 200",
            "de 800 €, le 28 novembre 2026. Ce serait plus que ce qui est appelé, 1 000 €.",
            [(400_00, "2026-05-04"), (800_00, "2026-11-28")],
        ),
    ],
)
def test_what_came_and_is_not_noted_is_asked_then_noted(
    officer: Client,
    access: Access,
    received: str,
    words: str,
    noted: list[tuple[int, str]],
) -> None:
    one = paid_in_part(access)
    text = row_of(one, received, "28/11/2026")

    page = checked(officer, access, text, **CHOSEN)
    report = entered(officer, access, "csv!D2")

    assert (words in page, "Non coché, il n’est pas noté." in page) == (True, True)
    assert "Ce que vous ne cochez pas n’est pas noté." in page
    assert "l’import fait ce que dit chaque ligne" not in page
    assert ("Une suggestion suivie" in report, "Non coché" in report) == (True, False)
    assert "<dt>versement à confirmer</dt><dd>1</dd>" in page
    assert received_sums(one) == noted
    assert "<dt>contribution complétée</dt><dd>1</dd>" in report
    assert "versement à confirmer</dt><dd>0" in checked(officer, access, text, **CHOSEN)


def test_what_came_without_its_day_is_noted_on_the_day_of_the_import(
    officer: Client, access: Access
) -> None:
    one = paid_in_part(access)

    page = checked(officer, access, row_of(one, "1 000"), **CHOSEN)
    entered(officer, access, "csv!D2")

    assert "un versement de 600 €, sans date : il serait noté au jour de l’import." in page
    receipt = one.receipts.latest("pk")
    assert (receipt.cents, receipt.how) == (
        600_00,
        "Jour de l’import : le fichier appels.csv n’en dit pas.",
    )


@pytest.mark.parametrize("cents", [100_00, 500_00])
def test_a_sum_that_may_be_all_or_a_part_is_one_question(
    officer: Client, access: Access, cents: int
) -> None:
    one = paid_in_part(access)

    page = checked(officer, access, row_of(one, "500", "28/11/2026"), **CHOSEN)
    silent = "Sans réponse, ce versement n’est pas noté." in page
    choices = re.findall(r'name="(choice-[^"]+)" value="([^"]+)"', page)
    name, key = next(each for each in choices if each[1].endswith(f":{cents}"))
    url = f"{start(access)}{Import.objects.latest('pk').pk}/verifier/"
    officer.post(url, {name: key, "step": "check"})
    report = entered(officer, access)

    labels = "Tout ce qui est reçu : noter 100 €", "Un versement de plus : noter 500 €"
    assert ([label in page for label in labels], len(choices), silent) == ([True, True], 2, True)
    assert ("suggestion" in page, "<dt>versement noté</dt><dd>1</dd>" in report) == (False, True)
    assert received_sums(one)[1:] == [(cents, "2026-11-28")]


@pytest.mark.parametrize(("received", "day"), [("400", "04/05/2026"), ("400", ""), ("0", "")])
def test_what_is_noted_already_asks_nothing(
    officer: Client, access: Access, received: str, day: str
) -> None:
    one = paid_in_part(access)

    page = checked(officer, access, row_of(one, received, day), **CHOSEN)

    assert ("suggestion" in page, "Tout est lu sans question." in page) == (False, True)
    assert "Rien n’est entré : tout était déjà connu." in entered(officer, access)


def test_a_receipt_among_several_is_known_by_its_day(officer: Client, access: Access) -> None:
    one = paid_in_part(access)
    one.receipts.create(cents=300_00, on=date(2026, 10, 12), means="act")

    page = checked(officer, access, row_of(one, "300", "12/10/2026"), **CHOSEN)

    assert "versement de plus" not in page


def test_a_row_for_each_sum_that_came_is_as_many_receipts(officer: Client, access: Access) -> None:
    body = make_organisation(workspace=access.cooperation.workspace, name="Caf")
    rows = ["Caf;2026;1 000;400;04/05/2026", "Caf;2026;1 000;300;28/11/2026"]
    text = "\n".join([HEADERS, *rows])

    first = checked(officer, access, text, **CHOSEN)
    entered(officer, access)
    again = checked(officer, access, f"{text}\nCaf;2026;1 000;250;29/11/2026\n", **CHOSEN)
    entered(officer, access, "csv!D4")

    one = Contribution.objects.get(organisation=body)
    assert ("suggestion" in first, again.count("versement de plus")) == (False, 1)
    assert [cents for cents, _day in received_sums(one)] == [400_00, 300_00, 250_00]
    assert one.calls.count() == 1
