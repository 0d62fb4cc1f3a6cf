"""A year is called, money comes, something stays due; each reader reads what is theirs."""

import io
import re
import zipfile
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from maillage.core.agenda import gestures_of
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.documents.writing.kinds import IncompletePaperError
from maillage.foundation.documents.writing.letters import write_paper, write_together
from maillage.ground.directory.models import Member, Organisation
from maillage.roof.departures.services import erase_cooperation
from maillage.trade.funding.contributions import queries, services
from maillage.trade.funding.contributions.points import calls_wait
from maillage.trade.funding.contributions.readings import Call, split_calls, standing
from maillage.trade.funding.contributions.table import body_rows
from maillage.trade.funding.contributions.words import page_sentence, row_reading, state_word
from maillage.trade.funding.models import (
    Contribution,
    ContributionCall,
    CostSharing,
    FrozenKey,
    FrozenShare,
)
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.makers import make_member, make_organisation, make_spokesperson
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
FIRST = Call(8_520_00, date(2026, 3, 12), date(2026, 4, 30), 1)
SECOND = Call(5_680_00, date(2026, 9, 15), date(2026, 10, 15), 2)
url = pages_of("funding")


def words_of_docx(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode())


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

    rows = body_rows(queries.year_table(access, [2026], TODAY), [2026], 2026, str)

    notes = {one.name: plain(one.note) for one in rows}
    assert notes == {
        str(shared.organisation): "50 % de 2026",
        str(own_words.organisation): str(own_words.get_origin_display()),
    }


def test_reminders_are_prepared_for_who_is_late(access: Access, officer: Client) -> None:
    place = access.cooperation
    late, paid = (make_contribution(cooperation=place) for _one in range(2))
    for one in (late, paid):
        make_contribution_call(contribution=one)
    receipt = make_contribution_receipt(contribution=paid)
    type(receipt).objects.filter(pk=receipt.pk).update(cents=1_000_00)
    here = url(place, "contributions")

    page = plain(officer.get(here).text)
    answer = officer.get(here, {"recevoir": "1"})

    letter = reverse(
        "documents:document_written", args=[place.slug, "contribution_letter", late.pk, "pdf"]
    )
    assert f"{here}?recevoir=1#m-letters" in page
    assert [one["name"] for one in answer.context["late"]] == [str(late)]
    assert letter in answer.text
    rows = [(row.name, plain(row.reading.words)) for row in answer.context["rows"]]
    assert rows == [(str(late.organisation), "Reste 1 000 €")]


def test_what_is_overdue_of_earlier_years_is_in_the_sentence_and_in_one_letter(
    access: Access, officer: Client
) -> None:
    place = access.cooperation
    body = make_member(cooperation=place).organisation
    rows = [make_contribution(cooperation=place, organisation=body, year=y) for y in (2024, 2026)]
    for one in (*rows, *(make_contribution(cooperation=place) for _number in range(12))):
        make_contribution_call(contribution=one)

    answer = officer.get(url(place, "contributions"), {"recevoir": "1"})
    letter = write_paper(access, "contribution_letter", rows[1].pk, "docx")
    first, _summary, others = plain(answer.text).partition("Voir les 3 autres")

    assert "Il reste 1 000 € à recevoir de 2024." in first
    assert "m-matrix-tall" in others
    read = [(one["name"], plain(one["note"])) for one in answer.context["late"]]
    assert read[0] == (str(body), "2 000 € échus, 2024 et 2026")
    letters = first.partition('class="m-waits"')[2]
    assert [one.count("/docx") for one in (letters, others)] == [10, 3]
    assert letter is not None
    words = plain(words_of_docx(letter.content))
    assert "2 000 € restent à recevoir au titre des contributions 2024 et 2026" in words
    assert "à payer avant le 30 avril 2024" in words
    assert words.count("Total2 000 €2 000 €") == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_all_reminders_are_one_file_for_officers_alone(
    access: Access,
    sign_in: SignIn,
    officer: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    rows: int,
) -> None:
    place = access.cooperation
    late = [make_contribution(cooperation=place) for _number in range(rows)]
    for one in late:
        make_contribution_call(contribution=one)
    make_contribution(cooperation=place)
    address = reverse(
        "documents:documents_written", args=[place.slug, "contribution_letter", place.pk, "docx"]
    )

    page = officer.get(url(place, "contributions"), {"recevoir": "1"}).text
    with django_assert_num_queries(9):
        written = write_together(access, "contribution_letter", place.pk, "docx")

    assert address in page
    assert sign_in("partner").get(address).status_code == 404
    assert write_together(access, "contribution_letter", place.pk + 1, "docx") is None
    assert written is not None
    with zipfile.ZipFile(io.BytesIO(written.content)) as archive:
        names = archive.namelist()
    assert [name.partition(" ")[0] for name in names] == [f"{n:02}" for n in range(1, rows + 1)]
    assert all(str(one.organisation) in name for one, name in zip(late, names, strict=True))


def test_structures_are_searched_filtered_and_paged_and_the_total_is_that_of_all(
    access: Access, officer: Client
) -> None:
    place, here = access.cooperation, url(access.cooperation, "contributions")
    for number in range(27):
        body = make_member(
            cooperation=place, organisation=_body_of_name(place, f"Aubry {number:02}")
        )
        one = make_contribution(cooperation=place, organisation=body.organisation)
        make_contribution_call(contribution=one)
        if number < 2:
            receipt = make_contribution_receipt(contribution=one)
            type(receipt).objects.filter(pk=receipt.pk).update(cents=1_000_00)

    first, second = officer.get(here), officer.get(here, {"page": "2"})
    paid = officer.get(here, {"etat": "solde"})
    searched = officer.get(here, {"q": "aubry 26", "etat": "retard"})
    opened = officer.get(url(place, "contribution", one.pk))

    assert [len(each.context["rows"]) for each in (first, second)] == [25, 2]
    assert "27 structures : ce qui est appelé, sinon prévu" in plain(second.text)
    assert {plain(sum) for _year, sum in second.context["totals"]} == {"0", "27 000"}
    assert [row.name for row in paid.context["rows"]] == ["Aubry 00", "Aubry 01"]
    assert [row.name for row in searched.context["rows"]] == ["Aubry 26"]
    assert "26 à 27 sur 27 structures" in plain(second.text)
    assert "1 structure ; 27 en tout" in plain(searched.text)
    sums = ("2 000 € sont reçus sur 27 000 €", "0 € sont reçus sur 1 000 €")
    assert [
        each in plain(page.text) for each, page in zip(sums, (first, searched), strict=True)
    ] == [True, True]
    assert [each.context["gesture"] is None for each in (first, searched)] == [False, True]
    assert [row.name for row in opened.context["rows"]] == ["Aubry 25", "Aubry 26"]


def _body_of_name(place: Cooperation, name: str) -> Organisation:
    return make_organisation(workspace=place.workspace, name=name)


@pytest.mark.parametrize("rows", [1, 3])
def test_page_costs_the_same_whatever_it_holds(
    access: Access, officer: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for _one in range(rows):
        make_contribution_call(contribution=make_contribution(cooperation=access.cooperation))
    page = url(access.cooperation, "contributions")
    officer.get(page)

    with django_assert_num_queries(6):
        officer.get(page)


def test_a_contribution_is_noted_once(access: Access, officer: Client) -> None:
    one = make_member(cooperation=access.cooperation).organisation
    sent = {"organisation": one.pk, "year": "2026", "planned_cents": "100", "origin": "membership"}
    page = url(access.cooperation, "contribution_add")

    answers = [officer.post(page, sent).status_code for _time in range(2)]

    assert (answers, Contribution.objects.count()) == ([302, 422], 1)


def test_who_leaves_still_owes(access: Access) -> None:
    one = make_contribution(cooperation=access.cooperation)
    make_contribution_call(contribution=one)
    Member.objects.filter(organisation=one.organisation_id).update(until=date(2026, 6, 30))
    Organisation.objects.filter(pk=one.organisation_id).update(ended_on=date(2026, 6, 30))

    sentence = plain(page_sentence(queries.year_table(access, [2026], TODAY), 2026))

    assert sentence.endswith("doit encore 1 000 €.")


def test_a_cooperation_that_is_deleted_takes_its_frozen_keys(access: Access) -> None:
    frozen = make_frozen_key(cooperation=access.cooperation)
    services.plan_from_key(access=access, sharing=frozen.key.sharing)

    erase_cooperation(access.cooperation)

    rows = (CostSharing, FrozenKey, FrozenShare, Contribution)
    assert [model.objects.count() for model in rows] == [0, 0, 0, 0]


def test_a_letter_recalls_what_is_left(access: Access) -> None:
    one = make_contribution(cooperation=access.cooperation)
    team = make_access(cooperation=access.cooperation, role="team")
    with pytest.raises(IncompletePaperError):
        write_paper(access, "contribution_letter", one.pk, "pdf")
    make_contribution_call(contribution=one)
    make_contribution_receipt(contribution=one)

    letter = write_paper(access, "contribution_letter", one.pk, "docx")

    assert letter is not None
    assert "600 €" in plain(words_of_docx(letter.content))
    assert write_paper(team, "contribution_letter", one.pk, "docx") is None


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


def test_who_leaves_is_told_to_owe_what_was_called(access: Access, officer: Client) -> None:
    member = make_member(cooperation=access.cooperation)
    one = make_contribution(cooperation=access.cooperation, organisation=member.organisation)
    make_contribution_receipt(contribution=make_contribution_call(contribution=one).contribution)

    page = officer.get(reverse("directory:member_end", args=[access.cooperation.slug, member.pk]))

    assert "Elle doit encore 600 € de contributions appelées : elles restent à recevoir." in plain(
        page.text
    )


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


def test_what_a_merged_structure_owes_follows_and_stays_written(
    access: Access, officer: Client
) -> None:
    valmorin = make_member(cooperation=access.cooperation).organisation
    one = make_contribution(cooperation=access.cooperation)
    call = make_contribution_call(contribution=one)
    make_contribution_receipt(contribution=one)
    merged = one.organisation
    merged.successor = valmorin
    merged.save()
    page = url(access.cooperation, "contribution_succeed", one.pk)
    undated = plain(officer.post(page, follow=True).text)
    merged.ended_on = date(2026, 7, 1)
    merged.save()
    before = queries.year_table(access, [one.year], TODAY).of_year(one.year)

    shown = plain(officer.get(url(access.cooperation, "contribution", one.pk)).text)
    landed = [officer.post(page, follow=True) for _twice in range(2)]

    taken = Contribution.objects.get(taken_from=one)
    sheet = url(access.cooperation, "contribution", taken.pk)
    assert [(each.status_code, each.request["PATH_INFO"]) for each in landed] == [(200, sheet)] * 2
    assert "Rien ne dit quand cette structure a pris fin" in undated
    after = queries.year_table(access, [one.year], TODAY).of_year(one.year)
    assert "est réunie" in shown
    assert "Reprendre sa contribution" in shown
    assert [body for body, _state in after] == [valmorin]
    assert [(state.called, state.received) for _body, state in after] == [
        (state.called, state.received) for _body, state in before
    ]
    assert (taken.taken_on, one.calls.get(), one.receipts.count()) == (date(2026, 7, 1), call, 1)


def test_a_structure_that_left_and_still_owes_is_said(access: Access, officer: Client) -> None:
    member = make_member(cooperation=access.cooperation)
    one = make_contribution(cooperation=access.cooperation, organisation=member.organisation)
    make_contribution_call(contribution=one)
    Member.objects.filter(pk=member.pk).update(until=date(2026, 6, 30))

    shown = plain(officer.get(url(access.cooperation, "contribution", one.pk)).text)

    assert "a quitté la coopération le 30 juin 2026 et doit encore" in shown
