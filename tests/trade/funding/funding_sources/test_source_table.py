"""A list of sources is read, written once, and goes out as it came; an action is offered why."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from maillage.core.tables_out import write_csv
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.reading.opening import open_content
from maillage.foundation.exchange.targets.progress import no_report
from maillage.foundation.exchange.targets.targets import Answers, WriteOrder
from maillage.foundation.journal import services as journal
from maillage.trade.funding.funding_sources.offers import Offer, offers
from maillage.trade.funding.funding_sources.points import closings_fall, closings_wait
from maillage.trade.funding.funding_sources.table import (
    SOURCES,
    SourcesImport,
    plan_sources,
    source_rows_out,
)
from maillage.trade.funding.funding_sources.words import delay_words, payment_words, rate_words
from maillage.trade.funding.models import FundingLine, FundingSource
from tests.foundation.exchange.importing import enter, read_into, undone
from tests.ground.directory.holdings import member_elsewhere, member_with_name
from tests.ground.directory.makers import make_organisation, make_person
from tests.ground.directory.reading import plain
from tests.trade.funding.funding_sources.makers import make_funding_source, make_source_match
from tests.trade.funding.makers import make_funding_line, make_funding_plan
from tests.trade.plan.makers import make_action
from tests.trade.stakes.makers import make_theme

TABLE = (
    "Aide;Financeur;Date de clôture;Taux;Plafond;Dépenses éligibles;Délai d’achèvement;Lien\n"
    "DETR 2027;Préfecture;27/02/2027;20 à 40 %;150 000;Bâtiments;4 ans;exemple.fr\n"
    "Fonds vert;État;tout le temps;beaucoup;;Sobriété;;https://exemple.fr\n"
    "DETR 2027;;;;;;;\n"
)


def read(text: str, answers: Answers | None = None) -> SourcesImport:
    return plan_sources(open_content(text.encode()), answers or Answers(), no_report)


def write(access: Access, text: str) -> list[int]:
    answers = Answers(cooperation_id=access.cooperation_id, author_id=access.user_id)
    order = WriteOrder(access.user, access.cooperation, "sources.xlsx", frozenset())
    with journal.write_in(access.user, access.cooperation, "imports"):
        return [one.number for one in read(text, answers).write(order).figures]


def test_what_each_cell_says_and_what_is_wrong_in_it() -> None:
    planned = read(TABLE)

    names = ("name", "closes_on", "rate_min_bp", "rate_bp", "cap_cents", "ends_within", "url")
    rows = [planned.plain(one) for one in planned.table.valid_rows]
    assert [tuple(one[name] for name in names) for one in rows] == [
        ("DETR 2027", "2027-02-27", 2000, 4000, 150_000_00, 48, None),
        ("Fonds vert", None, None, None, None, None, "https://exemple.fr"),
    ]
    left = {one.cell for one in planned.problems if one.severity.value != "info"}
    assert (left, rows[1]["recurrence"]) == ({"csv!H2", "csv!D3"}, "ongoing")


@pytest.mark.django_db
def test_what_goes_out_comes_in_again_and_changes_nothing(access: Access) -> None:
    place = access.cooperation
    body = make_organisation(workspace=place.workspace, name="Région des Ormelles", kind="region")
    whole = make_funding_source(
        cooperation=place,
        funder=body,
        programme="Contrat rural",
        predeposit_on=date(2027, 1, 15),
        closes_on=date(2027, 2, 27),
        rate_min_bp=2000,
        rate_bp=4050,
        floor_cents=1_000_00,
        cap_cents=50_000_50,
        section="investment",
        eligible_costs="Halles",
        left_out_costs="Foncier",
        advance_bp=3000,
        pays="invoices",
        begins_within=24,
        ends_within=48,
        instructor=body,
    )
    whole.excludes.set([make_funding_source(cooperation=place, recurrence="recurring")])
    fields = list(SOURCES.fields)

    def out() -> str:
        rows = source_rows_out(access, fields)
        return write_csv([str(SOURCES.fields[one]) for one in fields], rows).decode("utf-8-sig")

    before = out()
    assert write(access, before) == [0, 0]
    FundingSource.objects.all().delete()
    assert (write(access, before), out()) == ([2, 0], before)


@pytest.mark.django_db
def test_rules_are_said_in_words(access: Access) -> None:
    one = make_funding_source(
        cooperation=access.cooperation, rate_min_bp=2000, rate_bp=4000, advance_bp=3000
    )
    one.pays, one.begins_within, one.ends_within = "invoices", 24, 48

    assert [plain(words(one)) for words in (rate_words, payment_words, delay_words)] == [
        "de 20 % à 40 %",
        "avance de 30 %, puis sur factures, en plusieurs fois",
        "à commencer dans les 24 mois, à achever dans les 48 mois",
    ]


@pytest.mark.django_db
def test_an_action_is_offered_with_its_reason(access: Access) -> None:
    place = access.cooperation
    food = make_theme(cooperation=place, label="Alimentation")
    action = make_action(cooperation=place, title="Légumerie")
    action.themes.add(food)
    make_action(cooperation=place, title="Voie verte")
    source = make_funding_source(cooperation=place)
    assert offers(access, source) == []

    source.themes.add(food)
    assert offers(access, source) == [Offer(action.pk, str(action), "Même thème : Alimentation.")]

    make_source_match(source=source, action=action)
    assert offers(access, source) == []


@pytest.mark.django_db
def test_a_closing_waits_for_officers_until_somebody_answers(access: Access) -> None:
    today, closes = date(2026, 11, 25), date(2026, 12, 18)
    source = make_funding_source(cooperation=access.cooperation, name="DSIL", closes_on=closes)

    waiting = [(one.label, plain(one.reason)) for one in closings_wait(access, today)]
    falling = [(one.on, one.label) for one in closings_fall(access, today, date(2026, 12, 31))]
    assert waiting == [("Viser « DSIL », ou dire pourquoi non", "Ferme le 18 décembre 2026.")]
    assert falling == [(closes, "Une source ferme : DSIL")]

    row = FundingSource.objects.filter(pk=source.pk)
    line = make_funding_line(plan=make_funding_plan(cooperation=access.cooperation), year=2025)
    FundingLine.objects.filter(pk=line.pk).update(source=source)
    for recurrence, year, waits in (
        ("recurring", 2025, 1),
        ("recurring", 2027, 0),
        ("oneoff", 2025, 0),
    ):
        row.update(recurrence=recurrence)
        FundingLine.objects.filter(pk=line.pk).update(year=year)
        assert len(closings_wait(access, today)) == waits
    assert len(closings_fall(access, today, date(2026, 12, 31))) == 1

    row.update(stance="not_ours")
    FundingLine.objects.update(source=None)
    assert closings_wait(access, today) == []


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_sources_go_out_in_as_many_queries_whatever_their_number(
    access: Access, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    body = make_organisation(workspace=access.cooperation.workspace)
    theme = make_theme(cooperation=access.cooperation)
    for _rank in range(count):
        source = make_funding_source(cooperation=access.cooperation)
        source.contact = make_person(workspace=body.workspace)
        source.save()
        source.themes.add(theme)

    with django_assert_num_queries(6):
        assert len(list(source_rows_out(access, ["source_contact"]))) == count


@pytest.mark.django_db
def test_sources_entered_are_counted_and_taken_back(access: Access) -> None:
    run = enter(read_into("sources", access, TABLE.encode(), name="sources.csv"))

    assert (run.report["entered"], FundingSource.objects.count()) == (True, 2)

    back = undone(run, access.user)
    assert (back.report["removed"], FundingSource.objects.count()) == (2, 0)


def test_who_funds_is_the_member_never_another_cooperation(access: Access) -> None:
    member_elsewhere(access.cooperation, "Caf de la Maine-Aubrée", "Caf")
    member_elsewhere(access.cooperation, "Mission locale de la Maine-Aubrée", "ML")
    member_with_name(access.cooperation, "Caf des Hautes-Ouzes")

    write(access, "Aide;Financeur\nBonus;Caf\nÉcoute;ML\n")

    fields = "name", "funder__name", "funder_name"
    assert list(FundingSource.objects.order_by("pk").values_list(*fields)) == [
        ("Bonus", "Caf des Hautes-Ouzes", ""),
        ("Écoute", None, "ML"),
    ]


@pytest.mark.django_db
def test_the_day_of_a_source_that_comes_back_is_no_difference(access: Access) -> None:
    day = date(2027, 2, 27)
    make_funding_source(
        cooperation=access.cooperation, name="DETR 2027", recurrence="yearly", closes_on=day
    )
    head = "Aide;Financeur;Date de clôture\n"
    rows = f"{head}DETR 2027;Préfecture;27/02/2027\nLEADER;Région;tout le temps\n"

    run = enter(read_into("sources", access, rows.encode(), name="sources.csv"))

    assert [one["message"] for one in run.preview["warnings"]] == []
    assert run.report["figures"][0]["label"] == "source ajoutée"
