"""Tables of contributions are read in each of their shapes, written once, go out as they came."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from maillage.core.french import NBSP
from maillage.core.money import euros_words
from maillage.core.tables_out import write_csv
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.reading.opening import open_content
from maillage.foundation.exchange.targets.progress import no_report
from maillage.foundation.exchange.targets.targets import Answers, WriteOrder
from maillage.foundation.journal import services as journal
from maillage.trade.funding.contribution_table.target import (
    CONTRIBUTION_TABLE,
    ContributionsImport,
    contribution_rows_out,
    plan_contributions,
)
from maillage.trade.funding.contributions.services import succeed
from maillage.trade.funding.models import Contribution, ContributionCall, ContributionReceipt
from tests.ground.directory.makers import make_member, make_organisation
from tests.trade.funding.makers import (
    make_contribution,
    make_contribution_call,
    make_contribution_receipt,
    make_cost_key,
    make_frozen_key,
)

CALLS = (
    "Contributions statutaires\n"
    "Commune;Année;Appelé (€);Appelé le;Reçu (€)\n"
    "Arbrelles;2025;12 000;15/03/2025;12 000\n"
    ";2026;env. 12 500;mars 2026;0\n"
    "Marcelles;2026;-50;;OK\n"
    "TOTAL;;24 500;;12 000\n"
)


def read(text: str, answers: Answers | None = None) -> ContributionsImport:
    return plan_contributions(open_content(text.encode()), answers or Answers(), no_report)


def shown(planned: ContributionsImport) -> list[tuple[object, ...]]:
    """Who, when, what is called, what came, in cents, on which day."""
    names = ("organisation", "year", "called_cents", "received_cents", "called_on")
    rows = [planned.plain(one) for one in planned.table.valid_rows]
    return [tuple(one[name] for name in names) for one in rows]


def test_a_row_for_each_year_and_what_is_wrong_in_it() -> None:
    planned = read(CALLS)

    remarks = [(one.cell, one.severity.value) for one in planned.problems]
    assert shown(planned) == [
        ("Arbrelles", 2025, 12_000_00, 12_000_00, "2025-03-15"),
        ("Arbrelles", 2026, 12_500_00, 0, "2026-03-01"),
        ("Marcelles", 2026, None, None, None),
    ]
    assert [one for one in remarks if one[1] != "info"] == [
        ("csv!C6", "warning"),
        ("csv!C4", "warning"),
        ("csv!C5", "error"),
        ("csv!E5", "error"),
    ]


@pytest.mark.parametrize(
    ("text", "rows", "remark"),
    [
        (
            "Cotisations (en k€)\nMembre;Population;2024;;2025;;Total appelé\n"
            ";;Appelé;Reçu;Appelé;Reçu;\nCC du Lac;8000;5;0;6;2,5;12\n",
            [("CC du Lac", 2024, 5_000_00, 0, None), ("CC du Lac", 2025, 6_000_00, 2_500_00, None)],
            "Votre total dit 12 000 €, la somme des lignes 11 000 €.",
        ),
        (
            "Structure;2025;2026\nCC du Lac;5 000;\nCaf;4 000;\nCC du Lac;5 000;6 000\n",
            [
                ("CC du Lac", 2025, 5_000_00, None, None),
                ("Caf", 2025, 4_000_00, None, None),
                ("CC du Lac", 2026, 6_000_00, None, None),
            ],
            "Cette structure est déjà là pour cette année : seul ce qui manque est pris ici.",
        ),
        (
            "Adhérents;Cotisation;Encaissé;Solde\nAnnée 2025;;;\nCaf;150;;150\nExercice 2026;;;\n"
            "Caf;160;vacant;160\n",
            [("Caf", 2025, 150_00, None, None), ("Caf", 2026, 160_00, None, None)],
            "Pas lu : pas de montant.",
        ),
        (
            "Contributions 2026\nCollectivité;Contribution;Date d’appel;Versé;Reste à verser\n"
            "Arbrelles;1 200 €;12/03/2026;à voir;600\n",
            [("Arbrelles", 2026, 1_200_00, None, "2026-03-12")],
            "Pas lu : pas de montant.",
        ),
    ],
)
def test_years_side_by_side_or_over_the_table(
    text: str, rows: list[tuple[object, ...]], remark: str
) -> None:
    planned = read(text)

    words = [one.message.replace(NBSP, " ") for one in planned.problems]
    assert (shown(planned), remark in words) == (rows, True)


def write(access: Access, text: str, ticked: frozenset[str] = frozenset()) -> list[int]:
    answers = Answers(
        cooperation_id=access.cooperation_id, author_id=access.user_id, refused=ticked
    )
    order = WriteOrder(access.user, access.cooperation, "appels.xlsx", ticked)
    with journal.write_in(access.user, access.cooperation, "imports"):
        return [one.number for one in read(text, answers).write(order).figures]


def everything() -> list[object]:
    return [
        list(model.objects.order_by("pk").values())
        for model in (Contribution, ContributionCall, ContributionReceipt)
    ]


@pytest.mark.django_db
def test_what_is_written_once_is_not_written_twice(access: Access) -> None:
    make_organisation(workspace=access.cooperation.workspace, name="Arbrelles")
    figures = write(access, CALLS, frozenset({"csv!A5"}))
    before = everything()

    again = write(access, CALLS)

    one = Contribution.objects.get(year=2025)
    call, receipt = one.calls.get(), one.receipts.get()
    assert (figures, again, everything()) == ([3, 0, 1], [0, 0, 0], before)
    assert (one.origin, call.cents, f"{call.called_on}", receipt.cents, receipt.how) == (
        *("statutes", 12_000_00, "2025-03-15", 12_000_00),
        "Jour de l’import : le fichier appels.xlsx n’en dit pas.",
    )


@pytest.mark.django_db
def test_what_goes_out_comes_in_again_and_changes_nothing(access: Access) -> None:
    place = access.cooperation
    one = make_contribution(cooperation=place)
    make_contribution_call(contribution=one)
    make_contribution_receipt(contribution=one)
    make_contribution(cooperation=place, organisation=one.organisation, year=2027)
    second = make_contribution(cooperation=place, organisation=one.organisation, year=2028)
    Contribution.objects.create(
        cooperation=place, organisation=second.organisation, year=2028, origin="membership"
    )
    fields = [name for name in CONTRIBUTION_TABLE.fields if name not in CONTRIBUTION_TABLE.only_in]
    headers = [CONTRIBUTION_TABLE.fields[name] for name in fields]
    out = write_csv(headers, contribution_rows_out(access, fields)).decode("utf-8-sig")
    before = everything()

    figures = write(access, out)

    assert (figures, everything(), len(out.splitlines())) == ([0, 0, 0], before, 5)


@pytest.mark.django_db
@pytest.mark.parametrize("is_shared", [False, True])
def test_a_row_of_a_merged_structure_completes_what_its_successor_took(
    access: Access, *, is_shared: bool
) -> None:
    place = access.cooperation
    one = make_contribution(cooperation=place)
    one.sharing = make_frozen_key(cooperation=place).key.sharing if is_shared else None
    one.save()
    body = one.organisation
    body.successor, body.ended_on = make_member(cooperation=place).organisation, date(2026, 7, 1)
    body.save()
    taken = succeed(access=access, contribution=one)

    figures = write(access, f"Structure;Année;Appelé\n{body.name};{one.year};4 000\n")

    assert taken is not None
    assert (figures, Contribution.objects.count()) == ([0, 1, 0], 2)
    assert (taken.calls.get().cents, one.calls.count()) == (4_000_00, 0)


@pytest.mark.django_db
def test_a_key_that_is_open_calls_nobody(access: Access) -> None:
    one = make_contribution(cooperation=access.cooperation)
    one.sharing = make_cost_key().sharing
    one.save()
    text = f"Structure;Année;Appelé;Reçu\n{one.organisation.name};{one.year};4 000;500\n"
    before = everything()

    figures = write(access, text)

    answers = Answers(cooperation_id=access.cooperation_id, author_id=access.user_id)
    remarks = [(each.cell, each.message) for each in read(text, answers).problems]
    assert (figures, everything()) == ([0, 0, 0], before)
    words = (
        f"Cette contribution vient du partage « {one.sharing.label} », dont aucune clé n’est "
        f"figée : figez-en une, puis appelez. La clé proposée lui donne {euros_words(1_000_00)}."
    )
    assert ("csv!C2", words) in remarks
    leads = {each.leads_to for each in read(text, answers).problems if each.cell == "csv!C2"}
    assert f"costsharing:{one.sharing_id}" in leads


@pytest.mark.django_db
def test_what_no_column_says_is_to_be_said_and_never_made_up(access: Access) -> None:
    make_organisation(workspace=access.cooperation.workspace, name="Arbrelles")

    write(access, "Structure;Année;Appelée\nArbrelles;2026;600\n")

    one = Contribution.objects.get()
    note = "Jour de l’import : le fichier appels.xlsx n’en dit pas."
    assert (one.origin, one.origin_text, one.ground) == ("unknown", "", "")
    assert one.calls.get().reason == note
    write(access, "Structure;Année;Appelée;Origine\nArbrelles;2026;600;statuts\n")
    assert Contribution.objects.count() == 1


@pytest.mark.django_db
def test_what_comes_on_a_day_to_come_stays_out_until_it_is_corrected(access: Access) -> None:
    make_organisation(workspace=access.cooperation.workspace, name="Arbrelles")
    to_come = timezone.localdate() + timedelta(days=2)
    text = f"Structure;Année;Appelé;Versé;Versé le\nArbrelles;2026;300;400;{to_come:%d/%m/%Y}\n"

    figures = write(access, text)
    planned = read(text, Answers(cooperation_id=access.cooperation_id, author_id=access.user_id))

    assert (figures, ContributionReceipt.objects.count()) == ([1, 0, 0], 0)
    assert planned.tables()[0].rows[-1][-1] == f"à corriger : {euros_words(400_00)}"


def test_years_side_by_side_are_all_read_and_none_is_said_to_be_lost() -> None:
    planned = read("Structure;2028;2029\nBrou;14 000;14 500\nVaux;16 000;16 500\n")

    assert sorted(row[1:3] for row in shown(planned)) == [
        *((2028, 14_000_00), (2028, 16_000_00)),
        *((2029, 14_500_00), (2029, 16_500_00)),
    ]
    assert not [one for one in planned.problems if one.code == "cells_left"]
