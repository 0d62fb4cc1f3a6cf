"""The unit that one header says, the year that a name says, the owner that a file says."""

import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.import_wizard.models import Import
from maillage.foundation.exchange.reading.opening import open_content
from maillage.foundation.exchange.targets.progress import no_report
from maillage.foundation.exchange.targets.targets import Answers
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.models import FundingPlan
from maillage.trade.funding.money_table.target import plan_money
from tests.foundation.exchange.importing import check
from tests.ground.directory.makers import make_organisation
from tests.ground.directory.reading import plain
from tests.trade.funding.money_table.compared_plans import answered, options, page_of, received
from tests.trade.funding.money_table.test_money_table import line_of, operation_of, read, remarks

HEAD = "Opération\tMaître d’ouvrage\tCoût total (k€)\tDETR\tRégion\tReste à charge\n"
FIELDS = {
    "A": "action_title",
    "B": "pilot_organisation",
    "C": "cost_total",
    "D": "funder",
    "E": "funder",
    "F": "own_share",
}
SHARED = (
    "Montants lus en milliers d’euros, comme « Coût total (k€) » : ainsi le coût et ce qui le paie "
    "tombent juste"
)


@pytest.mark.parametrize(
    ("rows", "sums", "words"),
    [
        ("Halle\tCC du Lac\t1 200\t360\t240\t600\n", [360_000, 240_000, 600_000], f"{SHARED}."),
        (
            "Halle\tCC du Lac\t1 200\t360\t240\t600\nLavoir\tCC du Lac\t90\t30\t\t\n",
            [360_000, 240_000, 600_000],
            f"{SHARED}, pour une opération sur deux.",
        ),
        ("Halle\tCC du Lac\t1 200\t360 000\t240 000\t600 000\n", [360_000, 240_000, 600_000], ""),
        ("Halle\tCC du Lac\t1 200\t360 k€\t240 k€\t600 k€\n", [360_000, 240_000, 600_000], ""),
    ],
)
def test_headers_that_say_no_unit_take_that_of_another(
    rows: str, sums: list[int], words: str
) -> None:
    planned = read(HEAD + rows)

    assert operation_of(planned.table.rows[0])[1] == 1_200_000
    assert [line_of(one)[-1] for one in planned.table.rows[0].lines] == sums
    over = {one[2] for one in remarks(planned) if one[0] in {"csv!D1", "csv!E1", "csv!F1"}}
    assert over - {"Aucun état n’est dit : ces montants sont lus « pressenti »."} == (
        {words} if words else set()
    )


def test_the_year_in_the_name_of_who_pays_is_that_of_its_line() -> None:
    halves = (
        "Plan de financement : Une maison des associations\n"
        "Maître d’ouvrage : CC du Lac\n"
        "Dépenses\tMontant HT\tRecettes\tMontant\n"
        "Travaux\t200 000\tDETR 2027\t60 000\n"
        "\t\tRégion\t140 000\n"
    )
    rows = "Opération\tCoût\tFinanceur\tMontant\nHalle\t90 000\tDETR 2027\t90 000\n"

    ((one,), (other,)) = (read(text).table.rows for text in (halves, rows))

    assert [(line.funder, line.year) for line in one.lines] == [("DETR", 2027), ("Région", None)]
    assert [(line.funder, line.year) for line in other.lines] == [("DETR", 2027)]


@pytest.mark.parametrize(
    ("header", "paid", "sums", "words"),
    [
        ("Montant", "60", [60_000, 140_000], f"{SHARED.replace('Coût total', 'Montant')}."),
        ("Montant (€)", "60", [60, 140], ""),
        ("Montant", "50", [], ""),
    ],
)
def test_a_half_that_says_no_unit_takes_that_of_the_other(
    header: str, paid: str, sums: list[int], words: str
) -> None:
    planned = read(
        "Plan de financement : Une maison des associations\n"
        "Maître d’ouvrage : CC du Lac\n"
        f"Dépenses\tMontant (k€)\tRecettes\t{header}\n"
        f"Travaux\t200\tDETR\t{paid}\n"
        "\t\tRégion\t140\n"
    )

    (one,) = planned.table.rows
    assert one.cost == 20_000_000
    assert [line_of(line)[-1] for line in one.lines] == sums
    assert [text for cell, _kind, text in remarks(planned) if cell == "csv!C3"] == (
        [words] if words else []
    )
    assert len(planned.choices) == (not sums)


def test_a_column_left_out_still_tells_the_unit_of_the_others() -> None:
    text = f"{HEAD}Halle\tCC du Lac\t1 200\t360\t240\t600\n"
    left = {**FIELDS, "D": "ignored"}

    planned = plan_money(open_content(text.encode()), Answers({"csv": left}), no_report)

    (one,) = planned.table.rows
    assert [line_of(line)[-1] for line in one.lines] == [240_000, 600_000]
    assert planned.choices == ()
    words = SHARED.replace("ainsi le coût", "avec « DETR », que vous n’importez pas, le coût")
    assert {text for cell, _kind, text in remarks(planned) if cell == "csv!F1"} == {f"{words}."}


@pytest.mark.parametrize(
    ("answer", "sums"), [("", []), (":1", [360, 240]), (":1000", [360_000, 240_000])]
)
def test_a_unit_that_no_sum_settles_is_asked(answer: str, sums: list[int]) -> None:
    text = f"{HEAD}Halle\tCC du Lac\t1 200\t360\t240\t\n"
    answers = Answers(refused=frozenset({f"unit:csv!D1{answer}"}))

    planned = plan_money(open_content(text.encode()), answers, no_report)

    (one,), (question,) = planned.table.rows, planned.choices
    assert [line_of(line)[-1] for line in one.lines] == sums
    assert plain(question.sentence) == (
        "« Coût total (k€) » est en milliers d’euros. En quelle unité sont les montants de "
        "« DETR » et « Région » ?"
    )
    assert question.unanswered == "Sans réponse, ils n’entrent pas."
    assert [plain(words) for _key, words in question.choices] == [
        "En milliers d’euros, comme « Coût total (k€) »",
        "En euros",
    ]


@pytest.mark.django_db
def test_the_unit_is_asked_with_the_columns_and_forgotten_with_the_file(
    access: Access, officer: Client, owner: Organisation
) -> None:
    text = f"{HEAD}Halle\t{owner}\t1 200\t360\t\t\n".replace("\t", ";")
    run = received(access, text)
    address = reverse("exchange:import_wizard_columns", args=[access.cooperation.slug, run.pk])
    asks = "En quelle unité sont les montants de « DETR » ?"

    first = page_of(officer, run, "columns")
    columns = {f"column-0-{letters}": field for letters, field in FIELDS.items()}
    answer = {"choice-unit:csv!D1:1000": "unit:csv!D1:1000"}
    officer.post(address, {"sheet": "csv", **columns, **answer})
    run = Import.objects.get(pk=run.pk)
    run = check(run)
    checked = page_of(officer, run, "check")
    again = received(access, text)

    assert (asks in first, "360 000 €" in checked) == (True, True)
    assert f"{asks} Votre réponse : En milliers d’euros, comme" in checked
    assert "Vos réponses" in checked
    assert options(run)[0][1][1] == "En euros"
    assert ("ils n’entrent pas" in first, "ils n’entrent pas" in checked) == (True, False)
    assert "Aucune n’attend votre choix" not in first
    assert asks in page_of(officer, again, "columns")


def test_the_only_year_of_an_operation_is_that_of_all_its_sums(
    access: Access, officer: Client, owner: Organisation
) -> None:
    for kind in ("region", "departement"):
        place = access.cooperation.workspace
        make_organisation(workspace=place, name=f"{kind.title()} du Lac", kind=kind)
    text = (
        "Opération;Maître d’ouvrage;Coût total;Région;Département 2027\n"
        "Halle;CC du Lac;90 000;30 000;10 000\n"
    )

    run = received(access, text)
    page = page_of(officer, run, "check")
    answered(officer, run)

    plan = FundingPlan.objects.get(label="Halle")
    years = {*plan.lines.values_list("year", flat=True), *plan.costs.values_list("year", flat=True)}
    assert (years, plan.owner) == ({2027}, owner)
    assert "Où une opération ne dit qu’une année" in page
