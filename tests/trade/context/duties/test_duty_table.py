"""A list of what is due comes in, goes out in the same columns, and then asks nothing."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.trade.context.models import Duty
from tests.foundation.exchange.spreadsheets import Row, csv_bytes
from tests.ground.directory.holdings import member_elsewhere, member_with_name
from tests.ground.directory.makers import make_organisation
from tests.trade.context.makers import make_scheme
from tests.trade.context.test_small_lists import cells, read, written

ROWS: list[Row] = [
    [
        *("Ce qui est dû", "Financeur", "Échéance", "Acte d’origine", "Article", "Sinon"),
        *("Montant en jeu", "Qui doit une pièce", "Envoyé le", "Chaque année", "Dispositif"),
    ],
    [
        *("Bilan 2025", "Caf", "27/11/2027", "convention", "8", "acompte suspendu"),
        *("118 400,50", "Brolles ; Mareil", "", "oui", "CTG du pays de Retz"),
    ],
    ["Données réelles", "Caf", "mars 2026", "", "", "", "", "", "30/03/2026", "", ""],
    ["Sans jour", "", "", "", "", "", "", "", "", "", ""],
    ["Trop tôt", "", "01/02/2027", "", "", "", "", "", "01/02/2099", "", ""],
    ["En milliers", "", "01/02/2027", "", "", "", "50 k€", "", "", "", ""],
    ["En toutes lettres", "", "01/02/2027", "", "", "", "beaucoup", "", "", "", ""],
    ["Inconnue", "Région", "01/02/2027", "", "", "", "", "", "", "", ""],
]


@pytest.fixture
def around(cooperation: Cooperation) -> None:
    """A funder, two structures that owe a piece, the scheme."""
    for name in ("Caf", "Brolles", "Mareil"):
        member_with_name(cooperation, name)
    make_scheme(cooperation=cooperation)


@pytest.mark.usefixtures("around")
def test_what_is_due_comes_in(access: Access) -> None:
    run = written(access, "echeances", ROWS)

    fields = "label", "kind", "funder__name", "due_on", "at_stake_cents", "is_yearly", "done_on"
    assert list(Duty.objects.order_by("pk").values_list(*fields)) == [
        ("Bilan 2025", "report", "Caf", date(2027, 11, 27), 11_840_050, True, None),
        ("Données réelles", "data", "Caf", date(2026, 3, 31), None, False, date(2026, 3, 30)),
        ("Sans jour", "other", None, None, None, False, None),
        ("Trop tôt", "other", None, date(2027, 2, 1), None, False, None),
        ("En milliers", "other", None, date(2027, 2, 1), 5_000_000, False, None),
        ("En toutes lettres", "other", None, date(2027, 2, 1), None, False, None),
        ("Inconnue", "other", None, date(2027, 2, 1), None, False, None),
    ]
    first = Duty.objects.earliest("pk")
    assert [str(one) for one in first.pieces.all()] == ["Brolles", "Mareil"]
    assert (str(first.scheme), first.visibility) == ("CTG du pays de Retz", "team")
    assert [one["message"] for one in run.preview["errors"]] == [
        "Un envoi se note quand il a eu lieu : gardez l’échéance ouverte jusque-là.",
        (
            "Écrivez le montant en euros, par exemple 50 000 ; laissez vide si vous ne le savez "
            "pas encore."
        ),
    ]
    assert cells(run, "warnings") == ["G6", "B8"]


@pytest.mark.usefixtures("around")
def test_what_went_out_comes_back_and_asks_nothing(officer: Client, access: Access) -> None:
    written(access, "echeances", ROWS)
    page = reverse("exchange:export", args=[access.cooperation.slug])

    file = officer.get(f"{page}?tableau=echeances&format=csv").content
    run = read(access, "echeances", file)

    assert (cells(run), cells(run, "warnings")) == ([], [])
    assert [one["number"] for one in run.preview["figures"]] == [0, 0, 7]


@pytest.mark.usefixtures("around")
def test_a_day_written_later_completes_what_had_none(access: Access) -> None:
    head: Row = ["Ce qui est dû", "Financeur", "Échéance"]
    written(access, "echeances", [head, ["Tableau de bord", "Caf", "15 du mois suivant"]])
    (one,) = Duty.objects.all()
    assert (one.due_on, one.due_words) == (None, "15 du mois suivant")

    written(access, "echeances", [head, ["Tableau de bord", "Caf", "15/04/2027"]])

    (one,) = Duty.objects.all()
    assert one.due_on == date(2027, 4, 15)


def test_what_was_waived_is_not_sent_by_a_list(access: Access) -> None:
    head: Row = ["Ce qui est dû", "Échéance", "Envoyé le"]
    written(access, "echeances", [head, ["Bilan", "01/02/2026", ""]])
    Duty.objects.update(waived_on=date(2026, 3, 1), waived_why="Aide rendue")

    run = written(access, "echeances", [head, ["Bilan", "01/02/2026", "15/02/2026"]])

    assert (run.state, cells(run), Duty.objects.get().done_on) == ("done", ["C2"], None)


@pytest.mark.usefixtures("around")
def test_the_same_is_due_for_two_operations_and_comes_again_once(access: Access) -> None:
    head: Row = ["Ce qui est dû", "Financeur", "Opération", "Échéance", "Qui s’en charge"]
    rows: list[Row] = [
        head,
        ["Demande de solde", "Caf", "Halle", "31/12/2028", "Brolles"],
        ["Demande de solde", "Caf", "Voie verte", "31/12/2028", "Mareil"],
    ]
    written(access, "echeances", rows)
    run = read(access, "echeances", csv_bytes(rows))

    assert [
        (one.about, [str(piece) for piece in one.pieces.all()])
        for one in Duty.objects.order_by("pk")
    ] == [("Halle", ["Brolles"]), ("Voie verte", ["Mareil"])]
    assert [one["number"] for one in run.preview["figures"]] == [0, 0, 2]


def test_one_noted_for_nothing_is_that_of_the_only_row_that_says_it(access: Access) -> None:
    day = "31/12/2028"
    written(access, "echeances", [["Ce qui est dû", "Échéance"], ["Solde", day], ["Bilan", day]])
    head: Row = ["Ce qui est dû", "Opération", "Échéance"]
    rows: list[Row] = [["Solde", "Halle", day], ["Solde", "Pont", day], ["Bilan", "Halle", day]]

    written(access, "echeances", [head, *rows])

    assert list(Duty.objects.order_by("pk").values_list("label", "about")) == [
        ("Solde", ""),
        ("Bilan", "Halle"),
        ("Solde", "Halle"),
        ("Solde", "Pont"),
    ]


@pytest.mark.usefixtures("around")
def test_the_list_says_for_what_it_is_due(officer: Client, access: Access) -> None:
    head: Row = ["Ce qui est dû", "Financeur", "Pour quoi", "Échéance"]
    written(access, "echeances", [head, ["Demande de solde", "Caf", "Halle", "31/12/2028"]])
    page = reverse("context:duties", args=[access.cooperation.slug])

    assert "Halle · Caf" in officer.get(page).content.decode()
    assert "Demande de solde" in officer.get(page, {"q": "halle"}).content.decode()


@pytest.mark.usefixtures("around")
def test_a_scheme_unknown_here_says_for_what_it_is_due(access: Access) -> None:
    head: Row = ["Ce qui est dû", "Échéance", "Dispositif"]
    rows: list[Row] = [
        ["Bilan", "31/12/2028", "CTG du pays de Retz"],
        ["Solde", "31/12/2028", "Ateliers des parents"],
    ]

    run = written(access, "echeances", [head, *rows])

    assert list(Duty.objects.order_by("pk").values_list("about", "scheme__title")) == [
        ("", "CTG du pays de Retz"),
        ("Ateliers des parents", None),
    ]
    assert cells(run, "warnings") == []
    again = written(access, "echeances", [head, *rows])
    assert [one["number"] for one in again.preview["figures"]] == [0, 0, 2]


def test_a_short_word_is_the_member_never_another_cooperation(access: Access) -> None:
    workspace = access.cooperation.workspace
    for place in ("de la Maine-Aubrée", "des Hautes-Ouzes"):
        make_organisation(workspace=workspace, name=f"Préfecture {place}", short_name="État")
    member_elsewhere(access.cooperation, "Mission locale de la Maine-Aubrée", "ML")
    member_with_name(access.cooperation, "Département des Hautes-Ouzes")
    rows: list[Row] = [
        ["Ce qui est dû", "Financeur", "Échéance"],
        ["Bilan", "État", "15/03/2027"],
        ["Pièce", "ML", "16/03/2027"],
    ]

    run = written(access, "echeances", rows)

    assert list(Duty.objects.order_by("pk").values_list("label", "funder__name")) == [
        ("Bilan", "Préfecture des Hautes-Ouzes"),
        ("Pièce", None),
    ]
    assert cells(run, "warnings") == ["B3"]
