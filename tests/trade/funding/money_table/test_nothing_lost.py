"""Nothing of a table of money goes unsaid: loans, names without a sum, the columns of halves."""

import pytest
from django.test import Client

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation
from tests.trade.funding.money_table.compared_plans import answered, page_of, received
from tests.trade.funding.money_table.test_money_table import read, remarks

pytestmark = pytest.mark.django_db

FACE_TO_FACE = (
    "Opération : Crèche du Moulin\n"
    "Maître d’ouvrage : CC du Lac\n"
    "DÉPENSES\t\t\tRECETTES\n"
    "Nature des dépenses\tMontant HT\tMontant TTC\tFinanceurs\tMontant HT\t%\tÉtat\n"
    "Terrain\t42 000\t42 000\tÉtat – DETR\t90 000\t60 %\tsollicitée\n"
    "Travaux\t\t\tFondation du Lac\t5 000\t3 %\tpressenti\n"
    "- murs\t108 000\t129 600\tEmprunt\t40 000\t27 %\n"
    "TOTAL\t150 000\t171 600\tAutofinancement\t15 000\t10 %\n"
)
STACKED = (
    "Plan de financement – Ancienne gare\n"
    "DÉPENSES\n"
    "Poste de dépense\tMontant HT\tPart\tCommentaire\n"
    "Bâtiment\t85 000\t0,85\t\n"
    "Toit\t15 000\t0,15\tdevis\n"
    "\n"
    "RECETTES\n"
    "Financeur\tMontant\tTaux\tÉtat du dossier\n"
    "Région\t60 000\t60 %\taccordée\n"
    "Département\t\t\tà solliciter\n"
    "Autofinancement\t40 000\t40 %\t\n"
)


def test_what_is_borrowed_is_said_and_comes_in_nowhere() -> None:
    in_rows = read("Opération;Coût;Financeur;Montant\nHalle;90;Emprunt Crédit du Lac;20 000\n")
    in_columns = read("Opération;Coût;Région;Emprunt\nHalle;90 000;5 000;20 000\n")

    loan = "Un emprunt n’est pas un financement ici : {} € non repris."
    assert ("csv!C2", "warning", loan.format("20 000")) in remarks(in_rows)
    assert ("csv!D2", "warning", loan.format("20 000")) in remarks(in_columns)
    assert ("csv!D7", "warning", loan.format("40 000")) in remarks(read(FACE_TO_FACE))
    (halves,) = read(FACE_TO_FACE).table.rows
    assert [one.funder for one in halves.lines] == ["État", "Fondation du Lac", "Autofinancement"]


def test_who_pays_without_a_sum_is_said() -> None:
    planned = read(
        "Opération;Coût;Financeur;Demandé;Accordé\nHalle;90 000;Région;5 000;\n"
        "idem;;Autofinancement;;\nidem;;;;\n"
    )

    assert [one for one in remarks(planned) if one[0] == "csv!C3"] == [
        ("csv!C3", "warning", "Pas lu : pas de montant.")
    ]
    assert ("csv!A10", "warning", "Pas lu : pas de montant.") in remarks(read(STACKED))


def test_halves_face_to_face_show_their_own_headers_and_one_count(
    access: Access, officer: Client, owner: Organisation
) -> None:
    run = received(access, FACE_TO_FACE)
    planned = read(FACE_TO_FACE)
    (reading,) = planned.readings

    assert [(one.letters, one.header, one.field) for one in reading.columns] == [
        ("A", "Nature des dépenses", "expense_item"),
        ("B", "Montant HT", "cost_ht"),
        ("C", "Montant TTC", "ignored"),
        ("D", "Financeurs", "funder"),
        ("E", "Montant HT", "amount"),
        ("F", "%", "rate"),
        ("G", "État", "status"),
    ]
    page = page_of(officer, run, "columns")
    assert "En-tête lu ligne 4, 4 lignes à lire." in page
    assert "Votre ligne 5 devient" in page
    assert "3 financements" in page
    assert planned.rows_read == run.preview["rows"] == 4


def test_halves_one_under_the_other_show_the_headers_of_both() -> None:
    planned = read(STACKED)
    (reading,) = planned.readings

    assert [(one.letters, one.header, one.field) for one in reading.columns] == [
        ("A", "Poste de dépense", "expense_item"),
        ("B", "Montant HT", "cost_ht"),
        ("C", "Part", "ignored"),
        ("D", "Commentaire", "ignored"),
        ("A", "Financeur", "funder"),
        ("B", "Montant", "amount"),
        ("C", "Taux", "rate"),
        ("D", "État du dossier", "status"),
    ]
    assert planned.rows_read == 4


def test_the_report_says_in_view_how_much_nobody_pays(
    access: Access, officer: Client, owner: Organisation
) -> None:
    lines = "Halle;CC du Lac;90 000;{};5 000\n;;;Autofinancement;85 000\n"
    head = "Opération;Maître d’ouvrage;Coût;Financeur;Montant\n"

    pages = [
        page_of(officer, answered(officer, received(access, head + lines.format(who))), "run")
        for who in ("Communes membres", "CC du Lac")
    ]

    left = "5 000 € de financements n’y sont pas : la structure qui les paie n’est pas dite"
    assert [left in page for page in pages] == [True, False]
