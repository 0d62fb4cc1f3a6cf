"""Who stands with whom: the same figures as the engine, half a matrix and its list."""

import json
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.analysis.actor_game import coverage, position_reading
from maillage.analysis.common_ground import common_ground
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.actors.models import Position
from maillage.trade.stakes.convergences.queries import convergences
from maillage.trade.stakes.convergences.views import pair_words
from maillage.trade.stakes.positions.queries.readings import readings
from tests.conftest import SignIn
from tests.ground.actors.makers import make_member_actor, make_position, make_source
from tests.ground.directory.reading import reading
from tests.trade.stakes.makers import make_stake
from tests.trade.stakes.stake_pages.test_stakes import plain, url

CASE = Path(__file__).parents[3] / "analysis" / "cases" / "mactor" / "toy4.json"


def reference_case(cooperation: Cooperation) -> tuple[list[str], list[str], list[list[int]]]:
    """The reference case of four actors and five subjects, noted in the cooperation."""
    case = json.loads(CASE.read_text())["inputs"]
    names, labels = sorted(case["actors"]), sorted(case["subjects"])
    order = [case["actors"].index(name) for name in names]
    rows = [[case["positions"][at][case["subjects"].index(x)] for x in labels] for at in order]
    stakes = [make_stake(cooperation=cooperation, label=label) for label in labels]
    source = make_source(cooperation=cooperation)
    for name, row in zip(names, rows, strict=True):
        actor = make_member_actor(cooperation=cooperation, name=name)
        Position.objects.bulk_create(
            Position(
                cooperation=cooperation,
                author=source.author,
                actor=actor,
                subject=stake.subject,
                value=value,
                source=source,
                on=timezone.localdate(),
            )
            for stake, value in zip(stakes, row, strict=True)
        )
    return names, labels, rows


def test_the_readings_are_those_of_the_engine(access: Access) -> None:
    names, labels, rows = reference_case(access.cooperation)

    read, result = readings(access), convergences(access)

    assert [one.name for one in read.table.actors] == names
    engine = common_ground(names, [str(one.pk) for one in read.table.stakes], rows)
    assert tuple(one.reading for one in read.stakes) == engine
    assert read.coverage == coverage(names, labels, rows)
    signs, strengths, _weighed = position_reading(names, labels, rows, [1.0] * 4)
    assert result.signs.convergences == signs.convergences
    assert result.strengths.net_distances == strengths.net_distances
    assert {one.stake.label: one.total for one in result.mobilised} == dict(
        zip(labels, strengths.subject_mobilisation, strict=True)
    )


def test_what_leaves_is_what_the_engine_says(officer: Client, cooperation: Cooperation) -> None:
    names, labels, rows = reference_case(cooperation)
    net = position_reading(names, labels, rows, [1.0] * 4)[1].net_distances

    answer = officer.get(f"{url(cooperation, 'position_convergences')}?export=csv")

    lines = answer.getvalue().decode("utf-8-sig").splitlines()
    groups = [line.split(";")[1:] for line in lines if line.split(";")[0] in names]
    assert [
        [float(cell.replace(",", ".")) if cell else 0.0 for cell in line] for line in groups
    ] == [list(row) for row in net]


def pair_cells(text: str) -> list[str]:
    """The cells of the matrix that say something of a pair, as they are tagged."""
    table = text.partition('<tbody role="rowgroup">')[2].partition("</tbody>")[0]
    return [cell for cell in table.split("<td ")[1:] if "m-cell-blank" not in cell]


def test_each_pair_is_written_once(officer: Client, cooperation: Cooperation) -> None:
    reference_case(cooperation)

    page = officer.get(url(cooperation, "position_convergences"))

    assert len(pair_cells(page.text)) == 4 * 3 / 2


def test_the_matrix_and_the_list_mark_what_the_reading_says(
    officer: Client, access: Access
) -> None:
    reference_case(access.cooperation)
    result = convergences(access)

    text = officer.get(url(access.cooperation, "position_convergences")).text

    places = [(result.actors[one.first].pk, result.actors[one.second].pk) for one in result.main]
    marked = [
        cell.partition('id="c-')[2].partition('"')[0]
        for cell in pair_cells(text)
        if "m-cell-main" in cell
    ]
    assert sorted(marked) == sorted(f"{second}~{first}" for first, second in places)
    listed = [line.partition("</li>")[0] for line in text.split('class="m-equal-main">')[1:]]
    assert [plain(line) for line in listed] == [pair_words(result, one) for one in result.main]
    assert all(plain(pair_words(result, one)) in plain(reading(text)) for one in result.main)


def test_no_figure_of_the_method_is_written(officer: Client, cooperation: Cooperation) -> None:
    reference_case(cooperation)

    text = officer.get(url(cooperation, "position_convergences")).text

    assert [word for word in ("MACTOR", "ordre", "Accords :") if word in text] == []


def test_two_who_never_spoke_of_the_same_are_silent(access: Access, officer: Client) -> None:
    place = access.cooperation
    stakes = [make_stake(cooperation=place, label=f"Enjeu {n}") for n in range(2)]
    actors = [make_member_actor(cooperation=place, name=f"Commune {n}") for n in range(2)]
    for actor, stake in zip(actors, stakes, strict=True):
        make_position(actor=actor, subject=stake.subject)

    text = officer.get(url(place, "position_convergences")).text

    assert [cell.count('data-v="silent"') for cell in pair_cells(text)] == [1]
    assert "Aucun enjeu ne rapproche" in text


def test_too_many_silences_are_reported(officer: Client, cooperation: Cooperation) -> None:
    stake = make_stake(cooperation=cooperation)
    for name in ("Pornic", "Machecoul", "Legé"):
        actor = make_member_actor(cooperation=cooperation, name=name)
    make_position(actor=actor, subject=stake.subject)

    page = officer.get(url(cooperation, "position_convergences"))

    assert "ne peut pas encore être lue" in reading(page.text)
    assert ("Vues des positions" in page.text, pair_cells(page.text)) == (True, [])


@pytest.mark.parametrize("values", [(), (2,), (0, 0)])
def test_nobody_or_one_actor_breaks_nothing(
    officer: Client, cooperation: Cooperation, values: tuple[int, ...]
) -> None:
    stake = make_stake(cooperation=cooperation)
    for place, value in enumerate(values):
        actor = make_member_actor(cooperation=cooperation, name=f"Commune {place}")
        make_position(actor=actor, subject=stake.subject, value=value)

    page = officer.get(url(cooperation, "position_convergences"))

    assert page.status_code == 200
    assert ("Aucun enjeu ne rapproche" in page.text) == bool(values)


def test_a_partner_reads_only_what_is_shown_to_all(
    sign_in: SignIn, cooperation: Cooperation
) -> None:
    reference_case(cooperation)

    page = sign_in("partner").get(url(cooperation, "position_convergences"))

    assert "Aucune position ne vous est ouverte." in plain(page.text)


@pytest.mark.parametrize("rows", [2, 4])
def test_the_page_costs_the_same(
    officer: Client,
    cooperation: Cooperation,
    django_assert_num_queries: DjangoAssertNumQueries,
    rows: int,
) -> None:
    for place in range(rows):
        stake = make_stake(cooperation=cooperation, label=f"Enjeu {place}")
        actor = make_member_actor(cooperation=cooperation, name=f"Commune {place}")
        make_position(actor=actor, subject=stake.subject)
        make_position(
            actor=make_member_actor(cooperation=cooperation, name=f"Bourg {place}"),
            subject=stake.subject,
        )

    with django_assert_num_queries(15):
        officer.get(url(cooperation, "position_convergences"))
