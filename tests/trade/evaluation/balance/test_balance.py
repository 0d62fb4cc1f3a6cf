"""Who opens which page, what is counted in it, how a structure reads and confirms its own."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Access, AnswerLink, Cooperation
from maillage.foundation.cooperations.questions.points import path_of
from maillage.ground.directory.models import Organisation
from maillage.trade.evaluation.balance.queries import granted_lines, rows_of
from maillage.trade.evaluation.balance.readings import Period
from maillage.trade.evaluation.models import BalanceReading, Benefit
from maillage.trade.funding.models import SharingMember
from tests.conftest import SignIn
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_member, make_spokesperson
from tests.ground.directory.reading import plain
from tests.trade.evaluation.makers import make_balance_reading, make_benefit
from tests.trade.funding.makers import (
    make_contribution,
    make_contribution_call,
    make_contribution_receipt,
    make_cost_sharing,
    make_funding_line,
    make_funding_plan,
    make_sharing_member,
)
from tests.trade.plan.makers import make_action

YEARS, LATER = Period(2024, 2026), Period(2027, 2027)


def url(cooperation: Cooperation, page: str = "balance", *numbers: int) -> str:
    return reverse(f"evaluation:{page}", args=[cooperation.slug, *numbers]) + "?de=2024&a=2026"


@pytest.fixture
def member(cooperation: Cooperation) -> Organisation:
    """A full member, whom a funder helps for an action of which it pays the rest."""
    one = member_with_name(cooperation, "Trois Étangs")
    funder = make_member(cooperation=cooperation, kind="funder").organisation
    plan = make_funding_plan(action=make_action(cooperation=cooperation), owner=one)
    make_funding_line(plan=plan, funder=funder, euros=34_000, state="granted", year=2026)
    make_funding_line(plan=plan, funder=funder, label="FEDER", euros=9_000, state="requested")
    make_funding_line(
        plan=plan, funder=one, kind="own", label="", euros=5_000, state="granted", year=2026
    )
    return one


def test_what_waits_and_what_is_ones_own_are_not_received(
    cooperation: Cooperation, member: Organisation
) -> None:
    granted = granted_lines(cooperation.pk, YEARS)
    (row,) = rows_of(cooperation.pk, YEARS, {member.pk: "Trois Étangs"}, granted)

    assert (row.received_cents, row.given_cents, row.invested) == (3_400_000, 0, 500_000)


def test_contribution_is_given_and_what_it_avoids_is_an_estimate(
    cooperation: Cooperation, member: Organisation
) -> None:
    one = make_contribution(cooperation=cooperation, organisation=member, year=2027)
    make_contribution_call(contribution=one)
    make_contribution_receipt(contribution=one)
    sharing = make_cost_sharing(cooperation=cooperation)
    payer = make_sharing_member(sharing=sharing, organisation=member)
    SharingMember.objects.filter(pk=payer.pk).update(alone_cents=1_500_00)

    granted = granted_lines(cooperation.pk, LATER)
    (row,) = rows_of(cooperation.pk, LATER, {member.pk: "Trois Étangs"}, granted)

    assert (row.given_cents, row.rest, row.avoided_cents) == (1_000_00, 600_00, 500_00)


def test_officer_reads_every_structure(
    officer: Client, cooperation: Cooperation, member: Organisation
) -> None:
    make_benefit(cooperation=cooperation, organisation=member, evidence="Menus de septembre")
    make_benefit(cooperation=cooperation, organisation=member, label="Un appui juridique")

    page = plain(officer.get(url(cooperation)).text)
    file = officer.get(url(cooperation) + "&export=csv").content.decode("utf-8-sig")

    assert "Deux bénéfices sont nommés, un est attesté." in page
    assert "34 000 €" in page
    assert "deux, dont un attesté" in page
    assert "Trois Étangs" in file


def test_structure_reads_its_page_once_sent_and_alone(
    sign_in: SignIn, cooperation: Cooperation, member: Organisation
) -> None:
    partner = sign_in("partner")
    access = Access.objects.get(role="partner")
    make_spokesperson(access=access, organisation=member)
    other = member_with_name(cooperation, "Val d’Aubrée")
    make_balance_reading(cooperation=cooperation, organisation=other)
    mine, others = (url(cooperation, "structure_balance", one.pk) for one in (member, other))
    before = partner.get(mine).status_code

    make_balance_reading(cooperation=cooperation, organisation=member)

    assert before == 404
    assert partner.get(mine).status_code == 200
    assert partner.get(others).status_code == 404
    assert "Val d’Aubrée" not in partner.get(url(cooperation)).text


@pytest.mark.parametrize("role", ["team", "observer"])
def test_page_is_closed_to(role: str, sign_in: SignIn, cooperation: Cooperation) -> None:
    assert sign_in(role).get(url(cooperation)).status_code == 403


def test_structure_confirms_by_link_what_it_draws(
    officer: Client, client: Client, cooperation: Cooperation, member: Organisation
) -> None:
    one = make_benefit(cooperation=cooperation, organisation=member)
    officer.post(url(cooperation, "balance_ask", member.pk), {"recipient": "Lise Morel"})
    link = AnswerLink.objects.get()
    path = path_of(link)

    page = plain(client.get(path).text)
    sent = {"agreed": [one.pk], "contested": "on", "signatory": "recipient", "read": 1}
    refused = client.post(path, sent).text
    client.post(path, sent | {"words": "Les trajets manquent."})

    assert "aides accordées 34 000 €" in page
    assert "Dites ce qui n’est pas juste." in refused
    assert list(BalanceReading.objects.values_list("words", "said_by", "is_contested")) == [
        ("Les trajets manquent.", "Lise Morel", True)
    ]
    assert Benefit.objects.get().attested_by == "Lise Morel"


def test_only_pages_that_were_read_open_to_the_members(
    officer: Client, cooperation: Cooperation, member: Organisation
) -> None:
    other, third = (make_member(cooperation=cooperation).organisation for _time in range(2))
    make_balance_reading(cooperation=cooperation, organisation=other)
    day = date(2026, 10, 9)
    page = make_balance_reading(cooperation=cooperation, organisation=member, read_on=day)
    discussed = make_balance_reading(cooperation=cooperation, organisation=third, read_on=day)
    BalanceReading.objects.filter(pk=discussed.pk).update(words="La somme est fausse.")

    form = plain(officer.get(url(cooperation, "balance_publish")).text)
    officer.post(url(cooperation, "balance_publish"), {"pages": [page.pk]})

    assert f"{third}, qui en dit : « La somme est fausse. »" in form
    assert form.count("checked") == 1

    opened = BalanceReading.objects.filter(shared_on__isnull=False)
    assert [one.organisation for one in opened] == [member]


def test_contested_page_opens_once_it_is_answered(
    officer: Client, cooperation: Cooperation, member: Organisation
) -> None:
    page = make_balance_reading(
        cooperation=cooperation, organisation=member, read_on=date(2026, 10, 9)
    )
    page.words, page.is_contested = "La contribution 2025 est fausse.", True
    page.save()
    publish, mine = url(cooperation, "balance_publish"), url(cooperation)
    before = plain(officer.get(publish, follow=True).text), plain(officer.get(mine).text)

    form = {"answer": "Elle est corrigée.", "version": page.version}
    officer.post(url(cooperation, "balance_answer", page.pk), form)

    assert "relecture et réponses viennent d’abord" in before[0]
    assert "Trois Étangs conteste sa page : répondez-lui avant de l’ouvrir." in before[1]
    assert "contestée le 9 octobre 2026, sans réponse encore" in before[1]
    assert "Trois Étangs, qui en dit" in plain(officer.get(publish).text)
    assert (
        "Elle est corrigée." in officer.get(url(cooperation, "structure_balance", member.pk)).text
    )


def test_what_is_contested_is_read_by_the_officers_and_its_structure_alone(
    officer: Client, sign_in: SignIn, cooperation: Cooperation, member: Organisation
) -> None:
    day = date(2026, 10, 9)
    page = make_balance_reading(
        cooperation=cooperation, organisation=member, read_on=day, shared_on=day
    )
    contested = {"words": "Tout est faux.", "said_by": "Lise Morel", "is_contested": True}
    answer = {"answer": "C’est corrigé.", "answered_on": day}
    BalanceReading.objects.filter(pk=page.pk).update(**contested, **answer)
    mine = url(cooperation, "structure_balance", member.pk)
    partner = sign_in("partner")

    others = plain(partner.get(mine).text), plain(partner.get(url(cooperation)).text)
    make_spokesperson(access=Access.objects.get(role="partner"), organisation=member)
    own = plain(partner.get(mine).text)

    words = "Tout est faux.", "Lise Morel", "ontestée le 9 octobre 2026", "C’est corrigé."
    assert [one in "".join(others) for one in words] == [False] * 4
    assert "Elle l’a relue." in others[0]
    assert [one in own for one in words] == [True] * 4
    assert [one in plain(officer.get(mine).text) for one in words] == [True] * 4


def test_another_link_shows_what_was_said_and_its_answer(
    officer: Client, client: Client, cooperation: Cooperation, member: Organisation
) -> None:
    day = date(2026, 10, 9)
    make_balance_reading(cooperation=cooperation, organisation=member, read_on=day, shared_on=day)

    def state() -> list[tuple[object, ...]]:
        return list(BalanceReading.objects.values_list("is_contested", "answer", "shared_on"))

    def path() -> str:
        officer.post(url(cooperation, "balance_ask", member.pk), {"recipient": "Lise Morel"})
        return path_of(AnswerLink.objects.latest("pk"))

    sent = {"words": "Tout est faux.", "contested": "on", "signatory": "recipient"}
    client.post(path(), sent | {"read": BalanceReading.objects.get().version})
    closed = state()
    one = BalanceReading.objects.get()
    form = {"answer": "C’est corrigé.", "version": one.version}
    officer.post(url(cooperation, "balance_answer", one.pk), form)
    again = path()
    page = client.get(again)
    client.post(again, sent | {"read": BalanceReading.objects.get().version})

    assert closed == [(True, "", None)]
    assert plain(page.text).count("Tout est faux.") == 2
    assert "C’est corrigé." in page.text
    assert "premiers" not in page.text
    assert page.context["form"]["contested"].value() is True
    assert state() == [(True, "C’est corrigé.", None)]


@pytest.mark.parametrize("count", [1, 3])
def test_balance_asks_a_fixed_number_of_questions(
    count: int,
    officer: Client,
    cooperation: Cooperation,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _number in range(count):
        make_benefit(cooperation=cooperation)
    officer.get(url(cooperation))

    with django_assert_num_queries(12):
        officer.get(url(cooperation))
