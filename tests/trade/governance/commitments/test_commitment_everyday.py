"""Commitments are read as officers keep them: their nature guessed, their amounts in words."""

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.import_wizard.services.uploads import planned_import
from maillage.foundation.exchange.models import Import
from tests.foundation.exchange.makers import make_import
from tests.foundation.exchange.spreadsheets import Row, csv_bytes
from tests.trade.governance.bodies.test_body_table import member

LAGRANGE, PETR = "Commune de Lagrange", "PETR Sud-Sarne"


def read(access: Access, *rows: Row) -> Import:
    """A file of these rows, two members being there."""
    for name in (LAGRANGE, PETR):
        member(access.cooperation, name)
    run = make_import(
        cooperation=access.cooperation, author=access.user, content=csv_bytes([*rows])
    )
    run.target, run.mapping = "engagements", {}
    run.save()
    return run


def commitments(run: Import, *names: str) -> list[tuple[object, ...]]:
    """These fields of what the file says."""
    rows = planned_import(run).expected()["engagements"]
    assert isinstance(rows, list)
    return [tuple(row[name] for name in names) for row in rows]


def remarks(run: Import) -> list[tuple[str, str]]:
    """What the officer is asked to look at."""
    looked_at = [one for one in planned_import(run).problems if one.severity != "info"]
    return [(one.cell.rpartition("!")[2], one.message) for one in looked_at]


def test_the_nature_is_guessed_from_what_is_there(access: Access) -> None:
    run = read(
        access,
        ["Qui", "Engagement", "Nature", "Qté", "Unité"],
        ["PETR", "Animation", "Temps", "12", "jours"],
        ["Lagrange", "Salle des fêtes", "Matériel", "1", "salle"],
        ["PETR", "Fonds de soutien", "Finances", "15 k€", ""],
        ["Lagrange", "Fichier des producteurs", "", "", ""],
        ["Lagrange", "Minibus prêté", "", "4 j", ""],
        ["PETR", "Secrétariat", "", "6 h", ""],
        ["Lagrange", "Appui", "", "", ""],
    )

    assert commitments(run, "organisation", "label", "kind", "quantity", "unit") == [
        (PETR, "Animation", "days", 12, "jours"),
        (LAGRANGE, "Salle des fêtes", "premises", 1, "salle"),
        (PETR, "Fonds de soutien", "euros", 15000, None),
        (LAGRANGE, "Fichier des producteurs", "data", None, None),
        (LAGRANGE, "Minibus prêté", "premises", 4, "j"),
        (PETR, "Secrétariat", "days", 6, None),
        (LAGRANGE, "Appui", "other", None, None),
    ]
    assert remarks(run) == [("D4", "Lu 15\u00a0000 euros.")]


def test_a_column_of_means_tells_the_nature(access: Access) -> None:
    run = read(
        access,
        ["Membre", "Moyens", "Objet", "Montant"],
        ["PETR", "Finances", "Achat groupé", "3 000"],
        ["Lagrange", "Temps", "Relais", "4 j"],
    )

    assert commitments(run, "label", "kind", "quantity") == [
        ("Achat groupé", "euros", 3000),
        ("Relais", "days", 4),
    ]


def test_due_days_and_states_in_words(access: Access) -> None:
    run = read(
        access,
        ["Structure", "Quoi", "Combien", "Pour quand", "Où on en est", "Réf. délib"],
        ["PETR", "Fonds", "env. 45 000 €", "1er semestre 2027", "versé", "2026-45"],
        ["Lagrange", "Salle", "", "rentrée 2027", "confirmé (mail 12/10)", ""],
        ["Lagrange", "Local", "", "courant 2027", "?", ""],
        ["PETR", "Données", "", "quand possible", "annulé (budget)", ""],
    )

    assert commitments(run, "label", "due_on", "due_text", "state", "act_number") == [
        ("Fonds", "2027-06-30", None, "delivered", "2026-45"),
        ("Salle", "2027-09-01", None, "promised", None),
        ("Local", "2027-12-31", None, None, None),
        ("Données", None, "quand possible", "withdrawn", None),
    ]
    assert remarks(run) == [
        ("C2", "Lu 45\u00a0000, sans « environ »."),
        ("E3", "Confirmé sans acte : noté promis, ces mots vont dans les précisions."),
        ("D5", "Ce n’est pas une date : ces mots vont dans les précisions."),
    ]


def test_a_vote_in_a_table_without_acts_is_a_promise(access: Access) -> None:
    run = read(access, ["Structure", "Quoi", "Statut"], ["PETR", "Fonds en euros", "voté"])

    assert commitments(run, "state") == [("promised",)]
    assert [words for _cell, words in remarks(run)] == [
        "Confirmé sans acte : noté promis, ces mots vont dans les précisions."
    ]


def test_what_a_thing_costs_is_no_quantity_promised(access: Access) -> None:
    header: Row = ["Structure", "Action", "Coût", "Échéance"]
    cost = read(access, header, ["PETR", "Ouvrir une crèche", "120 000 €", ""])

    assert commitments(cost, "label", "quantity") == [("Ouvrir une crèche", None)]
    cost.mapping = {}
    assert planned_import(cost).mapping["csv"]["C"] == "ignored"
