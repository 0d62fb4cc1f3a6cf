"""A register of agreements comes in as it is kept, goes out in columns, and then asks nothing."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.exchange.reading.opening import open_content
from maillage.foundation.exchange.targets.progress import no_report
from maillage.foundation.exchange.targets.targets import Answers
from maillage.trade.governance.agreements.table.target import plan_agreements
from maillage.trade.governance.models import Agreement
from tests.foundation.cooperations.makers import make_cooperation
from tests.foundation.exchange.importing import undone
from tests.foundation.exchange.spreadsheets import Row, csv_bytes
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_organisation
from tests.ground.directory.reading import plain
from tests.trade.context.test_small_lists import cells, read, written
from tests.trade.governance.agreements.makers import make_agreement_text

REGISTER: list[Row] = [
    ["Suivi des conventions – service enfance"],
    [],
    [
        *("Intitulé", "Type", "N°", "Signataires", "Date de signature", "Prise d'effet", "Durée"),
        *("Échéance", "Tacite reconduction", "Préavis", "Statut", "Montant"),
    ],
    [
        *("CTG du Pays", "CTG", "2023-41", "Caf\nBrolles ; Mareil", "14/12/2023", "01/01/2024"),
        *("4 ans", "", "non", "6 mois", "en cours", "12 000 €"),
    ],
    [
        *("Avenant n° 1 à la CTG du Pays", "", "", "Caf, Brolles", "15/03/2025", "", "", ""),
        *("", "", "signée", ""),
    ],
    [
        *("Prestation ménage", "Prestation", "", "Brolles", "Oui", "", "un an", ""),
        *("O", "trois mois", "en cours", ""),
    ],
    ["Convention PMI", "Bail", "", "Mareil", "31/02/2024", "", "", "31/12/2020", "", "", "échue"],
    ["Entente eau", "", "", "les 12 communes", "04/02/2025", "01/03/2025", "", "2024", "", ""],
    ["Charte", "", "", "MSA", "05/05/2025", "", "2025-2028", "", "O", "180 jours", "projet"],
]


@pytest.fixture
def around(cooperation: Cooperation) -> None:
    """Three members."""
    for name in ("Caf", "Brolles", "Mareil"):
        member_with_name(cooperation, name)


@pytest.mark.usefixtures("around")
def test_register_as_it_is_kept_comes_in_and_goes_out(officer: Client, access: Access) -> None:
    run = written(access, "conventions", REGISTER)

    fields = (
        *("title", "kind", "reference", "frozen_on", "starts_on", "ends_on", "renewal"),
        *("notice_months", "amendment_number"),
    )
    assert list(Agreement.objects.order_by("pk").values_list(*fields)) == [
        (
            *("CTG du Pays", "ctg", "2023-41", date(2023, 12, 14), date(2024, 1, 1)),
            *(date(2027, 12, 31), "none", 6, None),
        ),
        ("Prestation ménage", "service_provision", "", None, None, None, "tacit", 3, None),
        ("Convention PMI", "other", "", None, None, date(2020, 12, 31), "none", None, None),
        ("Entente eau", "entente", "", None, date(2025, 3, 1), None, "none", None, None),
        (
            *("Charte", "charter", "", None, date(2025, 1, 1), date(2028, 12, 31)),
            *("tacit", None, None),
        ),
        (
            *("Avenant n° 1 à la CTG du Pays", "ctg", "", date(2025, 3, 15), None, None),
            *("none", None, 1),
        ),
    ]
    ctg = Agreement.objects.get(title="CTG du Pays")
    assert [str(one) for one in ctg.parties.all()] == ["Caf", "Brolles", "Mareil"]
    assert ctg.purpose == "Montant noté : 12 000 €."
    assert cells(run) == ["E7", "H8", "E8", "J9", "E9"]
    assert cells(run, "warnings") == ["D9", "E6", "D8", "G9"]

    page = reverse("exchange:export", args=[access.cooperation.slug])
    file = officer.get(f"{page}?tableau=conventions&format=csv").content
    again = read(access, "conventions", file)

    assert (cells(again), cells(again, "warnings")) == ([], [])
    assert [one["number"] for one in again.preview["figures"]] == [0, 0, 6]
    undone(run, access.user)
    assert Agreement.objects.count() == 0


@pytest.mark.usefixtures("around")
def test_numbers_that_no_agreement_bears_are_left_out(access: Access) -> None:
    head: Row = ["Intitulé", "Signataires", "Date de signature", "Durée (ans)", "Avenant n°"]
    rows: list[Row] = [
        ["Bail", "Caf", "14/12/2023", "46752", ""],
        ["Avenant au bail", "Caf", "14/12/2024", "", "2026001"],
    ]

    run = written(access, "conventions", [head, *rows])

    assert list(Agreement.objects.values_list("ends_on", "amendment_number")) == [(None, None)] * 2
    assert cells(run) == ["D2", "E3"]


@pytest.mark.usefixtures("around")
def test_a_structure_of_another_cooperation_is_a_party_once_it_is_ticked(access: Access) -> None:
    other = member_with_name(make_cooperation(workspace=access.cooperation.workspace), "Le Val")
    file = open_content(csv_bytes([["Intitulé", "Signataires"], ["Bail", "Le Val"]]))
    answers = Answers(cooperation_id=access.cooperation_id, author_id=access.user_id)
    plans = [
        plan_agreements(file, one, no_report)
        for one in (answers, replace(answers, refused=frozenset({"csv!B2"})))
    ]

    assert [one.table.rows[0].links["parties"] for one in plans] == [[], [other]]
    assert "seule une autre coopération a" in plain(plans[0].problems[0].message)


@pytest.mark.usefixtures("around")
def test_a_name_that_is_guessed_is_asked(access: Access) -> None:
    member_with_name(access.cooperation, "Centre médico-psychologique")
    make_organisation(workspace=access.cooperation.workspace, name="Commune de Lagny")
    head: Row = ["Intitulé", "Signataires", "Tient la plume"]

    run = written(
        access,
        "conventions",
        [head, ["Bail", "Caf ; CMP ; Lagny", "CMP"], ["Prêt", "Commune de Lagny", "Caf"]],
    )

    rows = Agreement.objects.order_by("pk").prefetch_related("parties")
    assert [(list(map(str, one.parties.all())), str(one.drafter)) for one in rows] == [
        (["Caf"], "None"),
        (["Commune de Lagny"], "Caf"),
    ]
    questions = [plain(one["message"]) for one in run.preview["warnings"] if one.get("gesture")]
    ending = "Écrivez son nom entier : sans réponse, ce nom n’entre pas."
    psychologists = f"« CMP » : est-ce le Centre médico-psychologique ? {ending}"
    assert questions == [
        psychologists,
        f"{psychologists} « Lagny » : est-ce la Commune de Lagny ? {ending}",
    ]


@pytest.mark.usefixtures("around")
def test_a_renewal_that_is_not_said_is_not_told(access: Access) -> None:
    rows: list[Row] = [
        ["Intitulé", "Signataires", "Prise d'effet", "Durée", "Reconduction"],
        ["Service commun", "Brolles", "01/07/2023", "sans limitation de durée", ""],
        ["Bail", "Caf", "01/07/2023", "2 ans", "non"],
    ]
    answers = Answers(cooperation_id=access.cooperation_id, author_id=access.user_id)

    planned = plan_agreements(open_content(csv_bytes(rows)), answers, no_report)

    assert [planned.plain(one)["renewal"] for one in planned.table.rows] == [None, "none"]
    assert [one.record.renewal for one in planned.table.rows] == ["none", "none"]
    assert [one.cell for one in planned.problems if one.severity.value == "error"] == []


@pytest.mark.usefixtures("around")
def test_what_is_noted_of_an_agreement_stays_and_is_said(access: Access) -> None:
    head: Row = ["Intitulé", "Signataires", "Date de signature", "Échéance"]
    written(access, "conventions", [head, ["CTG", "Caf ; Brolles", "15/12/2023", "31/12/2027"]])

    other: Row = ["CTG", "Caf ; Mareil", "05/07/2024", "31/12/2028"]
    run = written(access, "conventions", [head, other])

    assert {one["message"] for one in run.preview["warnings"]} == {
        "Maillage a noté « Brolles et Caf » : c’est ce qui est gardé.",
        "Maillage a noté « 15\xa0décembre 2023 » : c’est ce qui est gardé.",
        "Maillage a noté « 31\xa0décembre 2027 » : c’est ce qui est gardé.",
    }


@pytest.mark.usefixtures("around")
def test_nothing_is_added_to_a_frozen_agreement_and_it_is_said(access: Access) -> None:
    head: Row = ["Intitulé", "Signataires", "Date de signature", "Échéance"]
    written(access, "conventions", [head, ["CTG", "Caf ; Brolles", "15/12/2023", ""]])
    agreement = Agreement.objects.get()
    agreement.frozen_text = make_agreement_text(agreement=agreement)
    agreement.save()

    row: Row = ["CTG", "Caf ; Brolles", "15/12/2023", "31/12/2027"]
    run = written(access, "conventions", [head, row])

    assert [one["message"] for one in run.preview["warnings"]] == [
        "Le texte de cette convention est figé : cette ligne n’y ajoute rien."
    ]
    assert Agreement.objects.get().ends_on is None
