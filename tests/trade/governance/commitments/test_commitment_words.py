"""The officer's own words for who promises what, how much and for when are read, or said."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cleaning.periods import DueDay, due_day
from maillage.foundation.exchange.models import Import
from maillage.trade.governance.models import Commitment, CommitmentStep
from tests.foundation.exchange.importing import figures, remarks_of
from tests.foundation.exchange.spreadsheets import Row, csv_bytes, xlsx_bytes
from tests.trade.governance.commitments.test_commitment_table import member, written

HEADER: Row = ["Qui", "S’est engagé à", "Montant", "Pour quand", "État", "Preuve", "Remarques"]
WORDS = "organisation__name", "label", "kind", "quantity", "due_on", "state"
TODAY = date(2026, 3, 1)


def promised(access: Access, *rows: Row) -> Import:
    """These rows under the header of a table of promises, imported."""
    return written(access, csv_bytes([HEADER, *rows]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30/06/2027", DueDay(date(2027, 6, 30))),
        ("avant le 30/06/2027", DueDay(date(2027, 6, 30))),
        ("juin 2027", DueDay(date(2027, 6, 30))),
        ("fin février 2028", DueDay(date(2028, 2, 29))),
        ("T2 2027", DueDay(date(2027, 6, 30))),
        ("2e trimestre 2027", DueDay(date(2027, 6, 30))),
        ("S2 2027", DueDay(date(2027, 12, 31))),
        ("2027", DueDay(date(2027, 12, 31))),
        ("rentrée 2027", DueDay(date(2027, 9, 1))),
        ("rentrée", DueDay(date(2026, 9, 1), is_guess=True)),
        ("fin novembre", DueDay(date(2026, 11, 30), is_guess=True)),
        ("fin février", DueDay(date(2027, 2, 28), is_guess=True)),
        ("janvier", DueDay(date(2027, 1, 31), is_guess=True)),
        ("31/02/2027", DueDay(is_impossible=True)),
        ("à confirmer par écrit", DueDay()),
        ("quand le budget 2027 sera voté", DueDay()),
    ],
)
def test_a_due_day_is_the_last_of_what_is_said(text: str, expected: DueDay) -> None:
    assert due_day(text, TODAY) == expected


def test_a_table_of_promises_comes_in_under_its_own_headers(access: Access) -> None:
    member(access.cooperation, name="Commune de Lagrange")
    member(access.cooperation, name="Caf de la Sarne")

    run = promised(
        access,
        ["Lagrange", "Animation d’un atelier", "3 000 €", "rentrée 2027", "promis", "", ""],
        ["", "Étude des besoins", "2 k€", "T2 2027", "demandé", "", ""],
        ["Caf", "Référente CTG", "2 jours/an", "30/06/2027", "confirmé", "2026-84", ""],
        ["Caf", "Coordination", "0,5 ETP", "à confirmer par écrit", "promis", "à obtenir", "Vu"],
    )  # fmt: skip

    assert (remarks_of(run), figures(run)) == ([], [4, 0])
    assert list(Commitment.objects.order_by("pk").values_list(*WORDS)) == [
        (
            "Commune de Lagrange",
            "Animation d’un atelier",
            "euros",
            3000,
            date(2027, 9, 1),
            "promised",
        ),
        ("Commune de Lagrange", "Étude des besoins", "euros", 2000, date(2027, 6, 30), "asked"),
        ("Caf de la Sarne", "Référente CTG", "days", 2, date(2027, 6, 30), "confirmed"),
        ("Caf de la Sarne", "Coordination", "days", None, None, "promised"),
    ]
    notes = CommitmentStep.objects.order_by("pk").values_list("note", flat=True)
    assert list(notes) == [
        "",
        "",
        "Montant : 2 jours/an",
        "Vu ; Montant : 0,5 ETP ; Pour quand : à confirmer par écrit ; Preuve : à obtenir",
    ]
    assert [(cell, words.partition(" :")[0]) for cell, words in remarks_of(run, "warnings")] == [
        ("C3", "Lu 2\u00a0000 euros."),
        ("C4", "La quantité est lue ; sa fréquence va dans les précisions."),
        ("C5", "Un ETP n’est pas un nombre de jours"),
        ("D5", "Ce n’est pas une date"),
        ("F5", "Ce n’est pas un acte"),
    ]


def test_the_same_table_brought_back_adds_nothing(access: Access) -> None:
    member(access.cooperation, name="Commune de Lagrange")
    row: Row = ["Lagrange", "Coordination", "0,5 ETP", "à confirmer", "promis", "à obtenir", ""]

    promised(access, row)
    again = promised(access, row)

    assert (figures(again), remarks_of(again), Commitment.objects.count()) == ([0, 0], [], 1)


def test_a_year_that_is_not_said_is_understood_and_said(access: Access) -> None:
    member(access.cooperation, name="Commune de Lagrange")

    run = promised(access, ["Lagrange", "Prêt de salle", "", "fin novembre", "", "", ""])

    due = Commitment.objects.get().due_on
    assert due is not None
    assert (due.month, due.day, due >= timezone.localdate()) == (11, 30, True)
    assert remarks_of(run, "warnings")[0][1].startswith("Année non dite : lu 30\u00a0novembre")


def test_a_sheet_for_each_structure_names_it(access: Access) -> None:
    member(access.cooperation, name="Commune de Lagrange")
    member(access.cooperation, name="Commune d’Orcheville")
    header: Row = ["Engagement", "Quantité", "Échéance"]

    run = written(
        access,
        xlsx_bytes(
            {
                "Lagrange": [header, ["Prêt de salle", "3 jours", ""]],
                "Orcheville": [header, ["Atelier parents", "2 jours", ""]],
            }
        ),
        "engagements.xlsx",
    )

    assert (remarks_of(run), figures(run)) == ([], [2, 0])
    assert list(Commitment.objects.order_by("pk").values_list("organisation__name", "label")) == [
        ("Commune de Lagrange", "Prêt de salle"),
        ("Commune d’Orcheville", "Atelier parents"),
    ]


def test_a_hidden_sheet_is_left_aside(access: Access) -> None:
    member(access.cooperation, name="Commune de Lagrange")
    rows: list[Row] = [["Structure", "Engagement"], ["Lagrange", "Deux jours par mois"]]

    run = written(
        access,
        xlsx_bytes(
            {"Brouillon": rows, "Note": [["À venir"]]},
            lambda sheet: setattr(sheet, "sheet_state", "hidden"),
        ),
        "engagements.xlsx",
    )

    assert (figures(run), run.preview["rows"]) == ([0, 0], 0)


def test_a_header_alone_is_reported_and_a_name_alone_reads_as_no_promise(access: Access) -> None:
    member(access.cooperation, name="Commune de Lagrange")

    empty = promised(access)
    head = promised(access, ["Lagrange"], ["", "Prêt de salle", "", "", "", "", ""])

    assert (figures(empty), empty.preview["rows"]) == ([0, 0], 0)
    assert [(cell, words.partition(" :")[0]) for cell, words in remarks_of(empty)] == [
        ("A1", "Rien n’est lu sous les titres de la ligne 1")
    ]
    assert (figures(head), remarks_of(head), head.preview["rows"]) == ([1, 0], [], 1)


def test_a_row_says_all_its_faults(access: Access) -> None:
    member(access.cooperation, name="Commune de Lagrange")

    run = promised(access, ["Lagrnge", "Divers", "quatre 4", "31/02/2027", "mauve", "", ""])

    assert [(cell, words.partition(" :")[0]) for cell, words in remarks_of(run)] == [
        ("C2", "Quantité non comprise"),
        ("E2", "État non compris"),
        ("D2", "Cette date ne se lit pas"),
        ("A2", "Ce n’est pas un membre de la coopération"),
    ]
    assert "Le plus proche : « Commune de Lagrange »." in str(remarks_of(run))
    assert Commitment.objects.count() == 0


def test_amounts_are_read_in_their_unit(access: Access) -> None:
    member(access.cooperation, name="Commune de Lagrange")

    promised(
        access,
        ["Lagrange", "Poste", "environ 1 500 €", "", "", "", ""],
        ["Lagrange", "Travaux", "1,2 M€", "", "", "", ""],
        ["Lagrange", "Appui", "à définir", "", "", "", ""],
    )

    assert list(Commitment.objects.order_by("pk").values_list("label", "quantity")) == [
        ("Poste", Decimal(1500)),
        ("Travaux", Decimal(1_200_000)),
        ("Appui", None),
    ]
