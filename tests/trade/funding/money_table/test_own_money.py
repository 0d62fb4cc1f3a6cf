"""The own money of a plan, when a file says another sum or the rest."""

import pytest
from django.test import Client

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.import_wizard.models import Import
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.models import FundingLine, FundingPlan
from tests.foundation.exchange.importing import undone
from tests.ground.directory.reading import plain
from tests.trade.funding.makers import make_cost_line, make_funding_line, make_funding_plan
from tests.trade.funding.money_table.compared_plans import (
    YEAR,
    answered,
    everything,
    page_of,
    received,
)

pytestmark = pytest.mark.django_db


def test_own_money_that_takes_the_rest_becomes_a_sum_only_when_chosen(
    access: Access, officer: Client, owner: Organisation
) -> None:
    plan = make_funding_plan(cooperation=access.cooperation, label="Halle", owner=owner)
    make_cost_line(plan=plan, year=YEAR, euros=100_000)
    make_funding_line(
        plan=plan, funder=owner, kind="own", label="", year=YEAR, euros=None, is_remainder=True
    )

    same = received(access, "Opération;Coût;Autofinancement\nHalle;100 000;100 000\n")
    run = received(access, "Opération;Coût;Autofinancement\nHalle;100 000;60 000\n")
    answered(officer, run, ["Corriger : pressenti 60 000 € au lieu de 100 000 €"])

    assert same.preview["alternatives"] == []
    assert [(one.counted_cents, one.is_remainder) for one in plan.lines.all()] == [
        (6_000_000, False)
    ]


def test_what_is_voted_of_the_rest_leaves_it_the_rest(
    access: Access, officer: Client, owner: Organisation
) -> None:
    plan = make_funding_plan(cooperation=access.cooperation, label="Halle", owner=owner)
    make_cost_line(plan=plan, year=YEAR, euros=100_000)
    make_funding_line(
        plan=plan, funder=owner, kind="own", label="", year=YEAR, euros=None, is_remainder=True
    )
    before = everything()

    run = received(access, "Opération;Coût;Autofinancement voté\nHalle;100 000;60 000\n")
    run = answered(officer, run, ["Noter sur cette ligne : accordé 60 000 €"])

    line = plan.lines.get()
    assert (line.counted_cents, line.granted_cents) == (10_000_000, 6_000_000)
    undone(run, access.user)
    assert everything() == before


def test_own_money_is_written_as_it_is_shown_when_a_funder_is_left_out(
    access: Access, officer: Client, owner: Organisation, region: Organisation
) -> None:
    text = (
        "Opération;Maître d’ouvrage;Coût;Fondation du Bief;Région;Reste à charge\n"
        "Maison de santé;CC du Lac;1 200 000;360 000;240 000;600 000\n"
    )

    run = received(access, text)
    page = page_of(officer, run, "check")
    answered(officer, run)

    plan = FundingPlan.objects.get()
    assert "« Maison de santé » : 360 000 € non repris resteront à trouver." in page
    assert "Total 840 000 € à entrer" in page
    assert [
        (one.funder, one.counted_cents // 100, one.is_remainder)
        for one in plan.lines.order_by("pk")
    ] == [(region, 240_000, False), (owner, 600_000, False)]


def test_own_money_that_takes_the_rest_takes_no_more_than_was_read(
    access: Access, officer: Client, owner: Organisation
) -> None:
    half = "Halle\nDépenses\tMontant\nTravaux {n}\t{cost}\nRecettes\tMontant\nAutofinancement\t60\n"
    title = f"Maître d’ouvrage : {owner}\n"

    run = received(access, title + half.format(n=1, cost=60) + "\n" + half.format(n=2, cost=90))
    answered(officer, run)

    shown = [row[-1] for table in run.preview["tables"][1:] for row in table["rows"]]
    written = [one.counted_cents // 100 for one in FundingLine.objects.order_by("pk")]
    assert sum(int(plain(one).removesuffix(" €")) for one in shown) == sum(written)


def test_what_does_not_come_in_is_shown_and_thousands_are_told(
    access: Access, officer: Client, owner: Organisation
) -> None:
    text = (
        "Maquette (montants en k€)\nOpération;Maître d’ouvrage;Coût;Région\n"
        "Halle;CC du Lac;100;40\nLavoir;Commune d’Ercé;85;20\n"
    )

    run = received(access, text)
    pages = {"check": page_of(officer, run, "check")}
    Import.objects.filter(pk=run.pk).update(state="columns")
    pages["columns"] = page_of(officer, run, "columns")

    for words in (
        "« Maquette (montants en k€) » : montants lus en milliers d’euros.",
        "« Lavoir » n’entre pas encore. « Commune d’Ercé » n’est pas dans",
    ):
        assert (words in pages["columns"], words in pages["check"]) == (True, False)
    assert pages["check"].count("lus en milliers d’euros") == 1
    for page in pages.values():
        assert "à corriger : 85 000 €" in page
        assert "Total 100 000 € à entrer" in page
    assert "l’en-tête nomme qui paie" in pages["columns"]
    assert "d’après les valeurs de la colonne" not in pages["columns"]
    assert str(owner) in pages["columns"]
