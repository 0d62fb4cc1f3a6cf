"""A year is called, money comes, something stays due; each reader reads what is theirs."""

from datetime import date, timedelta

import pytest
from django.test import Client

from maillage.core.agenda import gestures_of
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.kinds import IncompletePaperError
from maillage.foundation.documents.writing.letters import write_paper
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.contributions import queries
from maillage.trade.funding.contributions.points import calls_wait
from maillage.trade.funding.contributions.readings import Call, split_calls, standing
from maillage.trade.funding.contributions.table import body_rows
from maillage.trade.funding.contributions.words import page_sentence, row_reading, state_word
from maillage.trade.funding.models import Contribution, ContributionCall, CostSharing
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.makers import make_member, make_spokesperson
from tests.ground.directory.reading import plain
from tests.links_to import pages_of
from tests.trade.funding.makers import (
    make_contribution,
    make_contribution_call,
    make_contribution_receipt,
    make_cost_key,
    make_cost_sharing,
    make_frozen_key,
)

TODAY = date(2026, 11, 25)
url = pages_of("funding")

FIRST = Call(8_520_00, date(2026, 3, 12), date(2026, 4, 30), 1)


SECOND = Call(5_680_00, date(2026, 9, 15), date(2026, 10, 15), 2)


@pytest.mark.parametrize(
    ("receipts", "word", "reading", "late"),
    [
        ([], "appelée", "Reste 14 200 €", [8_520_00, 5_680_00]),
        ([9_000_00], "reste 5 200", "Reste 5 200 €", [5_200_00]),
        ([8_520_00], "reste 5 680", "Reste 5 680 €", [5_680_00]),
        ([8_520_00, 5_680_00], "reçue", "Tout est reçu", []),
        ([15_000_00], "reçu 800 de plus", "Tout est reçu", []),
        (None, "appelée", "Appelée", []),
    ],
)
def test_receipts_settle_the_oldest_call_first(
    receipts: list[int] | None, word: str, reading: str, late: list[int]
) -> None:
    one = standing(None, [SECOND, FIRST], receipts, TODAY)

    assert plain(state_word(one, 2026)) == word
    assert plain(row_reading(one, 2026).words) == reading
    assert [cents for _call, cents in one.late] == late


def test_what_is_not_called_says_whether_it_should_be() -> None:
    one = standing(100_00, [], [], TODAY)

    assert [state_word(one, year) for year in (2026, 2027)] == ["à appeler", "prévue"]


def test_calls_of_a_year_add_up_to_the_cent() -> None:
    assert split_calls(100_01, [3_333, 3_333, 3_334]) == (33_33, 33_33, 33_35)


def test_a_frozen_key_is_planned_once_then_called(access: Access, officer: Client) -> None:
    frozen = make_frozen_key(cooperation=access.cooperation)
    sharing, place = frozen.key.sharing, access.cooperation
    for _time in range(2):
        officer.post(url(place, "contributions_plan", sharing.pk))
    sent = {"part_1": "60", "due_1": "30/04/2027", "part_2": "40", "called_on": "12/03/2027"}
    page = plain(officer.post(url(place, "year_call", 2027), sent).text)
    assert "Appel 2" in page
    assert "200 €" in page
    assert not ContributionCall.objects.exists()
    sent["sure"] = "on"

    officer.post(url(place, "year_call", 2027), sent)

    planned = list(Contribution.objects.values_list("planned_cents", flat=True))
    assert planned == [one.cents for one in frozen.shares.all()]
    assert list(ContributionCall.objects.values_list("cents", "due_on").order_by("pk")) == [
        (300_00, date(2027, 4, 30)),
        (200_00, None),
        (300_00, date(2027, 4, 30)),
        (200_00, None),
    ]


def test_parts_that_do_not_make_the_whole_are_refused(access: Access, officer: Client) -> None:
    make_contribution(cooperation=access.cooperation)

    sent = {"part_1": "60", "part_2": "30", "called_on": "12/03/2026"}
    page = officer.post(url(access.cooperation, "year_call", 2026), sent)

    assert "Les parts font 90 % : elles doivent faire 100 %." in plain(page.text)
    assert not ContributionCall.objects.exists()


def test_a_cancelled_call_counts_no_more_and_keeps_its_reason(
    access: Access, officer: Client
) -> None:
    call = make_contribution_call(contribution=make_contribution(cooperation=access.cooperation))
    place, number = access.cooperation, call.contribution_id

    officer.post(url(place, "call_cancel", call.pk), {"reason": "Titre émis deux fois."})

    page = plain(officer.get(url(place, "contribution", number)).text)
    table = queries.year_table(access, [2026], TODAY)
    assert table.standings[number].called == 0
    assert "Titre émis deux fois." in page


def test_each_reads_what_came_of_their_own(
    access: Access, sign_in: SignIn, officer: Client
) -> None:
    place = access.cooperation
    one = make_contribution(cooperation=place)
    make_contribution_call(contribution=one)
    make_contribution_receipt(contribution=one)
    partner = make_access(cooperation=place, role="partner")
    make_spokesperson(access=partner, organisation=one.organisation)
    pages = {
        role: plain(sign_in(role).get(url(place, "contributions")).text)
        for role in ("officer", "team", "elected", "partner", "observer")
    }

    assert {role: "reste" in page for role, page in pages.items()} == {
        "officer": True,
        "team": False,
        "elected": False,
        "partner": False,
        "observer": False,
    }
    assert {role: "En 2026 :&nbsp;</span>400 € reçus" in page for role, page in pages.items()} == {
        role: role == "officer" for role in pages
    }
    assert str(one.organisation) not in pages["observer"]
    assert "1 000 € sont appelés en 2026, en tout." in pages["observer"]
    assert queries.receipts(partner).count() == 1
    make_contribution_call(contribution=make_contribution(cooperation=place))
    table = queries.year_table(partner, [2026], TODAY)
    assert (table.standings[one.pk].received, table.organisations[0]) == (400_00, one.organisation)
    assert plain(page_sentence(table, 2026)).startswith("Il vous reste 600 € à verser")


def test_who_speaks_for_two_reads_the_earliest_of_their_days(access: Access) -> None:
    place, days = access.cooperation, {"A": date(2026, 12, 31), "B": date(2026, 4, 30)}
    partner = make_access(cooperation=place, role="partner")
    for name, day in days.items():
        one = make_contribution(cooperation=place)
        Organisation.objects.filter(pk=one.organisation_id).update(name=name, folded=name.lower())
        ContributionCall.objects.filter(pk=make_contribution_call(contribution=one).pk).update(
            due_on=day
        )
        make_spokesperson(access=partner, organisation=one.organisation)

    table = queries.year_table(partner, [2026], date(2026, 6, 1))

    assert plain(page_sentence(table, 2026)).startswith(
        "Il vous reste 2 000 € à verser, échéance passée depuis le 30 avril 2026."
    )


def test_late_calls_are_one_gesture_past_three_and_name_their_year(access: Access) -> None:
    counts = []
    for year in (2023, 2024, 2025, 2026):
        make_contribution_call(
            contribution=make_contribution(cooperation=access.cooperation, year=year)
        )
        counts.append([one.label for one in gestures_of(calls_wait(access, TODAY))])

    assert [len(labels) for labels in counts] == [1, 2, 3, 1]
    assert counts[0][0].endswith(", 2023")
    assert counts[-1] == ["Quatre structures à rappeler, contributions échues"]


def test_what_a_structure_owes_of_several_years_is_one_gesture(access: Access) -> None:
    place = access.cooperation
    body = make_member(cooperation=place).organisation
    for year in (2024, 2025):
        one = make_contribution(cooperation=place, organisation=body, year=year)
        make_contribution_call(contribution=one)

    (gesture,) = calls_wait(access, TODAY)

    assert gesture.label == f"Rappeler une contribution : {body}, 2024 et 2025"
    assert plain(gesture.reason) == "2 000 € échus, 2024 et 2025."
    assert gesture.alike
    assert gesture.alike.url.endswith("?recevoir=1")


def test_whoever_owes_reads_it_in_its_day_and_nobody_else_does(access: Access) -> None:
    place = access.cooperation
    one, other = (make_contribution(cooperation=place) for _time in range(2))
    for each in (one, other):
        make_contribution_call(contribution=each)
    ContributionCall.objects.update(due_on=TODAY - timedelta(days=1))
    partner = make_access(cooperation=place, role="partner")
    make_spokesperson(access=partner, organisation=one.organisation)
    silent = make_access(cooperation=place, role="elected")

    waits = {who.role: calls_wait(who, TODAY) for who in (access, partner, silent)}

    assert {role: len(rows) for role, rows in waits.items()} == {
        "officer": 2,
        "partner": 1,
        "elected": 0,
    }
    assert waits["partner"][0].label == f"Verser une contribution : {one.organisation}, {one.year}"


def test_page_says_who_still_owes(access: Access) -> None:
    place = access.cooperation
    for _one in range(2):
        make_contribution_call(contribution=make_contribution(cooperation=place))

    sentence = page_sentence(queries.year_table(access, [2026], TODAY), 2026)

    assert plain(sentence).startswith("0 € sont reçus sur 2 000 € appelés en 2026.")
    assert plain(sentence).endswith("doivent encore 2 000 €.")


def test_a_share_says_of_which_year_it_is(access: Access) -> None:
    place = access.cooperation
    shared, own_words = (make_contribution(cooperation=place) for _one in range(2))
    shared.sharing = make_cost_sharing(cooperation=place)
    shared.save()

    def notes() -> list[str]:
        rows = body_rows(queries.year_table(access, [2026], TODAY), [2026], 2026, str)
        return [plain(one.note) for one in rows]

    assert notes() == ["50,00 % de 2026"] * 2
    Contribution.objects.filter(pk=shared.pk).update(sharing=None)
    assert notes() == [str(own_words.get_origin_display())] * 2


def test_what_a_proposed_key_asks_is_the_teams_until_it_is_called(access: Access) -> None:
    place = access.cooperation
    key = make_cost_key(sharing=make_cost_sharing(cooperation=place, payers=1))
    one = make_contribution(cooperation=place)
    Contribution.objects.filter(pk=one.pk).update(sharing=key.sharing)
    team, partner = (make_access(cooperation=place, role=role) for role in ("team", "partner"))

    def read(reader: Access) -> list[str]:
        return [each.ground for each in queries.contributions(reader)]

    before = read(team), read(partner)
    make_contribution_call(contribution=one)

    assert before == (["clé proposée, pas encore figée"], [])
    assert len(read(partner)) == 1


def test_what_came_in_excess_is_said_and_pays_for_nobody_else(
    access: Access, officer: Client
) -> None:
    place = access.cooperation
    for _one in range(2):
        make_contribution_call(contribution=make_contribution(cooperation=place))
    one = Contribution.objects.order_by("pk")[0]
    sent = {"cents": "1500", "on": "12/03/2026", "how": "", "means": "mail"}

    question = officer.post(url(place, "receipt_add", one.pk), sent)
    page = officer.post(url(place, "receipt_add", one.pk), sent | {"sure": "on"}, follow=True)

    assert "500 € de plus que ce qui est dû" in plain(question.text)
    sentence = plain(page_sentence(queries.year_table(access, [2026], TODAY), 2026))
    assert "500 € sont reçus de plus que ce qui est appelé." in plain(page.text)
    assert sentence.startswith("1 000 € sont reçus sur 2 000 € appelés en 2026.")
    assert "500 € de plus sont reçus de la Commune de Pornic." in sentence
    with pytest.raises(IncompletePaperError, match="tout ce qui est appelé est reçu"):
        write_paper(access, "contribution_letter", one.pk, "pdf")


def test_calls_are_due_one_after_the_other(access: Access, officer: Client) -> None:
    make_contribution(cooperation=access.cooperation)
    days = {"due_1": "30/06/2026", "due_2": "30/04/2026", "called_on": "12/03/2026"}

    page = officer.post(
        url(access.cooperation, "year_call", 2026), {"part_1": "60", "part_2": "40", **days}
    )

    assert "Chaque appel se paie après le précédent" in plain(page.text)
    assert not ContributionCall.objects.exists()


def test_a_key_that_is_compared_calls_nobody(access: Access, officer: Client) -> None:
    place = access.cooperation
    sharing = make_cost_key(sharing=make_cost_sharing(cooperation=place, payers=1)).sharing
    waiting, free = (make_contribution(cooperation=place) for _time in range(2))
    Contribution.objects.filter(pk=waiting.pk).update(sharing=sharing)

    page = plain(officer.get(url(place, "year_call", 2026)).text)
    officer.post(url(place, "year_call", 2026), {"part_1": "100", "called_on": "12/03/2026"})
    officer.post(url(place, "call_add", waiting.pk), {"cents": "10", "called_on": "12/03/2026"})

    assert f"Une contribution attend que sa clé soit figée : {sharing}." in page
    assert [one.contribution for one in ContributionCall.objects.all()] == [free]


def test_a_sharing_that_contributions_follow_is_not_removed(
    access: Access, officer: Client
) -> None:
    place = access.cooperation
    sharing = make_cost_key(sharing=make_cost_sharing(cooperation=place, payers=1)).sharing
    one = make_contribution(cooperation=place)
    Contribution.objects.filter(pk=one.pk).update(sharing=sharing)

    page = officer.post(url(place, "sharing_remove", sharing.pk))

    assert "Des contributions en viennent : retirez-les d’abord." in plain(page.text)
    assert CostSharing.objects.filter(pk=sharing.pk).exists()
