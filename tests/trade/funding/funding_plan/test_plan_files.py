"""A plan leaves as a file that says whose it is, and sums itself."""

import io

from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from maillage.foundation.cooperations.models import Cooperation
from tests.trade.funding.makers import make_cost_line, make_funding_line, make_funding_plan


def test_the_file_has_its_plan_each_cost_each_payer_and_their_sums(
    officer: Client, cooperation: Cooperation
) -> None:
    plan = make_funding_plan(cooperation=cooperation, label="Ludothèque")
    make_cost_line(plan=plan, label="Travaux", euros=90_000)
    make_cost_line(plan=plan, label="Études", euros=10_000)
    line = make_funding_line(plan=plan, state="requested", euros=40_000)

    answer = officer.get(
        reverse("funding:plan", args=[cooperation.slug, plan.pk]), {"export": "xlsx"}
    )

    book = load_workbook(io.BytesIO(answer.content))
    pages = {
        one.title: [list(row) for row in one.iter_rows(values_only=True)] for one in book.worksheets
    }
    assert pages["Plan"][:3] == [
        ["Plan de financement", "Ludothèque"],
        ["Maître d’ouvrage", str(plan.owner)],
        ["Montants", "en euros HT"],
    ]
    assert pages["Dépenses"][1:] == [
        ["Travaux", "Estimation", None, 2027, 90_000],
        ["Études", "Estimation", None, 2027, 10_000],
        ["Total", None, None, None, "=SUM(E2:E3)"],
    ]
    assert pages["Financeurs"][1:] == [
        [
            *(str(line.funder), "DETR 2026", 2027, "demandé", "Demandé le 6\xa0octobre 2026"),
            *(None, 40_000, None, None, 40_000, 40),
        ],
        ["Total", None, None, None, None, *(f"=SUM({one}2:{one}2)" for one in "FGHIJK")],
    ]
