"""The table of operations: its figures, its words, what each reader reads of it."""

import re

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.trade.funding.maquette.chosen import Chosen
from maillage.trade.funding.maquette.html import body_html
from maillage.trade.funding.maquette.readings import Entry, Parts, span
from maillage.trade.funding.maquette.table import sum_rows, table_of
from maillage.trade.funding.maquette.words import balance_words
from maillage.trade.funding.models import FundingPlan
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.makers import make_spokesperson
from tests.ground.directory.reading import plain
from tests.trade.funding.makers import make_cost_line, make_funding_plan
from tests.trade.funding.maquette.tables import balanced_plan, sentence, shown, table
from tests.trade.plan.makers import make_action, make_post


@pytest.mark.usefixtures("legumerie")
def test_each_sum_stands_under_its_parts(access: Access) -> None:
    assert shown(table(access)) == [
        ("FEADER 2026", 34_000, ["granted", "paid"]),
        ("FEADER 2027", 100_000, ["requested"]),
        ("Département 2027", 42_000, ["requested"]),
        ("Autofinancement 2026", 46_000, ["granted"]),
    ]
    assert shown(table(access, view="financeur")) == [
        ("FEADER", 134_000, ["requested", "granted", "paid"]),
        ("Département", 42_000, ["requested"]),
        ("Autofinancement", 46_000, ["granted"]),
    ]
    assert shown(table(access, view="annee", measure="paid")) == [("2026", 10_000, [])]


@pytest.mark.usefixtures("legumerie")
def test_one_year_narrows_the_sums_and_never_the_balance(access: Access) -> None:
    read = table(access, year=2026)

    assert (shown(read), sentence(read)) == (
        [
            ("FEADER", 34_000, ["granted", "paid"]),
            ("Autofinancement", 46_000, ["granted"]),
        ],
        "Une opération, 0 €. 80 000 € sont acquis. "
        "Il manque 28 000 € à « Légumerie », toutes années réunies.",
    )
    assert [(one.name, one.cents) for one in sum_rows(read)] == [
        ("FEADER", 34_000_00),
        ("Autofinancement", 46_000_00),
    ]
    assert read.rows[0].left == 28_000_00
    assert [(one.name, one.cents) for one in sum_rows(table(access, measure="paid"))] == [
        ("FEADER", 10_000_00)
    ]


@pytest.mark.usefixtures("legumerie")
def test_each_cent_counts_once_in_the_sums(access: Access) -> None:
    rows = {one.name: one.parts for one in sum_rows(table(access))}

    assert rows == {
        "FEADER": Parts(requested=100_000_00, granted=24_000_00, paid=10_000_00),
        "Département": Parts(requested=42_000_00),
        "Autofinancement": Parts(granted=46_000_00),
    }
    assert {by: [one.name for one in sum_rows(table(access, sums=by))] for by in (
        "axe", "structure", "dispositif",
    )} == {
        "axe": ["Produire ici"],
        "structure": ["Trois Étangs"],
        "dispositif": ["LEADER", "sans dispositif"],
    }  # fmt: skip


@pytest.mark.usefixtures("legumerie")
def test_the_sentence_names_what_lacks_most(cooperation: Cooperation, access: Access) -> None:
    one = (
        "Une opération, 250 000 €. 80 000 € sont acquis, 142 000 € demandés. "
        "Il manque 28 000 € à « Légumerie »."
    )
    assert sentence(table(access)) == one

    make_cost_line(plan=make_funding_plan(cooperation=cooperation, label="Halle"), euros=40_000)

    assert sentence(table(access)) == (
        "Deux opérations, 290 000 €. 80 000 € sont acquis, 142 000 € demandés. "
        "Il manque 68 000 € à deux opérations, le plus à « Halle » : 40 000 €."
    )

    make_cost_line(plan=make_funding_plan(cooperation=cooperation, label="Voie"), euros=40_000)

    assert sentence(table(access)).endswith("Il manque 108 000 € à trois opérations.")


@pytest.mark.parametrize("role", ["elected", "partner", "observer"])
@pytest.mark.usefixtures("legumerie")
def test_nothing_that_waits_is_read_below_the_team(cooperation: Cooperation, role: str) -> None:
    reader = make_access(cooperation=cooperation, role=role)

    assert shown(table(reader)) == [
        ("FEADER 2026", 34_000, ["granted", "paid"]),
        ("Autofinancement 2026", 46_000, ["granted"]),
    ]
    assert sentence(table(reader)) == (
        "Une opération, 250 000 €. 80 000 € sont acquis, selon ce que vous voyez ; "
        "170 000 € restent à trouver ou à confirmer."
    )
    assert plain(balance_words(table(reader).rows[0])) == "170 000 € à trouver ou à confirmer"


@pytest.mark.parametrize(("role", "count"), [("partner", 3), ("observer", 2)])
def test_who_speaks_for_the_owner_reads_what_it_requested(
    cooperation: Cooperation, legumerie: FundingPlan, role: str, count: int
) -> None:
    reader = make_access(cooperation=cooperation, role=role)
    make_spokesperson(access=reader, organisation=legumerie.owner)

    assert len({one.column for one in table(reader).entries if one.kind}) == count


def test_what_pays_a_post_or_stays_prepared_is_no_operation(cooperation: Cooperation) -> None:
    officer = make_access(cooperation=cooperation, role="officer")
    make_cost_line(plan=make_funding_plan(post=make_post(cooperation=cooperation)))
    prepared = make_action(cooperation=cooperation, visibility="team")
    make_cost_line(plan=make_funding_plan(action=prepared))

    assert [len(table(one).rows) for one in (
        officer, make_access(cooperation=cooperation, role="partner"),
    )] == [1, 0]  # fmt: skip


def entry(number: int, **values: object) -> Entry:
    return Entry(
        number, 1, f"Opération {number}", "", 1, "Aubrée", "operating", **values  # type: ignore[arg-type]
    )  # fmt: skip


def test_years_outside_the_columns_are_before_or_after() -> None:
    rows = [entry(1, year=year, level="members", cost=100) for year in range(2020, 2032)]

    assert (span(rows, None, 2026).places, span(rows, 2020, 2026).places) == (
        [0, 2026, 2027, 2028, 2029, 9999],
        [2020, 9999],
    )


def test_beyond_twelve_funders_the_eight_largest_stand_before_the_others() -> None:
    rows = [
        entry(
            1,
            year=2026,
            level="members",
            kind="grant",
            payer=rank,
            payer_name=f"Financeur {rank}",
            state="granted",
            granted=rank * 100,
            counted=rank * 100,
        )
        for rank in range(1, 14)
    ]
    read = table_of(rows, Chosen(), this_year=2026, reads_all=True, plan_urls={})
    every = table_of(rows, Chosen(shows_all=True), this_year=2026, reads_all=True, plan_urls={})

    names = [group.label for group in read.groups]
    assert names == [*(f"Financeur {rank}" for rank in range(13, 5, -1)), "Autres financeurs"]
    assert [cell.cents for cell in read.cells(read.rows) if cell][-1] == sum(range(1, 6)) * 100
    assert len(every.groups) == 13
    assert read.rows[0].parts == Parts(granted=sum(range(1, 14)) * 100)
    assert read.rows[0].left == -9100


def test_the_page_shows_them_and_narrows(
    cooperation: Cooperation, legumerie: FundingPlan, sign_in: SignIn
) -> None:
    halle = make_funding_plan(cooperation=cooperation, label="Halle des producteurs")
    make_cost_line(plan=halle, euros=40_000, section="operating")
    client = sign_in("officer")
    url = reverse("funding:maquette", args=[cooperation.slug])

    page = plain(client.get(url).content.decode())
    narrowed = plain(client.get(url, {"section": "operating"}).content.decode())
    addresses = [
        f'href="{reverse("funding:plan", args=[cooperation.slug, one.pk])}' in page
        for one in (legumerie, halle)
    ]

    assert addresses == [True, True]
    assert ("il manque 28 000 €" in page, "Légumerie" in narrowed) == (True, False)
    assert "Ces opérations" in narrowed


WIDE, NARROW = (" m-only-wide", " checked"), (" m-only-narrow", "")


@pytest.mark.parametrize(
    ("others", "query", "folds"),
    [
        (1, "", [WIDE, NARROW] * 2),
        (1, "?section=investment", [("", " checked")] * 2),
        (15, "", [("", "")] * 2),
    ],
)
def test_axes_fold_on_a_phone_or_once_operations_are_many_and_the_total_names_its_columns(
    cooperation: Cooperation,
    legumerie: FundingPlan,
    sign_in: SignIn,
    *,
    others: int,
    query: str,
    folds: list[tuple[str, str]],
) -> None:
    client, url = sign_in("officer"), reverse("funding:maquette", args=[cooperation.slug])
    alone = client.get(url).text
    for number in range(others):
        halle = make_funding_plan(cooperation=cooperation, label=f"Halle {number}")
        make_cost_line(plan=halle, euros=40_000)

    page = client.get(url + query).text

    assert str(legumerie) in page
    assert ["m-unfolds" in one for one in (alone, page)] == [False, True]
    shown = re.findall(r'"m-unfolds([^"]*)"><input[^>]*"off"( checked)?>', page)
    assert shown == folds
    assert 'data-col="FEADER 2026">34' in page.partition("<tfoot")[2]
    by_year = client.get(f"{url}?vue=annee").text
    assert ["m-maquette-fits" in one for one in (page, by_year)] == [others != 15] * 2


@pytest.mark.parametrize(
    ("count", "axes", "chosen", "rows"),
    [
        (101, 2, Chosen(), 0),
        (101, 2, Chosen(opens_all=True), 101),
        (101, 2, Chosen(axis="Axe 1"), 50),
        (101, 1, Chosen(), 101),
        (100, 2, Chosen(), 100),
    ],
)
def test_past_a_hundred_operations_axes_show_their_sums_until_they_are_opened(
    count: int, axes: int, chosen: Chosen, rows: int
) -> None:
    operations = [
        entry(number, year=2026, level="members", cost=100)._replace(axis=f"Axe {number % axes}")
        for number in range(count)
    ]
    read = table_of(operations, chosen, this_year=2026, reads_all=True, plan_urls={})

    body = body_html(read, "?")

    assert len(re.findall(r"<small>(?:Fonctionnement)", body)) == rows
    assert read.is_closed == (rows == 0)
    assert ('<a class="m-opens" href="?axe=Axe 1"' in body) == read.is_closed


def test_an_empty_table_says_what_to_do_first(cooperation: Cooperation, sign_in: SignIn) -> None:
    client = sign_in("officer")

    page = client.get(reverse("funding:maquette", args=[cooperation.slug])).content.decode()

    assert "Aucune opération chiffrée" in page


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("reader", [("partner", 9), ("team", 12)])
def test_the_page_asks_as_much_for_one_as_for_three(
    cooperation: Cooperation,
    sign_in: SignIn,
    django_assert_num_queries: DjangoAssertNumQueries,
    reader: tuple[str, int],
    count: int,
) -> None:
    for rank in range(count):
        balanced_plan(cooperation, f"Action {rank}")
    client = sign_in(reader[0])
    url = reverse("funding:maquette", args=[cooperation.slug])
    client.get(url)

    with django_assert_num_queries(reader[1]):
        client.get(url)
