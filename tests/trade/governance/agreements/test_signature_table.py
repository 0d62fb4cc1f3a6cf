"""A follow-up of signatures notes votes and signatures, goes out, and then asks nothing."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.trade.governance.agreements.table.signatures import signature_rows_out
from maillage.trade.governance.joint_decisions.table.reading import VOTE
from maillage.trade.governance.models import Agreement, AgreementParty, Deliberation, JointDecision
from tests.foundation.exchange.spreadsheets import Row
from tests.ground.directory.holdings import member_with_name
from tests.trade.context.test_small_lists import cells, read, written
from tests.trade.governance.agreements.makers import (
    make_agreement,
    make_agreement_party,
    make_agreement_text,
)
from tests.trade.governance.joint_decisions.makers import make_deliberation, make_joint_decision

FOLLOW_UP: list[Row] = [
    ["Avenant n° 2 : où en sont les signatures ?"],
    [
        *(
            "Commune / Signataire",
            "Délibéré (O/N)",
            "Date délib.",
            "N° délib.",
            "Convention envoyée le",
        ),
        *("Convention signée", "Nom du signataire", "Qualité", "Support"),
    ],
    [
        "Brolles",
        "O",
        "05/10/2026",
        "2026-41",
        "12/10/2026",
        "20/10/2026",
        "C. Roy",
        "maire",
        "papier",
    ],
    ["Mareil", "N", "", "", "", "oui", "", "", ""],
    ["La CAF", "", "", "", "", "21/10/2026", "P. Vial", "directrice", "parapheur"],
    ["MSA", "", "", "", "", "01/09/2026", "", "", ""],
    ["Tréhan", "", "", "", "", "21/10/2026", "", "", ""],
    ["Brolles", "", "", "", "", "22/10/2026", "", "", ""],
]


@pytest.fixture
def agreement(cooperation: Cooperation) -> Agreement:
    """A frozen text of two communes, whose councils vote, and of two that sign directly."""
    decision = make_joint_decision(cooperation=cooperation, title="Avenant n° 2")
    agreement = make_agreement(
        cooperation=cooperation,
        title="Avenant n° 2",
        frozen_on=date(2026, 9, 15),
        joint_decision=decision,
    )
    for name, needs in (("Brolles", "council"), ("Mareil", "council"), ("Caf", "direct")):
        organisation = member_with_name(cooperation, name)
        make_agreement_party(agreement=agreement, organisation=organisation, needs=needs)
        if needs == "council":
            make_deliberation(decision=decision, organisation=organisation)
    msa = member_with_name(cooperation, "MSA")
    make_agreement_party(agreement=agreement, organisation=msa, needs="board")
    return agreement


def test_follow_up_as_it_is_kept_comes_in_and_goes_out(
    officer: Client, access: Access, agreement: Agreement
) -> None:
    run = written(access, "signatures", FOLLOW_UP)

    fields = "organisation__name", "asked_on", "signed_on", "signatory", "means"
    assert list(AgreementParty.objects.order_by("pk").values_list(*fields)) == [
        ("Brolles", date(2026, 10, 12), date(2026, 10, 20), "C. Roy, maire", "paper"),
        ("Mareil", None, None, "", ""),
        ("Caf", None, date(2026, 10, 21), "P. Vial, directrice", "electronic"),
        ("MSA", None, None, "", ""),
    ]
    brolles = Deliberation.objects.get(organisation__name="Brolles")
    vote = brolles.answers.get()
    assert (vote.vote, vote.voted_on) == ("adopted", date(2026, 10, 5))
    assert brolles.act_number == "2026-41"
    assert cells(run) == ["F6", "A7", "A8"]
    assert cells(run, "warnings") == ["F4"]

    page = reverse("exchange:export", args=[access.cooperation.slug])
    file = officer.get(f"{page}?tableau=signatures&format=csv").content
    again = read(access, "signatures", file)

    assert (cells(again), cells(again, "warnings")) == ([], [])
    assert [one["number"] for one in again.preview["figures"]] == [0, 0, 4]


def test_signature_before_its_act_binds_is_warned_of_and_its_refusal_is_left(
    access: Access, agreement: Agreement
) -> None:
    agreement.frozen_text = make_agreement_text(agreement=agreement)
    agreement.save()
    JointDecision.objects.update(title="Autre titre")
    head: Row = [
        *("Commune", "Délibéré (O/N)", "Date délib.", "Transmis préfecture", "Publié le"),
        *("Convention signée", "Refusée le", "Motif du refus"),
    ]
    rows: list[Row] = [
        ["Brolles", "refusée", "05/10/2026", "", "", "20/10/2026", "", ""],
        ["Mareil", "O", "05/10/2026", "21/10/2026", "21/10/2026", "20/10/2026", "", ""],
    ]

    run = written(access, "signatures", [head, *rows])
    written(access, "signatures", [head, ["Mareil", *[""] * 5, "22/10/2026", "Trop cher"]])

    assert cells(run, "warnings") == ["F2", "F3"]
    parties = AgreementParty.objects.exclude(early_reason="").order_by("pk")
    assert [(one.early_reason.partition(" : ")[2], one.refused_reason) for one in parties] == [
        ("refusée par son conseil", ""),
        ("délibération pas encore exécutoire ce jour-là", ""),
    ]
    votes = [row[1] for row in signature_rows_out(access, ["organisation_name", VOTE.name])]
    assert votes[:2] == ["refusée", "adoptée"]
